import type { Event, RenderProcessGoneDetails } from 'electron';
import type { Timers } from '../station/clock/timers.ts';
import { AWAY_PAGE } from './away-page.ts';
import { isPage, PAGE } from './origin.ts';
import { type Deed, type Happening, newPage, pageHealth, TICK_MS } from './page-health.ts';

/**
 * Brings back a page that crashed, hung, went white or left. `page-health.ts` decides; this passes
 * on what happens to the window, and carries the decisions out.
 */

/** The sentence must not keep the page waiting where even it can't be shown. */
const LONGEST_AWAY_LOAD_MS = 500;
/** Chromium's ERR_ABORTED: another load replaced this one. */
const ABORTED = -3;

export interface RecoverableContents {
  on(
    event: 'render-process-gone',
    listener: (event: Event, details: RenderProcessGoneDetails) => void,
  ): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  on(
    event: 'did-fail-load',
    listener: (
      event: Event,
      code: number,
      description: string,
      url: string,
      isMainFrame: boolean,
    ) => void,
  ): unknown;
  on(event: 'preload-error', listener: (event: Event, path: string, error: Error) => void): unknown;
  on(event: 'did-navigate', listener: (event: Event, url: string) => void): unknown;
  loadURL(url: string): Promise<void>;
  isCrashed(): boolean;
  forcefullyCrashRenderer(): void;
}

export interface RecoveryOptions {
  readonly timers: Timers;
  /** Opens a new window, passes its contents to `watch`, and closes the old one. */
  readonly replaceWindow: () => void;
  readonly note: (trouble: string) => void;
}

export interface Recovery {
  /** Watches the page of a new window; into the first it also loads the page. */
  watch(contents: RecoverableContents): void;
  /** The window closed, and the page with it. */
  lost(): void;
  /** The page reports that it has painted. */
  alive(): void;
  /** The machine goes to sleep, or its screen is locked. */
  pause(): void;
  resume(): void;
  stop(): void;
}

export function recovery({ timers, replaceWindow, note }: RecoveryOptions): Recovery {
  let page: RecoverableContents | undefined;
  let health = newPage;
  let stopped = false;
  /** Only the newest rest goes on. */
  let rests = 0;
  let cancelTick = (): void => undefined;

  function happen(happening: Happening): void {
    if (stopped) return;
    const next = pageHealth(health, happening);
    ({ health } = next);
    next.deeds.forEach(carryOut);
  }

  function carryOut(deed: Deed): void {
    switch (deed.do) {
      case 'note':
        return note(deed.what);
      case 'load':
        return void show(PAGE);
      case 'kill':
        if (page?.isCrashed()) happen({ is: 'fell', how: 'crashed unseen' });
        else page?.forcefullyCrashRenderer();
        return;
      case 'rest':
        return void rest(deed);
    }
  }

  /** What goes wrong is heard as an event. */
  async function show(url: string): Promise<void> {
    try {
      await page?.loadURL(url);
    } catch {
      // It did not load, or another load replaced it.
    }
  }

  async function rest({ inNewWindow, ms }: Extract<Deed, { do: 'rest' }>): Promise<void> {
    const mine = ++rests;
    const nothingToShow = !page;
    // Without a window there is nothing to show: wait first, so that windows can't spin either.
    if (nothingToShow) await wait(ms);
    if (stopped || mine !== rests) return;
    if (nothingToShow || inNewWindow) replaceWindow();
    await Promise.race([show(AWAY_PAGE), wait(LONGEST_AWAY_LOAD_MS)]);
    if (!nothingToShow) await wait(ms);
    if (mine === rests) happen({ is: 'rested' });
  }

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      timers.after(ms, resolve);
    });

  function tick(): void {
    cancelTick = timers.after(TICK_MS, tick);
    happen({ is: 'tick' });
  }
  cancelTick = timers.after(TICK_MS, tick);

  return {
    watch(contents) {
      page = contents;
      const fell = (how: string): void => {
        if (page === contents) happen({ is: 'fell', how });
      };
      contents.on('render-process-gone', (_, { reason }) => fell(`renderer gone: ${reason}`));
      contents.on('did-fail-load', (_, code, description, _url, isMainFrame) => {
        if (isMainFrame && code !== ABORTED) fell(`page did not load: ${description}`);
      });
      contents.on('preload-error', (_, _path, error) => fell(`preload failed: ${error.message}`));
      // Chromium asks nobody before it shows `about:blank`.
      contents.on('did-navigate', (_, url) => {
        if (!isPage(url) && url !== AWAY_PAGE) fell('the window left our page');
      });
      contents.on('unresponsive', () => {
        if (page === contents) happen({ is: 'unresponsive' });
      });
      happen({ is: 'opened' });
    },
    lost() {
      page = undefined;
      happen({ is: 'fell', how: 'window gone', windowGone: true });
    },
    alive: () => happen({ is: 'beat' }),
    pause: () => happen({ is: 'slept' }),
    resume: () => happen({ is: 'woke' }),
    stop() {
      stopped = true;
      cancelTick();
    },
  };
}
