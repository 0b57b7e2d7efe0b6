import type { Event } from 'electron';
import type { Timers } from '../station/clock/timers.ts';
import { type ConnectableContents, connectPage, type PageStation } from './calls.ts';
import { type CoverableWindow, type Displays, keepInFront } from './keep-in-front.ts';
import { type LockableContents, lockDown } from './lock-down.ts';
import { keepAwake } from './power.ts';
import { type RecoverableContents, recovery } from './recovery.ts';
import type { PrintableContents } from './window-printer.ts';

/** The kiosk's one window: locked down, connected to the station, and replaced if it fails. */

type ShellWindow = CoverableWindow & {
  readonly webContents: LockableContents &
    ConnectableContents &
    RecoverableContents &
    PrintableContents;
  on(event: 'close', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  on(event: 'session-end', listener: () => void): unknown;
  destroy(): void;
};

export interface KioskWindowOptions<Window extends ShellWindow> {
  readonly create: () => Window;
  readonly station: PageStation;
  readonly windowed: boolean;
  readonly timers: Timers;
  readonly powerMonitor: {
    on(event: 'suspend', listener: () => void): unknown;
    on(event: 'resume', listener: () => void): unknown;
    on(event: 'lock-screen', listener: () => void): unknown;
    on(event: 'unlock-screen', listener: () => void): unknown;
  };
  readonly displays: Displays;
  readonly powerSaveBlocker: Parameters<typeof keepAwake>[0];
  /** The system ends the session, or a developer closes their window. */
  readonly leave: () => void;
  readonly note: (trouble: string) => void;
}

export interface KioskWindow<Window> {
  /** While it is known why the page does not report. */
  pause(): void;
  resume(): void;
  /** Undefined while the window is being replaced, and after it closed. */
  window(): Window | undefined;
  focus(): void;
  /** Closes the window permanently. */
  close(): void;
}

export function openKioskWindow<Window extends ShellWindow>(
  options: KioskWindowOptions<Window>,
): KioskWindow<Window> {
  const { create, station, windowed, powerMonitor, timers, note, leave } = options;
  let current: Window | undefined;
  let closed = false;

  const page = recovery({ timers, note, replaceWindow: open });
  powerMonitor.on('suspend', () => page.pause());
  powerMonitor.on('lock-screen', () => page.pause());
  powerMonitor.on('resume', () => page.resume());
  powerMonitor.on('unlock-screen', () => page.resume());
  const letSleep = keepAwake(options.powerSaveBlocker);
  const front = windowed ? undefined : keepInFront(options.displays, timers, () => current);

  /** Open the new window before the old one closes, so that nobody sees the desktop. */
  function open(): void {
    if (closed) return;
    const before = current;
    const window = create();
    current = window;
    lockDown(window.webContents, { shortcuts: windowed });
    connectPage(window.webContents, station, () => page.alive());
    window.on('close', (event) => (windowed ? leave() : event.preventDefault()));
    front?.hold(window);
    window.on('session-end', leave);
    window.on('closed', () => {
      if (current !== window || closed) return;
      current = undefined;
      page.lost();
    });
    page.watch(window.webContents);
    before?.destroy();
  }

  open();
  return {
    window: () => current,
    pause: () => page.pause(),
    resume: () => page.resume(),
    focus: () => current?.focus(),
    close() {
      closed = true;
      page.stop();
      letSleep();
      const last = current;
      // A second start may still ask for a window: a destroyed one would throw.
      current = undefined;
      last?.destroy();
    },
  };
}
