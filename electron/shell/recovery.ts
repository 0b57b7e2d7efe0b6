import type { Event, RenderProcessGoneDetails } from 'electron';
import type { Timers } from '../station/clock/timers.ts';
import { PAGE } from './origin.ts';
import { watchdog } from './watchdog.ts';

/**
 * Brings a page that crashed, hung or went white back to the idle screen: the first time at once,
 * then ever more slowly, so that a page that crashes while loading can't spin. It reloads the same
 * window first, then replaces the window. A healthy page is left alone.
 */

const BACK_OFF_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Reloads before the window is replaced. */
const RELOADS = 2;
/** A page that was healthy for a minute starts again with no failures counted. */
const BEATS_OF_HEALTH = 30;
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
  /** Loads the page into a new window and watches it. */
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
    // A failed load has its own event.
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

  /** A hung page can't reload: kill its process, and that event starts the recovery. */
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
      // Chromium calls a page unresponsive when input waits; a page that still beats is healthy.
      contents.on('unresponsive', () =>
        ifOurs(() => {
          if (dog.silent()) hung('unresponsive');
        }),
      );
      load();
    },
    lost() {
      page = undefined;
      // The contents are destroyed, so nothing more can be done to them.
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
