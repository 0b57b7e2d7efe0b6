import type { Timers } from '../../shared/timers.ts';

/** Begins once the answer is out: nobody may tell from an answer's time, or from the next one's, that there was work. */
export type Afterwards = (work: () => Promise<unknown>) => void;

const WITHIN_MS = 500;

export const afterwardsBy =
  (timers: Timers, chance: () => number, onTrouble: (error: unknown) => void): Afterwards =>
  (work) =>
    void timers.after(chance() * WITHIN_MS, () => void work().catch(onTrouble));
