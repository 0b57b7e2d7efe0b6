import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Scan } from '../reader/scan.ts';

/** What a station does in its role. Each role's folder makes one. */
export interface Duty {
  /** Handles a scan. */
  take(scan: Scan, reader: string): Promise<void>;
  /** Forgets the person at the old page: a new page has loaded. */
  reset(): Promise<void>;
  /** Whether somebody is being served: then a change that would interrupt them must wait. */
  readonly someoneHere?: () => boolean;
  /** The page reports which person it shows; returns whether the station had to forget somebody. */
  readonly heldByPage?: (held: string | null) => Promise<boolean>;
  /** Whether scans wait until a page can show their result. */
  readonly waitsForPage: boolean;
  /** Facts of other stations came, or a person was erased: the page may be out of date. */
  readonly onNews?: () => void;
  readonly handlers: Partial<Handlers>;
}
