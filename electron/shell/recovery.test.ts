import { describe, expect, it } from 'vitest';
import { type SteppedTimers, steppedTimers } from '../station/clock/testing/stepped-timers.ts';
import { PAGE } from './origin.ts';
import { type RecoverableContents, type Recovery, recovery } from './recovery.ts';
import { BEAT_MS } from './watchdog.ts';

/** A window's contents whose events the test fires. */
function window() {
  const listeners = new Map<string, (...args: never[]) => void>();
  const loads: string[] = [];
  let crashed = false;
  let crashes = true;
  const happens = (event: string, ...args: unknown[]): void => {
    Reflect.apply(listeners.get(event) ?? (() => undefined), undefined, [{}, ...args]);
  };
  const contents: RecoverableContents = {
    on: (event: string, listener: (...args: never[]) => void) => listeners.set(event, listener),
    loadURL: async (url) => {
      crashed = false;
      loads.push(url);
    },
    isCrashed: () => crashed,
    forcefullyCrashRenderer: () => {
      if (!crashes) return;
      crashed = true;
      happens('render-process-gone', { reason: 'killed' });
    },
  };
  return {
    contents,
    loads,
    happens,
    /** Not even the system can kill its process. */
    willNotGo: () => {
      crashes = false;
    },
  };
}

function kiosk() {
  const timers = steppedTimers();
  const windows: ReturnType<typeof window>[] = [];
  const notes: string[] = [];
  const page: Recovery = recovery({
    timers,
    replaceWindow: open,
    note: (trouble) => notes.push(trouble),
  });
  function open(): void {
    const next = window();
    windows.push(next);
    page.watch(next.contents);
  }
  open();
  const newest = () => {
    const found = windows.at(-1);
    if (!found) throw new Error('no window');
    return found;
  };
  return { timers, windows, notes, page, newest };
}

async function beats(page: Recovery, timers: SteppedTimers, count: number): Promise<void> {
  for (let beat = 0; beat < count; beat += 1) {
    page.alive();
    await timers.pass(BEAT_MS);
  }
}

describe('a page', () => {
  it('that crashes reloads at once', async () => {
    const { newest, timers, page } = kiosk();
    await beats(page, timers, 3);
    newest().happens('render-process-gone', { reason: 'crashed' });
    await timers.pass(0);
    expect(newest().loads).toEqual([PAGE, PAGE]);
  });

  it('that goes white or hangs is back within ten seconds', async () => {
    const { newest, timers, page, notes } = kiosk();
    await beats(page, timers, 3);
    await timers.pass(10_000);
    expect(newest().loads).toHaveLength(2);
    expect(notes.length).toBeGreaterThan(0);
  });

  it('that is healthy is left alone all day', async () => {
    const { newest, timers, page, windows } = kiosk();
    await beats(page, timers, 1_000);
    expect(newest().loads).toEqual([PAGE]);
    expect(windows).toHaveLength(1);
  });

  it('that is unresponsive for Chromium but still beats is left alone', async () => {
    const { newest, timers, page } = kiosk();
    await beats(page, timers, 3);
    newest().happens('unresponsive');
    await timers.pass(0);
    expect(newest().loads).toEqual([PAGE]);
  });

  it('that crashes while loading gets a new window, and longer pauses between tries', async () => {
    const { newest, timers, windows } = kiosk();
    let died = 0;
    for (let second = 0; second < 120; second += 1) {
      const loads = windows.flatMap((each) => each.loads).length;
      if (loads > died) {
        died = loads;
        newest().happens('render-process-gone', { reason: 'crashed' });
      }
      await timers.pass(1_000);
    }
    expect(windows.length).toBeGreaterThan(1);
    // Once immediately, then ever more slowly: a dozen tries in two minutes, not thousands.
    expect(died).toBeGreaterThan(5);
    expect(died).toBeLessThan(14);
  });

  it('whose process can’t be killed is left behind in its old window', async () => {
    const { newest, timers, page, windows } = kiosk();
    newest().willNotGo();
    await beats(page, timers, 3);
    await timers.pass(60_000);
    expect(windows.length).toBeGreaterThan(1);
    expect(newest().loads).toEqual([PAGE]);
  });

  it.each([
    ['does not load', true, ['did-fail-load', -6, 'ERR_FILE_NOT_FOUND', PAGE, true]],
    ['has no bridge to the station', true, ['preload-error', '/preload.cjs', new Error('no file')]],
    ['is replaced by a newer load', false, ['did-fail-load', -3, 'ERR_ABORTED', PAGE, true]],
    ['lacks a part of itself', false, ['did-fail-load', -6, 'ERR_FILE_NOT_FOUND', PAGE, false]],
  ])('that %s is tried again: %s', async (_what, again, [event, ...details]) => {
    const { newest, timers } = kiosk();
    newest().happens(String(event), ...details);
    await timers.pass(0);
    expect(newest().loads).toHaveLength(again ? 2 : 1);
  });

  it('that was white from the start reloads within fifteen seconds', async () => {
    const { newest, timers } = kiosk();
    await timers.pass(11_000);
    expect(newest().loads).toHaveLength(1);
    await timers.pass(4_000);
    expect(newest().loads).toHaveLength(2);
  });

  it('that misses beats reloads as soon as Chromium calls it unresponsive', async () => {
    const { newest, timers, page } = kiosk();
    await beats(page, timers, 3);
    await timers.pass(2 * BEAT_MS);
    expect(newest().loads).toHaveLength(1);
    newest().happens('unresponsive');
    await timers.pass(0);
    expect(newest().loads).toHaveLength(2);
  });

  it('does not count as hung while the machine sleeps', async () => {
    const { newest, timers, page } = kiosk();
    await beats(page, timers, 3);
    page.pause();
    await timers.pass(3_600_000);
    page.resume();
    await beats(page, timers, 3);
    expect(newest().loads).toEqual([PAGE]);
  });

  it('stays gone after the kiosk closes', async () => {
    const { newest, timers, page } = kiosk();
    page.stop();
    newest().happens('render-process-gone', { reason: 'crashed' });
    await timers.pass(60_000);
    expect(newest().loads).toEqual([PAGE]);
  });
});
