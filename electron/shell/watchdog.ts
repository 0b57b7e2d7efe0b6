import type { Timers } from '../station/clock/timers.ts';

/**
 * Listens for the page's sign of life. It counts beats that are due and does not look at a clock:
 * when the machine slept or this process was busy, one overdue tick comes, not all of them.
 */

/** The page says that it has painted this often (`renderer/alive.ts`). */
export const BEAT_MS = 2_000;
/** 8 s of silence: hung or white. */
const SILENT_BEATS = 4;
/** A page that loads on a cold and slow machine has longer, and longer again at each try. */
const LOADING_BEATS = 6;
const LONGEST_LOADING_BEATS = 30;

export interface Watchdog {
  /** A page begins to load. */
  loading(tries: number): void;
  beat(): void;
  /** Whether the last due beat has been missed. */
  silent(): boolean;
  pause(): void;
  /** The page has as long as a new one to say something. */
  resume(): void;
  stop(): void;
}

export function watchdog(timers: Timers, onBeat: () => void, onSilence: () => void): Watchdog {
  let heard = false;
  let missed = 0;
  let patience = LOADING_BEATS;
  let paused = false;
  let cancel = (): void => undefined;

  function wait(): void {
    cancel();
    if (!paused) cancel = timers.after(BEAT_MS, tick);
  }

  function tick(): void {
    wait();
    if (heard) {
      heard = false;
      missed = 0;
      patience = SILENT_BEATS;
      onBeat();
    } else if (++missed >= patience) {
      missed = 0;
      onSilence();
    }
  }

  function giveTime(beats: number): void {
    heard = false;
    missed = 0;
    patience = beats;
    wait();
  }

  return {
    loading: (tries) => giveTime(Math.min(LOADING_BEATS * (1 + tries), LONGEST_LOADING_BEATS)),
    beat() {
      heard = true;
    },
    silent: () => !heard && missed > 0,
    pause() {
      paused = true;
      cancel();
    },
    resume() {
      paused = false;
      giveTime(LOADING_BEATS);
    },
    stop: () => cancel(),
  };
}
