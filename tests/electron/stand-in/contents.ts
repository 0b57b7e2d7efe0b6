import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Port } from '../utility-child/ports.ts';
import { cloned } from './cloned.ts';
import type { Devtools } from './devtools.ts';
import { electronInPage } from './in-page.ts';
import { pageLine } from './page-line.ts';
import { printerNames, printOn } from './printers.ts';
import { addresses, type StandInSession } from './session.ts';
import { hearing, preventable, strict } from './strict.ts';

/** A window's web contents: a tab of Chromium. */

const BINDING = 'electronStandInTell';
const HALF = 'electronStandIn';
const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'context-menu',
  'before-input-event',
  'did-start-navigation',
  'did-navigate',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'preload-error',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'destroyed',
] as const;
/** Chromium’s ERR_ABORTED and ERR_FAILED. */
const [ABORTED, FAILED] = [-3, -2];

let windows = 0;

const frameSchema = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  url: z.string(),
  securityOrigin: z.string(),
});
const contextSchema = z.object({
  id: z.number(),
  origin: z.string(),
  auxData: z.object({ frameId: z.string() }),
});
interface Frame {
  readonly frameTreeNodeId: number;
  readonly parent: Frame | null;
  origin: string;
  url: string;
}

export interface TabOpened {
  readonly devtools: Devtools;
  readonly targetId: string;
  readonly tab: Devtools;
}

