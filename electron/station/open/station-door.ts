import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Dispatch } from '../../../shared/contract/dispatch.ts';
import type { Notify } from './notice-board.ts';

/** A station as its doors see it: what a window or a browser connects to. */
export interface StationDoor {
  readonly dispatch: Dispatch;
  onEvent(listener: (event: StationEvent) => void): () => void;
  /** Staff asked to leave the kiosk, behind their PIN. */
  onLeave(listener: () => void): void;
  /** Leaves a notice for staff about what the station itself cannot see. */
  notify: Notify;
  /** The number of the scan that it works at. */
  scanInHand(): number | undefined;
  close(): Promise<void>;
}
