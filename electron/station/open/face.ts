import type { Handlers } from '../../../shared/dispatch.ts';
import type { Scan } from '../reader/scan.ts';

/** What a station is for: the part of it that its role decides. */
export interface Face {
  /** What a scan leads to. */
  take(scan: Scan, reader: string): Promise<void>;
  /** A new page has come: whoever stood at the old one is forgotten. */
  reset(): Promise<void>;
  /** Somebody stands here: what would send them away waits. */
  readonly someoneHere?: () => boolean;
  /** The page says whom it still shows; answers whether somebody had to be forgotten. */
  readonly heldByPage?: (held: string | null) => Promise<boolean>;
  /** A scan waits for somebody who sees what it leads to. */
  readonly waitsForPage: boolean;
  /** Others' facts came, or somebody was taken out: what the page shows may be no more true. */
  readonly onHeard?: () => void;
  readonly handlers: Partial<Handlers>;
}
