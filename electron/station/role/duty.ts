import type { Handlers } from '../../../shared/dispatch.ts';
import type { Scan } from '../reader/scan.ts';

/** What a station does in its role: each role's folder makes one. */
export interface Duty {
  /** Acts on a scan. */
  take(scan: Scan, reader: string): Promise<void>;
  /** Forgets the person at the old page: a new page has loaded. */
  reset(): Promise<void>;
  /** Somebody is being served, so a change that would send them away waits. */
  readonly someoneHere?: () => boolean;
  /** The page says which person it shows; answers whether the station had to forget somebody. */
  readonly heldByPage?: (held: string | null) => Promise<boolean>;
  /** Scans wait until a page can show what they lead to. */
  readonly waitsForPage: boolean;
  /** Facts of other stations came, or a person was erased: the page may be out of date. */
  readonly onNews?: () => void;
  readonly handlers: Partial<Handlers>;
}
