/** A window for tests: it records calls, and a test fires its events. */

import { EventEmitter } from 'node:events';
import type { BrowserWindow, Event, MessagePortMain, WebContents } from 'electron';
import type { PageEvent } from '../calls.ts';
import { ALIVE, PORT } from '../channels.ts';
import { ORIGIN } from '../origin.ts';

export function fakePort(): MessagePortMain {
  return Object.assign(new EventEmitter(), {
    postMessage: () => undefined,
    start: () => undefined,
    close: () => undefined,
  });
}

type ContentsInUse =
  | 'loadURL'
  | 'isCrashed'
  | 'forcefullyCrashRenderer'
  | 'isDestroyed'
  | 'setVisualZoomLevelLimits'
  | 'setWindowOpenHandler'
  | 'getPrintersAsync'
  | 'print'
  | 'send'
  | 'postMessage';

export class FakeContents extends EventEmitter implements Pick<WebContents, ContentsInUse> {
  readonly loads: string[] = [];
  readonly sent: unknown[][] = [];
  readonly mainFrame = { frameTreeNodeId: 7, origin: ORIGIN, parent: null };
  destroyed = false;
  /** Ports that the page was given. */
  ports = 0;
  readonly ipc = new EventEmitter();

  async loadURL(url: string): Promise<void> {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.loads.push(url);
    this.hears(PORT);
  }
  beats(): void {
    this.hears(ALIVE);
  }
  private hears(channel: string): void {
    this.ipc.emit(channel, { senderFrame: this.mainFrame } satisfies PageEvent);
  }
  isCrashed(): boolean {
    return false;
  }
  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 1 });
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  setWindowOpenHandler(): void {}
  printers: string[] = [];
  readonly printed: unknown[] = [];
  /** The system's error for a print job; empty when it succeeds. */
  printFails = '';
  async getPrintersAsync() {
    return this.printers.map((name) => ({ name, displayName: name, description: '', options: {} }));
  }
  print(options: unknown, done?: (success: boolean, reason: string) => void): void {
    this.printed.push(options);
    done?.(this.printFails === '', this.printFails);
  }
  send(...values: unknown[]): void {
    this.sent.push(values);
  }
  postMessage(_channel: string, _message: unknown, transfer: MessagePortMain[]): void {
    this.ports += transfer.length;
  }
}

type WindowInUse = 'setKiosk' | 'restore' | 'focus' | 'hide' | 'destroy';

export class FakeWindow extends EventEmitter implements Pick<BrowserWindow, WindowInUse> {
  readonly webContents = new FakeContents();
  readonly done: string[] = [];

  setKiosk(kiosk: boolean): void {
    this.done.push(`kiosk ${kiosk}`);
  }
  restore(): void {
    this.done.push('restore');
  }
  focus(): void {
    this.done.push('focus');
  }
  hide(): void {
    this.done.push('hide');
  }
  /** Like Electron: closes without asking, and fires `closed` immediately. */
  destroy(): void {
    if (this.webContents.destroyed) return;
    this.done.push('destroy');
    this.webContents.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  }

  /**
   * Someone tries to close it (Alt+F4, a task bar, a window manager). Returns whether that was
   * refused.
   */
  isAskedToClose(): boolean {
    let refused = false;
    const event: Pick<Event, 'preventDefault'> = { preventDefault: () => (refused = true) };
    this.emit('close', event);
    return refused;
  }
}
