import { describe, expect, it } from 'vitest';
import { steppedTimers } from '../station/clock/testing/stepped-timers.ts';
import { ForThePerson, lastResort } from './last-resort.ts';
import { wayOut } from './way-out.ts';

function running(close: () => Promise<void> = async () => undefined) {
  const timers = steppedTimers();
  const happens = new Map<string, (...args: never[]) => void>();
  const exits: number[] = [];
  let closed = 0;
  const listen = (event: string, listener: (...args: never[]) => void) =>
    happens.set(event, listener);
  const out = wayOut({
    app: { on: listen },
    exit: (code) => void exits.push(code),
    powerMonitor: { on: listen },
    signals: { on: listen },
    timers,
    close: () => {
      closed += 1;
      return close();
    },
  });
  return {
    out,
    timers,
    exits,
    closed: () => closed,
    happens: (event: string) => {
      let refused = false;
      const args = [{ preventDefault: () => (refused = true) }];
      Reflect.apply(happens.get(event) ?? (() => undefined), undefined, args);
      return refused;
    },
  };
}

describe('the kiosk', () => {
  it('does not quit on request', () => {
    const { happens, exits } = running();
    expect(happens('before-quit')).toBe(true);
    happens('window-all-closed');
    expect(exits).toEqual([]);
  });

  it.each(['shutdown', 'SIGINT', 'SIGTERM', 'SIGHUP'])(
    'closes its ledger and ends on %s',
    async (event) => {
      const { happens, exits, timers, closed } = running();
      happens(event);
      await timers.pass(0);
      expect(closed()).toBe(1);
      expect(exits).toEqual([0]);
    },
  );

  it('ends once when staff allow it, however often they tap', async () => {
    const { out, exits, timers, closed, happens } = running();
    out.leave();
    out.leave();
    expect(happens('before-quit')).toBe(false);
    await timers.pass(0);
    expect(closed()).toBe(1);
    expect(exits).toEqual([0]);
  });

  it('does not delay a shutdown when its ledger won’t close', async () => {
    const { happens, exits, timers } = running(() => new Promise(() => undefined));
    happens('shutdown');
    await timers.pass(10_000);
    expect(exits).toEqual([1]);
  });

  it('waits for the last backup when staff leave, but not for a shutdown after it', async () => {
    const { out, happens, exits, timers } = running(() => new Promise(() => undefined));
    out.leave();
    await timers.pass(30_000);
    expect(exits).toEqual([]);
    happens('shutdown');
    await timers.pass(5_000);
    expect(exits).toEqual([1]);
    await timers.pass(60_000);
    expect(exits).toEqual([1]);
  });

  it('reports a clean end when its ledger closed in time', async () => {
    const { out, exits, timers } = running();
    out.leave();
    await timers.pass(60_000);
    expect(exits).toEqual([0]);
  });

  it('ends even if its ledger can’t be closed, and says so', async () => {
    const { out, exits, timers } = running(() => Promise.reject(new Error('disk is gone')));
    out.leave();
    await timers.pass(60_000);
    expect(exits).toEqual([1]);
  });
});

describe('an uncaught bug', () => {
  function failing(afterMs: number, bugs = 1) {
    const happened: string[] = [];
    let throws: (bug: unknown) => void = () => undefined;
    let now = 0;
    lastResort({
      bugs: {
        on: (_event, listener) => {
          throws = listener;
        },
      },
      app: {
        relaunch: () => happened.push('relaunch'),
        exit: (code) => happened.push(`exit ${code}`),
      },
      showError: () => happened.push('sentence'),
      now: () => now,
      note: () => undefined,
    });
    now = afterMs;
    for (let bug = 0; bug < bugs; bug += 1) throws(new Error('bug'));
    return happened;
  }

  it.each([
    ['a bug', new Error('bug'), /^程序出错/],
    ['what a person can mend', new ForThePerson('磁盘满了。The disk is full.'), /^磁盘满了/],
  ])('is reported in a sentence without code: %s', (_what, bug, sentence) => {
    let said = '';
    let throws: (bug: unknown) => void = () => undefined;
    lastResort({
      bugs: {
        on: (_event, listener) => {
          throws = listener;
        },
      },
      app: { relaunch: () => undefined, exit: () => undefined },
      showError: (_title, content) => {
        said = content;
      },
      now: () => 0,
      note: () => undefined,
    });
    throws(bug);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('relaunches the kiosk', () => {
    expect(failing(3_600_000)).toEqual(['relaunch', 'exit 1']);
  });

  it('relaunches it once, however many bugs come together', () => {
    expect(failing(3_600_000, 3)).toEqual(['relaunch', 'exit 1']);
    expect(failing(5_000, 3)).toEqual(['sentence', 'exit 1']);
  });

  it('at the start is shown to a person and relaunches nothing', () => {
    expect(failing(5_000)).toEqual(['sentence', 'exit 1']);
  });
});
