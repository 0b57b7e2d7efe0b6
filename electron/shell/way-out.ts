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

export interface WayOutOptions {
  readonly app: {
    on(event: 'before-quit', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
    on(event: 'window-all-closed', listener: () => void): unknown;
    exit(code: number): void;
  };
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

export function wayOut({ app, powerMonitor, signals, timers, close }: WayOutOptions): WayOut {
  let leaving = false;

  function leave(): void {
    if (leaving) return;
    leaving = true;
    const end = (code: number): void => {
      giveUp();
      app.exit(code);
    };
    const giveUp = timers.after(LONGEST_CLOSE_MS, () => end(1));
    close().then(
      () => end(0),
      () => end(1),
    );
  }

  app.on('before-quit', (event) => {
    if (!leaving) event.preventDefault();
  });
  // Without a listener Electron would quit between two windows.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('shutdown', leave);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, leave);

  return { open: () => leaving, leave };
}
