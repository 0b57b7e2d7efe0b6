import { describe, expect, it } from 'vitest';
import { steppedTimers } from '../station/clock/testing/stepped-timers.ts';
import { AWAY_PAGE } from './away-page.ts';
import { PAGE } from './origin.ts';
import { type RecoverableContents, type Recovery, recovery } from './recovery.ts';

/** A window's contents whose events the test fires. */
function window() {
  const listeners = new Map<string, (...args: never[]) => void>();
  const loads: string[] = [];
  let crashed = false;
  let crashes = true;
  let shows = true;
  const happens = (event: string, ...args: unknown[]): void => {
    Reflect.apply(listeners.get(event) ?? (() => undefined), undefined, [{}, ...args]);
  };
  const contents: RecoverableContents = {
    on: (event: string, listener: (...args: never[]) => void) => listeners.set(event, listener),
    loadURL: (url) => {
      crashed = false;
      loads.push(url);
      return shows ? Promise.resolve() : new Promise(() => undefined);
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
    /** No load ever ends. */
    willNotShow: () => {
      shows = false;
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
  const beats = async (count: number): Promise<void> => {
    for (let beat = 0; beat < count; beat += 1) {
      page.alive();
      await timers.pass(2_000);
    }
  };
  return { timers, windows, notes, page, newest, beats };
}

const BACK = [PAGE, AWAY_PAGE, PAGE];

describe('a page', () => {
  it('that crashes is back at once, after a sentence that says so', async () => {
    const { newest, timers, beats } = kiosk();
    await beats(3);
    newest().happens('render-process-gone', { reason: 'crashed' });
    await timers.pass(0);
    expect(newest().loads).toEqual(BACK);
  });

  it('that goes white or hangs is back within ten seconds', async () => {
    const { newest, timers, beats, notes } = kiosk();
    await beats(3);
    await timers.pass(8_000);
    expect(newest().loads).toEqual(BACK);
    expect(notes).toEqual(['silent', 'renderer gone: killed']);
  });

  it('that is healthy is left alone all day', async () => {
    const { newest, beats, windows } = kiosk();
    await beats(1_000);
    expect(newest().loads).toEqual([PAGE]);
    expect(windows).toHaveLength(1);
  });

  it('waits half a second at most for the sentence before it', async () => {
    const { newest, timers, beats } = kiosk();
    newest().willNotShow();
    await beats(3);
    newest().happens('render-process-gone', { reason: 'crashed' });
    await timers.pass(499);
    expect(newest().loads).toEqual([PAGE, AWAY_PAGE]);
    await timers.pass(1);
    expect(newest().loads).toEqual(BACK);
  });

  it('whose process can’t be killed is left behind in its old window', async () => {
    const { newest, timers, beats, windows } = kiosk();
    newest().willNotGo();
    await beats(3);
    await timers.pass(10_000);
    expect(windows).toHaveLength(2);
    expect(newest().loads).toEqual([AWAY_PAGE, PAGE]);
  });

  it.each([
    ['does not load', true, ['did-fail-load', -6, 'ERR_FILE_NOT_FOUND', PAGE, true]],
    ['has no bridge to the station', true, ['preload-error', '/preload.cjs', new Error('no file')]],
    ['leaves for an empty page', true, ['did-navigate', 'about:blank']],
    ['is shown', false, ['did-navigate', PAGE]],
    ['is replaced by a newer load', false, ['did-fail-load', -3, 'ERR_ABORTED', PAGE, true]],
    ['lacks a part of itself', false, ['did-fail-load', -6, 'ERR_FILE_NOT_FOUND', PAGE, false]],
  ])('that %s is loaded again: %s', async (_what, again, [event, ...details]) => {
    const { newest, timers } = kiosk();
    newest().happens(String(event), ...details);
    await timers.pass(0);
    expect(newest().loads).toEqual(again ? BACK : [PAGE]);
  });

  it('that crashes while loading does not keep the machine busy', async () => {
    const { newest, timers, windows } = kiosk();
    let died = 0;
    for (let second = 0; second < 120; second += 1) {
      const loads = windows.flatMap((each) => each.loads).filter((url) => url === PAGE).length;
      if (loads > died) {
        died = loads;
        newest().happens('render-process-gone', { reason: 'crashed' });
      }
      await timers.pass(1_000);
    }
    expect(windows.length).toBeGreaterThan(5);
    expect(died).toBeLessThan(45);
  });

  it('whose window is gone gets a new one, and waits for it if that goes too', async () => {
    const { page, timers, windows } = kiosk();
    page.lost();
    await timers.pass(0);
    expect(windows.map(({ loads }) => loads)).toEqual([[PAGE], [AWAY_PAGE, PAGE]]);
    page.lost();
    page.lost();
    await timers.pass(0);
    expect(windows).toHaveLength(2);
    await timers.pass(500);
    expect(windows).toHaveLength(3);
  });

  it('stays gone after the kiosk closes', async () => {
    const { newest, timers, page } = kiosk();
    newest().happens('render-process-gone', { reason: 'crashed' });
    page.stop();
    newest().happens('render-process-gone', { reason: 'crashed' });
    await timers.pass(60_000);
    expect(newest().loads).toEqual([PAGE, AWAY_PAGE]);
  });
});
