import type { Event } from 'electron';
import type { Timers } from '../station/clock/timers.ts';
import { type ConnectableContents, connectPage, type PageStation } from './calls.ts';
import { type LockableContents, lockDown } from './lock-down.ts';
import { keepAwake } from './power.ts';
import { type RecoverableContents, recovery } from './recovery.ts';
import type { PrintableContents } from './window-printer.ts';

/** The kiosk's one window: locked down, connected to the station, and replaced if it fails. */

interface ShellWindow {
  readonly webContents: LockableContents &
    ConnectableContents &
    RecoverableContents &
    PrintableContents;
  on(event: 'close', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
  on(event: 'closed', listener: () => void): unknown;
  on(event: 'leave-full-screen', listener: () => void): unknown;
  on(event: 'minimize', listener: () => void): unknown;
  on(event: 'session-end', listener: () => void): unknown;
  setKiosk(kiosk: boolean): void;
  restore(): void;
  focus(): void;
  destroy(): void;
}

export interface KioskWindowOptions {
  readonly create: () => ShellWindow;
  readonly station: PageStation;
  readonly windowed: boolean;
  readonly timers: Timers;
  readonly powerMonitor: {
    on(event: 'suspend', listener: () => void): unknown;
    on(event: 'resume', listener: () => void): unknown;
    on(event: 'lock-screen', listener: () => void): unknown;
    on(event: 'unlock-screen', listener: () => void): unknown;
  };
  readonly powerSaveBlocker: Parameters<typeof keepAwake>[0];
  /** The system ends the session, or a developer closes their window. */
  readonly leave: () => void;
  readonly note: (trouble: string) => void;
}

export interface KioskWindow {
  /** The window's contents to print from; undefined while the window is being replaced. */
  contents(): PrintableContents | undefined;
  focus(): void;
  /** Closes the window permanently. */
  close(): void;
}

export function openKioskWindow(options: KioskWindowOptions): KioskWindow {
  const { create, station, windowed, powerMonitor, timers, note, leave } = options;
  let current: ShellWindow | undefined;
  let closed = false;

  const page = recovery({ timers, note, replaceWindow: open });
  powerMonitor.on('suspend', () => page.pause());
  powerMonitor.on('lock-screen', () => page.pause());
  powerMonitor.on('resume', () => page.resume());
  powerMonitor.on('unlock-screen', () => page.resume());
  const letSleep = keepAwake(options.powerSaveBlocker);

  /** Open the new window before the old one closes, so that nobody sees the desktop. */
  function open(): void {
    if (closed) return;
    const before = current;
    const window = create();
    current = window;
    lockDown(window.webContents, { shortcuts: windowed });
    connectPage(window.webContents, station, () => page.alive());
    if (windowed) {
      window.on('close', leave);
    } else {
      window.on('close', (event) => event.preventDefault());
      window.on('leave-full-screen', () => window.setKiosk(true));
      window.on('minimize', () => window.restore());
    }
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
    contents: () => current?.webContents,
    focus: () => current?.focus(),
    close() {
      closed = true;
      page.stop();
      letSleep();
      current?.destroy();
    },
  };
}
