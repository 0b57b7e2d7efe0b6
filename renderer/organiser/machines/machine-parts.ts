import type { Machine, Machines } from '../../../shared/contract/machines.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';

/** What every part of the machines' page is given. */
export interface MachineParts {
  readonly atWork: SetUpAtWork;
  readonly machines: Machines;
  /** Looks again at once. */
  readonly onDone: () => Promise<void>;
}

/** What is done about one machine. */
export interface MachineSheetProps extends MachineParts {
  readonly machine: Machine;
  readonly onClose: () => void;
}
