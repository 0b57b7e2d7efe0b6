/** The events of a reader's session. */

import type { ReaderComplaint } from '../../../shared/contract/readers.ts';
import type { ReaderState } from '../../../shared/devices.ts';
import type { Scan } from './scan.ts';

export interface ReaderEvents {
  /** Once for each card and each code. The complaint is for staff. */
  onScan(scan: Scan, complaint?: ReaderComplaint): void;
  /** Only on a change. */
  onState(state: ReaderState['state'], complaint?: ReaderComplaint): void;
}
