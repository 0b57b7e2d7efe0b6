import { showWindow } from '../../electron/commands/start/window.ts';
import { afterWindow } from '../../electron/commands/start/window-ending.ts';
import { minimiseOnScreen, openUnseen, windowsOnScreen } from './display.ts';
import { checkIn, crash, expect, hang, test } from './kiosk.ts';
import { stationPid } from './station-process.ts';

/**
 * Story: a kiosk’s window on a machine with other programs. Desired end: it stays in front with our page in
 * it, and ends in order.
 */

// On the stand-in too, but not within the minutes of `npm test`.
const slow = { tag: '@slow' };

test(
  'a terminal that is gone does not end the kiosk at the next crash of its page',
  slow,
  async ({ start }) => {
    const kiosk = start();
    const page = await kiosk.page();
    kiosk.child.stderr?.destroy();
    kiosk.child.stdout?.destroy();
    await crash(page);
    await checkIn(await kiosk.page());
    kiosk.child.kill('SIGTERM');
    expect(await kiosk.ended).toEqual({ code: 0, signal: null });
  },
);

test('a second start while the first one closes is no bug', slow, async ({ start }) => {
  const first = start();
  await first.page();
  const station = stationPid(first);
  // It would take for ever to close.
  process.kill(station, 'SIGSTOP');
  first.child.kill('SIGTERM');
  const second = start();
  // It ends, or a slow one finds the folder free by then and is the kiosk itself.
  const opens = second.page().then(() => 'kiosk');
  const came = await Promise.race([second.ended, opens.catch(() => second.ended)]);
  expect([{ code: 0, signal: null }, 'kiosk']).toContainEqual(came);
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(first.said() + second.said()).not.toContain('error box');
});

test.describe('on a real screen', { tag: '@real' }, () => {
  test('crashes and hangs in a row are over as fast as the first', async ({ start, figure }) => {
    // Eleven loads, beside whatever else the machine does.
    test.setTimeout(600_000);
    const kiosk = start();
    const recoveryMs = async (breaks: () => Promise<void>): Promise<number> => {
      const page = await kiosk.page();
      // The figures are those of a page that works, not of one that still loads.
      await expect(page.getByText(/今天已有/)).toBeVisible();
      const began = performance.now();
      await breaks();
      await expect((await kiosk.page()).getByText(/今天已有/)).toBeVisible();
      return performance.now() - began;
    };
    const crashes: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      crashes.push(await recoveryMs(async () => crash(await kiosk.page())));
    }
    await figure('back after each of ten crashes, ms', crashes);
    const hung = await recoveryMs(async () => hang(await kiosk.page()));
    await figure('back after a hang then, ms', [hung]);
  });

  test('another program cannot minimise it for long', async ({ start, machine, shot }) => {
    const kiosk = start();
    const page = await kiosk.page();
    await shot('before-minimising', page);
    minimiseOnScreen(machine.display);
    await expect
      .poll(() =>
        page.evaluate(() => document.visibilityState === 'visible' && document.hasFocus()),
      )
      .toBe(true);
    await shot('after-minimising', page);
    expect(windowsOnScreen(machine.display)).toHaveLength(1);
  });

  test('a display that goes ends the window and loses nothing, and the browser is opened', async ({
    start,
  }) => {
    const display = await openUnseen();
    const began = performance.now();
    const kiosk = start({ env: display.env });
    await checkIn(await kiosk.page());
    display.close();
    const { code, signal } = await kiosk.ended;
    const next = afterWindow({
      cause: signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal },
      settled: true,
      ranMs: performance.now() - began,
      asked: false,
    });
    expect(next, `${code} ${signal}: ${kiosk.said()}`).toEqual({ kind: 'browser' });
    await expect((await start().page()).getByText(/今天已有 1 人/)).toBeVisible();
  });

  test('without a display it ends, and the browser is opened instead', async ({
    machine,
    folder,
  }) => {
    const { command, args } = machine.program;
    const shown = await showWindow(command, [...args, `--data=${folder}`]);
    expect(shown).toMatchObject({
      kind: 'no-window',
      sentence: expect.stringContaining('DISPLAY'),
    });
  });
});
