/** What a reader's session tells the station. */

import type { ReaderComplaint, ReaderState } from '../../../shared/contract.ts';
import type { Scan } from './scan.ts';

export interface ReaderEvents {
  /** Once for each card and each code; what the reader complained of is for staff. */
  onScan(scan: Scan, complaint?: ReaderComplaint): void;
  /** Only on a change. */
  onState(state: ReaderState['state'], complaint?: ReaderComplaint): void;
}
