import type { Timers } from '../clock/timers.ts';
import type { Ending } from './ending-here.ts';

/**
 * An open station whose fair is over destroys keys and people's data by itself, once the server has all that
 * it wrote and nobody is being served. The organiser's does so when a person says it: contacts and figures
 * may still be wanted there.
 */

const LOOK_EVERY_MS = 15_000;

export interface SettledOptions {
  readonly ending: Ending;
  readonly timers: Timers;
  readonly isOrganisers: () => boolean;
  /** The server has every fact of this station. */
  readonly isSettled: () => boolean;
  readonly someoneHere: () => boolean;
  readonly onTrouble: (error: unknown) => void;
}

export function endsWhenSettled(options: SettledOptions): { close(): void } {
  const { ending, timers, isOrganisers, onTrouble } = options;
  let cancel = timers.after(LOOK_EVERY_MS, look);

  function look(): void {
    const time = ending.signed();
    const may = time && !isOrganisers() && options.isSettled() && !options.someoneHere();
    // The server has all: nothing is given up.
    if (may) ending.destroy(ending.open()?.parting(time, 0)).catch(again);
    else cancel = timers.after(LOOK_EVERY_MS, look);
  }
  function again(error: unknown): void {
    onTrouble(error);
    cancel = timers.after(LOOK_EVERY_MS, look);
  }
  return { close: () => cancel() };
}
