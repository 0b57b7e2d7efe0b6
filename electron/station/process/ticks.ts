import type { Timers } from '../clock/timers.ts';
import { TICK_MS } from './supervision.ts';

/** Ticks for `supervision.ts`, each with how late it comes by a clock that nobody can step. */
export function ticks(timers: Timers, now: () => number, onTick: (lateMs: number) => void) {
  let lastMs = now();
  let stop = (): void => undefined;

  function wait(): void {
    lastMs = now();
    stop = timers.after(TICK_MS, () => {
      const lateMs = now() - lastMs - TICK_MS;
      wait();
      onTick(lateMs);
    });
  }

  return { start: wait, stop: () => stop() };
}
