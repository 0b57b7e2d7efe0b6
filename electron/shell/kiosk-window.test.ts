import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { steppedTimers } from '../station/clock/testing/stepped-timers.ts';
import { AWAY_PAGE } from './away-page.ts';
import { FakeDisplays, FakeWindow, fakePort } from './testing/fake-window.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { PAGE } from './origin.ts';

/** How often the page reports that it has painted. */
const BEAT_MS = 2_000;

function kiosk({ windowed = false } = {}) {
  const timers = steppedTimers();
  const windows: FakeWindow[] = [];
  /** How many windows were on the screen after each was created or destroyed. */
  const standing: number[] = [];
  const count = () => standing.push(windows.filter((w) => !w.webContents.destroyed).length);
  const powerMonitor = new EventEmitter();
  const displays = new FakeDisplays();
  const awake = new Set<number>();
  const links = new Set<() => void>();
  let left = 0;
  const shown = openKioskWindow({
    create() {
      const window = new FakeWindow();
      window.on('closed', count);
      windows.push(window);
      count();
      return window;
    },
    station: {
      link: () => 'up',
      onLink: (listener) => {
        links.add(listener);
        return () => links.delete(listener);
      },
      openPage: fakePort,
      pageGone: () => undefined,
      again: () => undefined,
    },
    windowed,
    timers,
    powerMonitor,
    displays,
    powerSaveBlocker: {
      start: () => {
        awake.add(1);
        return 1;
      },
      stop: (id) => awake.delete(id),
    },
    leave: () => {
      left += 1;
    },
    note: () => undefined,
  });
  return {
    close: () => shown.close(),
    focus: () => shown.focus(),
    timers,
    windows,
    standing,
    powerMonitor,
    displays,
    awake,
    links,
    left: () => left,
    newest: (): FakeWindow => {
      const window = windows.at(-1);
      if (!window) throw new Error('no window');
      return window;
    },
    beats: async (times: number): Promise<void> => {
      for (let beat = 0; beat < times; beat += 1) {
        windows.at(-1)?.webContents.beats();
        await timers.pass(BEAT_MS);
      }
    },
  };
}

describe('the kiosk’s window', () => {
  it('shows the page, and connects it with the station', () => {
    const { webContents } = kiosk().newest();
    expect(webContents.loads).toEqual([PAGE]);
    expect(webContents.ports).toBe(1);
  });

  it('can’t be closed, shrunk or minimised', () => {
    const { newest, left, windows } = kiosk();
    expect(newest().isAskedToClose()).toBe(true);
    newest().emit('leave-full-screen');
    newest().emit('minimize');
    expect(newest().done).toEqual(['kiosk true', 'restore']);
    expect(left()).toBe(0);
    expect(windows).toHaveLength(1);
  });

  it.each([
    ['minimises it', 'restore', { minimized: true }],
    ['takes the focus, and a scanner’s keys with it', 'focus', { focused: false }],
  ])('comes back if another program %s and nothing tells us', async (_what, done, state) => {
    const { newest, timers, beats } = kiosk();
    Object.assign(newest(), state);
    await timers.pass(2_000);
    expect(newest().done).toEqual([done]);
    await beats(20);
    expect(newest().done).toEqual([done]);
  });

  it('stays hidden behind the box that says why it ends', async () => {
    const { newest, beats } = kiosk();
    newest().hide();
    newest().focused = false;
    await beats(5);
    expect(newest().done).toEqual(['hide']);
  });

  it.each(['display-added', 'display-removed', 'display-metrics-changed'])(
    'fills the display that is there after %s',
    (event) => {
      const { newest, displays } = kiosk();
      displays.bounds = { x: 0, y: 0, width: 1024, height: 600 };
      displays.emit(event);
      expect(newest().done).toEqual(['fill 1024x600', 'kiosk true']);
    },
  );

  it('lets the system end its session', () => {
    const { newest, left } = kiosk();
    newest().emit('session-end');
    expect(left()).toBe(1);
  });

  it('comes to the front when someone starts the kiosk a second time', () => {
    const { newest, focus } = kiosk();
    focus();
    expect(newest().done).toEqual(['focus']);
  });

  it('ignores a second start and a lost display while it closes', async () => {
    const { close, focus, displays, timers } = kiosk();
    close();
    focus();
    displays.emit('display-removed');
    await timers.pass(10_000);
  });

  it('closes for developers, and the station closes with it', () => {
    const { newest, left } = kiosk({ windowed: true });
    expect(newest().isAskedToClose()).toBe(false);
    expect(left()).toBe(1);
  });

  it('keeps the display on while it is open', () => {
    const { awake, close } = kiosk();
    expect(awake.size).toBe(1);
    close();
    expect(awake.size).toBe(0);
  });
});

