import type { Event } from 'electron';
import type { Timers } from '../station/clock/timers.ts';

/**
 * The only way out of the kiosk is through staff and their PIN, or with the machine itself: it is
 * shut down, or its operator ends us from outside. Every other wish to close is refused.
 */

/** The facts are on disk already; a station that can't close tidily doesn't hold up a shutdown. */
const LONGEST_CLOSE_MS = 5_000;

export interface WayOutOptions {
  readonly app: {
    on(event: 'before-quit', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
    on(event: 'window-all-closed', listener: () => void): unknown;
    exit(code: number): void;
  };
  readonly powerMonitor: { on(event: 'shutdown', listener: () => void): unknown };
  /** Electron puts its own handlers in place as it starts: pass these on only once it is ready. */
  readonly signals: {
    readonly on: (event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void) => unknown;
  };
  readonly timers: Timers;
  /** Windows first, then the station. */
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
  // Without a listener Electron would quit between one window and the next.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('shutdown', leave);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, leave);

  return { open: () => leaving, leave };
}
