import { z } from 'zod';
import type { Chromium } from './chromium.ts';
import { type Contents, createContents, type TabOpened } from './contents.ts';
import { sessionOf } from './session.ts';
import { hearing, preventable, strict } from './strict.ts';

/** Windows: each is a tab of the one Chromium. Which of them is on top, only a real Electron shows. */

const EVENTS = [
  'close',
  'closed',
  'leave-full-screen',
  'enter-full-screen',
  'minimize',
  'restore',
  'show',
  'hide',
  'focus',
  'blur',
  'ready-to-show',
  'session-end',
  'query-session-end',
  'unresponsive',
] as const;

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly kiosk?: boolean;
  readonly webPreferences?: { readonly preload?: string; readonly partition?: string };
}

/** A screen that stands upright, as a fair's do. */
export const SCREEN = { x: 0, y: 0, width: 1080, height: 1920 };

let chromium: Promise<Chromium> | undefined;
export function windowsOpenIn(started: Promise<Chromium>): void {
  chromium = started;
}

const open = new Map<object, { contents: Contents; targetId?: string; lost(): void }>();

async function openTab({ width, height }: { width: number; height: number }): Promise<TabOpened> {
  if (!chromium) throw new Error('Cannot create BrowserWindow before app is ready');
  const { devtools } = await chromium;
  const { targetId } = await devtools.send(
    'Target.createTarget',
    { url: 'about:blank', width, height },
    z.object({ targetId: z.string() }),
  );
  const { sessionId } = await devtools.send(
    'Target.attachToTarget',
    { targetId, flatten: true },
    z.object({ sessionId: z.string() }),
  );
  return { devtools, targetId, tab: devtools.tab(sessionId) };
}

function createWindow(options: WindowOptions): object {
  const { webPreferences = {}, kiosk = false } = options;
  if (!chromium) throw new Error('Cannot create BrowserWindow before app is ready');
  const size = kiosk ? SCREEN : { width: options.width ?? 800, height: options.height ?? 600 };
  const opened = openTab(size);
  const contents = createContents({
    opened,
    session: sessionOf(webPreferences.partition ?? ''),
    preload: webPreferences.preload,
  });
  const { ways, happens } = hearing('BrowserWindow', EVENTS);
  let destroyed = false;
  let minimised = false;

  function destroy(): void {
    if (destroyed) return;
    destroyed = true;
    contents.destroy();
    open.delete(shown);
    happens('closed');
  }
  const shown: object = strict(
    'BrowserWindow',
    {
      ...ways,
      webContents: contents.shown,
      destroy,
      close() {
        const event = preventable({});
        happens('close', event);
        if (!event.defaultPrevented) destroy();
      },
      isDestroyed: () => destroyed,
      isMinimized: () => minimised,
      isVisible: () => !destroyed,
      minimize() {
        minimised = true;
        happens('minimize');
      },
      restore() {
        minimised = false;
        happens('restore');
      },
      focus: () => undefined,
      show: () => undefined,
      hide: () => undefined,
      moveTop: () => undefined,
      setKiosk: (_kiosk: boolean) => undefined,
      setAlwaysOnTop: (_onTop: boolean) => undefined,
      setBounds: (_bounds: object) => undefined,
      loadURL: (url: string) => contents.shown.loadURL(url),
    },
    () => destroyed,
  );
  const entry = { contents, lost: destroy };
  open.set(shown, entry);
  void opened.then(({ targetId }) => Object.assign(entry, { targetId })).catch(() => undefined);
  return shown;
}

/** Tells a window that its tab was closed from outside. */
export async function watchTabs({ devtools }: Chromium): Promise<void> {
  const entryOf = (targetId: string) =>
    [...open.values()].find((entry) => entry.targetId === targetId);
  devtools.on('Target.targetDestroyed', z.object({ targetId: z.string() }), ({ targetId }) =>
    entryOf(targetId)?.lost(),
  );
  await devtools.tell('Target.setDiscoverTargets', { discover: true });
}

export class BrowserWindow {
  constructor(options: WindowOptions = {}) {
    return createWindow(options);
  }
  static getAllWindows(): object[] {
    return [...open.keys()];
  }
}
