import type { Event } from 'electron';
import type { Timers } from '../station/clock/timers.ts';

/**
 * The only ways out of the kiosk: staff with their PIN, a shutdown of the machine, or an operator
 * who ends the process. Every other attempt to close it is refused.
 */

/**
 * The facts are on disk already, so a station that can't close must not delay a shutdown longer
 * than this.
 */
const LONGEST_CLOSE_MS = 5_000;
/** Staff who leave wait for the last backup, which takes its time on a slow disk. */
const LONGEST_LEAVE_MS = 60_000;

export interface WayOutOptions {
  readonly app: {
    on(event: 'before-quit', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
    on(event: 'window-all-closed', listener: () => void): unknown;
  };
  readonly exit: (code: number) => void;
  readonly powerMonitor: { on(event: 'shutdown', listener: () => void): unknown };
  /** Electron installs its own handlers at start: register these only once it is ready. */
  readonly signals: {
    readonly on: (event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void) => unknown;
  };
  readonly timers: Timers;
  /** Closes windows first, then the station. */
  readonly close: () => Promise<void>;
}

export interface WayOut {
  readonly open: () => boolean;
  readonly leave: () => void;
}

export function wayOut(options: WayOutOptions): WayOut {
  const { app, exit, powerMonitor, signals, timers, close } = options;
  let leaving = false;
  let ended = false;

  const leave = (): void => closeWithin(LONGEST_LEAVE_MS);
  const endSoon = (): void => closeWithin(LONGEST_CLOSE_MS);

  function closeWithin(ms: number): void {
    // A shutdown doesn't wait for what staff began.
    timers.after(ms, () => end(1));
    if (leaving) return;
    leaving = true;
    close().then(
      () => end(0),
      () => end(1),
    );
  }

  function end(code: number): void {
    if (ended) return;
    ended = true;
    exit(code);
  }

  app.on('before-quit', (event) => {
    if (!leaving) event.preventDefault();
  });
  // Without a listener Electron would quit between two windows.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('shutdown', endSoon);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, endSoon);

  return { open: () => leaving, leave };
}
