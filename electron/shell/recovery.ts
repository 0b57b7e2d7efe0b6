import type { Event, RenderProcessGoneDetails } from 'electron';
import type { Timers } from '../station/clock/timers.ts';
import { PAGE } from './origin.ts';
import { watchdog } from './watchdog.ts';

/**
 * Brings a page that crashed, hung or went white back to the idle screen: at once the first time,
 * then ever more slowly, so that a page that dies as it loads cannot spin. First in its window, then
 * in a new one. A page that is well is left alone.
 */

const BACK_OFF_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** So often the page is loaded anew; after that the window is replaced. */
const RELOADS = 2;
/** A page that was well for a minute starts with a clean slate. */
const BEATS_OF_HEALTH = 30;
/** Chromium's ERR_ABORTED: a load that gave way to another. */
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
  loadURL(url: string): Promise<void>;
  isCrashed(): boolean;
  forcefullyCrashRenderer(): void;
}

export interface RecoveryOptions {
  readonly timers: Timers;
  /** Makes a new window, hands its contents to `watch`, and does away with the old one. */
  readonly replaceWindow: () => void;
  readonly note: (trouble: string) => void;
}

export interface Recovery {
  /** Loads the page into a new window and stays with it. */
  watch(contents: RecoverableContents): void;
  /** The window went, and the page with it. */
  lost(): void;
  /** The page said that it has painted. */
  alive(): void;
  /** The machine goes to sleep, or its screen is locked. */
  pause(): void;
  resume(): void;
  stop(): void;
}

export function recovery({ timers, replaceWindow, note }: RecoveryOptions): Recovery {
  let page: RecoverableContents | undefined;
  let tries = 0;
  let beats = 0;
  let killed = false;
  let cancelMending: (() => void) | undefined;
  const dog = watchdog(timers, wellAgain, () => hung('silent'));

  function wellAgain(): void {
    beats += 1;
    if (beats === BEATS_OF_HEALTH) tries = 0;
  }

  function load(): void {
    killed = false;
    beats = 0;
    dog.loading(tries);
    // A load that fails says so in an event of its own.
    page?.loadURL(PAGE).catch(() => undefined);
  }

  function mend(trouble: string, inNewWindow = tries >= RELOADS): void {
    if (cancelMending) return;
    note(trouble);
    dog.stop();
    const wait = BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length - 1)] ?? 0;
    tries += 1;
    cancelMending = timers.after(wait, () => {
      cancelMending = undefined;
      if (inNewWindow) replaceWindow();
      else load();
    });
  }

  /** A hung page can't be reloaded: its process goes first, and its going starts the mending. */
  function hung(how: string): void {
    if (!page || cancelMending) return;
    if (killed || page.isCrashed()) {
      tries = Math.max(tries, RELOADS);
      return mend(`${how}, and would not go`);
    }
    note(how);
    killed = true;
    page.forcefullyCrashRenderer();
  }

  return {
    watch(contents) {
      page = contents;
      const ifOurs = (then: () => void): void => {
        if (page === contents) then();
      };
      contents.on('render-process-gone', (_, { reason }) =>
        ifOurs(() => mend(`renderer gone: ${reason}`)),
      );
      contents.on('did-fail-load', (_, code, description, _url, isMainFrame) =>
        ifOurs(() => {
          if (isMainFrame && code !== ABORTED) mend(`page did not load: ${description}`);
        }),
      );
      contents.on('preload-error', (_, _path, error) =>
        ifOurs(() => mend(`preload failed: ${error.message}`)),
      );
      // Chromium calls a page unresponsive that leaves input waiting; one that still beats is not.
      contents.on('unresponsive', () =>
        ifOurs(() => {
          if (dog.silent()) hung('unresponsive');
        }),
      );
      load();
    },
    lost() {
      page = undefined;
      // Whatever was to be done to it can't be done any more.
      cancelMending?.();
      cancelMending = undefined;
      mend('window gone', true);
    },
    alive: () => dog.beat(),
    pause: () => dog.pause(),
    resume: () => dog.resume(),
    stop() {
      page = undefined;
      cancelMending?.();
      dog.stop();
    },
  };
}
