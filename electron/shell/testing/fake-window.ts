/** A window for tests: it records calls, and a test fires its events. */

import { EventEmitter } from 'node:events';
import type { BrowserWindow, Event, MessagePortMain, WebContents } from 'electron';
import type { PageEvent } from '../calls.ts';
import { ALIVE, PORT } from '../channels.ts';
import { isPage, ORIGIN } from '../origin.ts';

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
  | 'printToPDF'
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

  /** Like Electron: after the window closed, all but `isDestroyed` throws. */
  private inUse(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }

  async loadURL(url: string): Promise<void> {
    this.inUse();
    this.loads.push(url);
    this.emit('did-navigate', {}, url);
    if (isPage(url)) this.hears(PORT);
  }
  beats(): void {
    this.hears(ALIVE);
  }
  private hears(channel: string): void {
    this.ipc.emit(channel, { senderFrame: this.mainFrame } satisfies PageEvent);
  }
  isCrashed(): boolean {
    this.inUse();
    return false;
  }
  forcefullyCrashRenderer(): void {
    this.inUse();
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
    this.inUse();
    return this.printers.map((name) => ({ name, displayName: name, description: '', options: {} }));
  }
  /** A driver that never calls back. */
  printHangs = false;
  print(options: unknown, done?: (success: boolean, reason: string) => void): void {
    this.inUse();
    this.printed.push(options);
    if (!this.printHangs) done?.(this.printFails === '', this.printFails);
  }
  async printToPDF(): Promise<Buffer> {
    this.inUse();
    return Buffer.from('%PDF');
  }
  send(...values: unknown[]): void {
    this.inUse();
    this.sent.push(values);
  }
  postMessage(_channel: string, _message: unknown, transfer: MessagePortMain[]): void {
    this.ports += transfer.length;
  }
}

type WindowInUse =
  | 'setKiosk'
  | 'restore'
  | 'focus'
  | 'hide'
  | 'destroy'
  | 'isDestroyed'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'setBounds';

export class FakeWindow extends EventEmitter implements Pick<BrowserWindow, WindowInUse> {
  readonly webContents = new FakeContents();
  readonly done: string[] = [];
  minimized = false;
  focused = true;
  hidden = false;

  private does(what: string): void {
    if (this.webContents.destroyed) throw new TypeError('Object has been destroyed');
    this.done.push(what);
  }

  setKiosk(kiosk: boolean): void {
    this.does(`kiosk ${kiosk}`);
  }
  restore(): void {
    this.does('restore');
    this.minimized = false;
  }
  focus(): void {
    this.does('focus');
    this.focused = true;
  }
  hide(): void {
    this.does('hide');
    this.hidden = true;
  }
  setBounds({ width, height }: { width?: number; height?: number }): void {
    this.does(`fill ${width}x${height}`);
  }
  isVisible(): boolean {
    return !this.hidden;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isDestroyed(): boolean {
    return this.webContents.destroyed;
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

/** One display, which a test may change. */
export class FakeDisplays extends EventEmitter {
  bounds = { x: 0, y: 0, width: 1080, height: 1920 };
  getPrimaryDisplay(): { readonly bounds: FakeDisplays['bounds'] } {
    return { bounds: this.bounds };
  }
}
