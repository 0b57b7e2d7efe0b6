import type { Timers } from '../station/clock/timers.ts';

/**
 * Watches for the page's heartbeat. It counts missed beats instead of reading a clock: after the
 * machine slept or this process was busy, only one overdue tick fires, not all of them.
 */

/** How often the page reports that it has painted (`renderer/alive.ts`). */
export const BEAT_MS = 2_000;
/** 8 s of silence mean that the page is hung or white. */
const SILENT_BEATS = 4;
/** A page that loads on a cold, slow machine gets more time, and more again at each try. */
const LOADING_BEATS = 6;
const LONGEST_LOADING_BEATS = 30;

export interface Watchdog {
  /** Call when a page begins to load. */
  loading(tries: number): void;
  beat(): void;
  /** Whether the last due beat was missed. */
  silent(): boolean;
  pause(): void;
  /** Gives the page as long as a new one. */
  resume(): void;
  stop(): void;
}

export function watchdog(timers: Timers, onBeat: () => void, onSilence: () => void): Watchdog {
  let hasBeat = false;
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
    if (hasBeat) {
      hasBeat = false;
      missed = 0;
      patience = SILENT_BEATS;
      onBeat();
    } else if (++missed >= patience) {
      missed = 0;
      onSilence();
    }
  }

  function giveTime(beats: number): void {
    hasBeat = false;
    missed = 0;
    patience = beats;
    wait();
  }

  return {
    loading: (tries) => giveTime(Math.min(LOADING_BEATS * (1 + tries), LONGEST_LOADING_BEATS)),
    beat() {
      hasBeat = true;
    },
    silent: () => !hasBeat && missed > 0,
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