describe('a window that must be replaced', () => {
  /** Crashes each time it has loaded, until it gets a new window. */
  async function replaced() {
    const at = kiosk();
    for (let crash = 0; crash < 3; crash += 1) {
      at.newest().webContents.forcefullyCrashRenderer();
      await at.timers.pass(500);
    }
    return at;
  }

  it('closes only after the new one opens, so that nobody sees the desktop', async () => {
    const { windows, standing } = await replaced();
    expect(windows).toHaveLength(2);
    expect(standing).toEqual([1, 2, 1]);
  });

  it('leaves one page connected to the station, in the front window', async () => {
    const { links, focus, newest, windows } = await replaced();
    expect(links.size).toBe(1);
    expect(newest().webContents.ports).toBe(1);
    focus();
    expect(newest().done).toEqual(['focus']);
    expect(windows[0]?.done).toEqual(['destroy']);
  });
});

describe('a closed window', () => {
  it('is replaced at once', async () => {
    const { newest, timers, windows } = kiosk();
    newest().destroy();
    await timers.pass(0);
    expect(windows).toHaveLength(2);
    expect(newest().webContents.loads).toEqual([AWAY_PAGE, PAGE]);
  });

  it('is replaced even if its page was about to reload', async () => {
    const { newest, timers, windows } = kiosk();
    newest().webContents.forcefullyCrashRenderer();
    newest().destroy();
    await timers.pass(60_000);
    expect(windows[0]?.webContents.loads).toEqual([PAGE, AWAY_PAGE]);
    expect(windows[1]?.webContents.loads.slice(0, 2)).toEqual([AWAY_PAGE, PAGE]);
  });

  it('is replaced more and more slowly when the system keeps closing it', async () => {
    const { windows, timers } = kiosk();
    for (let second = 0; second < 120; second += 1) {
      for (const window of windows) window.destroy();
      await timers.pass(1_000);
    }
    expect(windows.length).toBeGreaterThan(5);
    expect(windows.length).toBeLessThan(45);
  });

  it('stays closed after the kiosk closed', async () => {
    const { close, timers, windows } = kiosk();
    close();
    await timers.pass(60_000);
    expect(windows.map(({ done }) => done)).toEqual([['destroy']]);
  });
});

describe('a silent page', () => {
  it('reloads within ten seconds when it hangs, and works again', async () => {
    const { beats, newest, timers, windows } = kiosk();
    await beats(5);
    await timers.pass(10_000);
    expect(newest().webContents.loads).toEqual([PAGE, AWAY_PAGE, PAGE]);
    await beats(100);
    expect(newest().webContents.loads).toHaveLength(3);
    expect(windows).toHaveLength(1);
  });

  it.each([
    ['the machine sleeps', 'suspend', 'resume'],
    ['the screen is locked', 'lock-screen', 'unlock-screen'],
  ])('is left alone while %s', async (_what, begin, end) => {
    const { beats, newest, powerMonitor, timers } = kiosk();
    await beats(5);
    powerMonitor.emit(begin);
    await timers.pass(3_600_000);
    powerMonitor.emit(end);
    await beats(5);
    expect(newest().webContents.loads).toEqual([PAGE]);
    await timers.pass(14_000);
    expect(newest().webContents.loads.slice(0, 3)).toEqual([PAGE, AWAY_PAGE, PAGE]);
  });
});