export interface ContentsOptions {
  readonly opened: Promise<TabOpened>;
  readonly session: StandInSession;
  readonly preload: string | undefined;
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export type Contents = ReturnType<typeof createContents>;

export function createContents({ opened, session, preload }: ContentsOptions) {
  const id = (windows += 1);
  const { ways, happens } = hearing('webContents', EVENTS);
  const mainFrame: Frame = { frameTreeNodeId: id, parent: null, origin: '', url: '' };
  const frames = new Map<number, { readonly frameId: string; readonly origin: string }>();
  let destroyed = false;
  let crashed = false;
  let loading: { readonly url: string; readonly done: PromiseWithResolvers<void> } | undefined;
  let openHandler: OpenHandler = () => ({ action: 'allow' });

  const tell = (method: string, params: object = {}): void => {
    // A tab that closes answers no more, and nobody waits for it.
    void opened.then(({ tab }) => tab.tell(method, params)).catch(() => undefined);
  };
  const line = pageLine({
    evaluate: (expression) => tell('Runtime.evaluate', { expression }),
    half: HALF,
    onPreloadError: (error) => happens('preload-error', {}, preload, error),
    onOpen(url) {
      if (openHandler({ url }).action !== 'deny') throw new Error('the stand-in opens no windows');
    },
  });

  function mayLoad(url: string, frameId: string, targetId: string): boolean {
    const isMainFrame = frameId === targetId;
    // What the app itself loads asks nobody.
    if (isMainFrame && loading?.url === url) return true;
    const details = preventable({ url, isMainFrame });
    if (isMainFrame) happens('will-navigate', details, url);
    happens('will-frame-navigate', details);
    return !details.defaultPrevented;
  }

  function gone(reason: string): void {
    if (crashed || destroyed) return;
    crashed = true;
    line.end();
    happens('render-process-gone', {}, { reason, exitCode: 1 });
  }

  function destroy(): void {
    if (destroyed) return;
    destroyed = true;
    line.end();
    void opened
      .then(({ devtools, targetId }) => devtools.tell('Target.closeTarget', { targetId }))
      .catch(() => undefined);
    happens('destroyed');
  }

  function hearTab({ devtools, tab, targetId }: TabOpened): void {
    tab.on('Page.frameNavigated', z.object({ frame: frameSchema }), ({ frame }) => {
      if (frame.parentId !== undefined) return;
      crashed = false;
      line.end();
      mainFrame.url = addresses.own(frame.url);
      mainFrame.origin = addresses.own(frame.securityOrigin);
      void session.grant(devtools, frame.securityOrigin).catch(() => undefined);
      happens('did-navigate', {}, mainFrame.url, 200, '');
    });
    tab.on('Page.loadEventFired', z.unknown(), () => {
      loading?.done.resolve();
      loading = undefined;
      happens('did-finish-load');
    });
    tab.on('Inspector.targetCrashed', z.unknown(), () => gone('crashed'));
    tab.on('Runtime.executionContextCreated', z.object({ context: contextSchema }), ({ context }) =>
      frames.set(context.id, { frameId: context.auxData.frameId, origin: context.origin }),
    );
    tab.on(
      'Runtime.bindingCalled',
      z.object({ payload: z.string(), executionContextId: z.number() }),
      ({ payload, executionContextId }) => {
        // What the page sent before its window was destroyed is still on its way.
        if (destroyed) return;
        const context = frames.get(executionContextId);
        const isMain = context?.frameId === targetId;
        const inner: Frame = {
          frameTreeNodeId: -executionContextId,
          parent: mainFrame,
          origin: context?.origin ?? '',
          url: '',
        };
        const senderFrame = isMain ? mainFrame : inner;
        line.hear(payload, { type: 'frame', sender: shown, senderFrame });
      },
    );
  }

  const ready = opened.then(async (all) => {
    hearTab(all);
    const { tab, targetId } = all;
    await session.guard(tab, (url, frameId) => mayLoad(url, frameId, targetId));
    await tab.tell('Runtime.addBinding', { name: BINDING });
    await tab.tell('Page.addScriptToEvaluateOnNewDocument', { source: scriptFor(preload) });
    await tab.tell('Runtime.enable');
    await tab.tell('Page.enable');
    await tab.tell('Inspector.enable');
    return tab;
  });
  ready.catch(() => undefined);

  async function loadURL(url: string): Promise<void> {
    loading?.done.reject(new Error('ERR_ABORTED (-3)'));
    const mine = { url, done: Promise.withResolvers<void>() };
    mine.done.promise.catch(() => undefined);
    loading = mine;
    const tab = await ready;
    const { errorText } = await tab.send(
      'Page.navigate',
      { url: addresses.loaded(url) },
      z.object({ errorText: z.string().optional() }),
    );
    if (errorText !== undefined) {
      const code = errorText === 'net::ERR_ABORTED' ? ABORTED : FAILED;
      happens('did-fail-load', {}, code, errorText, url, true);
      mine.done.reject(new Error(`${errorText} (${code}) loading '${url}'`));
    }
    return mine.done.promise;
  }

  async function pdf(options: object): Promise<Buffer> {
    const tab = await ready;
    const { data } = await tab.send('Page.printToPDF', options, z.object({ data: z.string() }));
    return Buffer.from(data, 'base64');
  }

  const shown = strict(
    'webContents',
    {
      ...ways,
      id,
      mainFrame,
      session: session.shown,
      ipc: line.ipc,
      loadURL,
      getURL: () => mainFrame.url,
      send: (channel: string, ...args: unknown[]) => line.send(channel, args),
      postMessage: (channel: string, message: unknown, transfer: readonly Port[] = []) =>
        line.send(channel, [message], transfer),
      isDestroyed: () => destroyed,
      isCrashed: () => crashed,
      forcefullyCrashRenderer: () => tell('Page.crash'),
      setWindowOpenHandler: (handler: OpenHandler) => void (openHandler = handler),
      setVisualZoomLevelLimits: async (_minimum: number, _maximum: number) => undefined,
      getPrintersAsync: async () => printerNames().map((name) => ({ name, displayName: name })),
      print(
        options: { readonly silent?: boolean; readonly deviceName?: string },
        done: (success: boolean, failureReason: string) => void = () => undefined,
      ) {
        if (!options.silent) throw new Error('a kiosk prints without a dialogue');
        void pdf({ preferCSSPageSize: true }).then(
          (bytes) => printOn(options.deviceName ?? '', bytes, done),
          () => done(false, 'Print job failed'),
        );
      },
      printToPDF: (options: { readonly landscape?: boolean } = {}) =>
        pdf({ landscape: options.landscape ?? false, preferCSSPageSize: true }),
    },
    () => destroyed,
  );
  return { shown, destroy };
}

function scriptFor(preload: string | undefined): string {
  const names = JSON.stringify({ binding: BINDING, half: HALF });
  const own = preload === undefined ? '' : readFileSync(preload, 'utf8');
  // A sandboxed preload is one CommonJS file.
  const wrapped = `(require) => { const module = { exports: {} }, exports = module.exports; ${own}\n}`;
  return `(${String(electronInPage)})(${names}, (${String(cloned)})(), ${wrapped});`;
}
