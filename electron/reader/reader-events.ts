/** What a reader's session tells the station. */

import type { ReaderState } from '../../shared/contract.ts';
import type { Scan } from './scan.ts';

export interface ReaderEvents {
  /** Once for each card and each code. */
  onScan(scan: Scan): void;
  /** Only on a change; the reason is for staff. */
  onState(state: ReaderState['state'], reason?: string): void;
}
