import type { Event } from 'electron';
import type { StationDoor } from '../station/open/station-door.ts';
import type { Timers } from '../station/clock/timers.ts';
import { type ConnectableContents, connectPage } from './calls.ts';
import { type LockableContents, lockDown } from './lock-down.ts';
import { keepAwake } from './power.ts';
import { type RecoverableContents, recovery } from './recovery.ts';
import type { PrintableContents } from './window-printer.ts';

/** The kiosk's one window, for as long as the kiosk is closed: locked, connected, and kept alive. */

export interface ShellWindow {
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
  readonly station: Pick<StationDoor, 'dispatch' | 'onEvent' | 'onAlive'>;
  readonly windowed: boolean;
  readonly timers: Timers;
  readonly powerMonitor: {
    on(event: 'suspend', listener: () => void): unknown;
    on(event: 'resume', listener: () => void): unknown;
    on(event: 'lock-screen', listener: () => void): unknown;
    on(event: 'unlock-screen', listener: () => void): unknown;
  };
  readonly powerSaveBlocker: Parameters<typeof keepAwake>[0];
  /** The system ends the session, or whoever works on Chunfeng closes their window. */
  readonly leave: () => void;
  readonly note: (trouble: string) => void;
}

export interface KioskWindow {
  /** What there is to print from; nothing between two windows. */
  contents(): PrintableContents | undefined;
  focus(): void;
  /** For good. */
  close(): void;
}

export function openKioskWindow(options: KioskWindowOptions): KioskWindow {
  const { create, station, windowed, powerMonitor, timers, note, leave } = options;
  let current: ShellWindow | undefined;
  let closed = false;

  const page = recovery({ timers, note, replaceWindow: open });
  station.onAlive(() => page.alive());
  powerMonitor.on('suspend', () => page.pause());
  powerMonitor.on('lock-screen', () => page.pause());
  powerMonitor.on('resume', () => page.resume());
  powerMonitor.on('unlock-screen', () => page.resume());
  const letSleep = keepAwake(options.powerSaveBlocker);

  /** The new window stands before the old one goes: nobody sees the desktop between them. */
  function open(): void {
    if (closed) return;
    const before = current;
    const window = create();
    current = window;
    lockDown(window.webContents, { shortcuts: windowed });
    connectPage(window.webContents, station);
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
