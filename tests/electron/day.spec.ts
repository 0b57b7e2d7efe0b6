import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopbackPrinter, WELL } from '../../electron/station/print/testing/loopback-printer.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { windowsOnScreen } from './display.ts';
import { checkIn, crash, expect, openStaffPanel, type Page, test } from './kiosk.ts';
import { ownMountsMissing, seenBy } from './own-mounts.ts';
import { OFFICE } from './stand-in/printers.ts';
import { stationPid } from './station-process.ts';

/**
 * Story: a kiosk’s day through Electron’s door, from its start to its end. Each journey runs in a real
 * Electron by `npm run test:electron`, and on the stand-in by `npm test`.
 */

// One after another, at the same kiosk.
test.describe.configure({ mode: 'default' });

const closePanel = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /关闭/ }).click();

test('a person checks in', async ({ day, shot }) => {
  const page = await day.page();
  await shot('idle', page);
  await checkIn(page);
  await shot('pass', page);
});

/** As staff set it in their panel. */
async function setPrinter(page: Page, printer: Printer): Promise<void> {
  const said = await page.evaluate(async (wanted) => {
    const call = async (name: string, input: object): Promise<string> =>
      JSON.stringify(await window.chunfeng?.call(name, input));
    const key = /"key":"([^"]+)"/.exec(await call('staff.open', { pin: '2580' }))?.[1];
    return call('staff.setPrinting', { key, setting: { printer: wanted, byItself: true } });
  }, printer);
  expect(JSON.parse(said)).toMatchObject({ ok: true, value: { ok: true } });
}

test('a printer of the system that never answers leaves the receipt printer working', async ({
  day,
  machine,
}) => {
  const page = await day.page();
  // A real Electron would need a real printer.
  if (!machine.program.isReal) {
    const office = join(day.folder, 'printers', OFFICE);
    await setPrinter(page, { how: 'system', name: OFFICE });
    await checkIn(page, 'xia-chen');
    await expect.poll(() => readdir(office)).toEqual(['0.pdf']);
    await writeFile(join(office, 'stuck'), '');
    await page.getByRole('button', { name: /打印通行证/ }).click();
  }
  const receipts = await loopbackPrinter(() => WELL);
  await setPrinter(page, { how: 'receipt', at: receipts.at, columns: 32 });
  await checkIn(page, 'liu-yuchun');
  await expect.poll(() => receipts.printed.length).toBeGreaterThan(0);
  await receipts.close();
});

test('staff save the day’s records to a stick, whatever a scanner types meanwhile', async ({
  day,
  machine,
  scan,
  shot,
}) => {
  const missing = ownMountsMissing();
  test.skip(missing !== undefined, missing);
  const page = await day.page();
  await openStaffPanel(page);
  await page.getByRole('button', { name: /记录存到 U 盘/ }).click();
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  const stick = sheet.getByRole('button', { name: /KINGSTON/ });
  await expect(stick).toBeVisible();
  // No dialogue of the system lies under the kiosk.
  if (machine.program.isReal) expect(windowsOnScreen(machine.display)).toHaveLength(1);
  await scan(page, '9001234');
  await shot('saving', page);
  await stick.click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  expect(await readdir(seenBy(day, '/media/KINGSTON'))).toEqual([
    expect.stringMatching(/^facts-.*\.json$/),
  ]);
  await sheet.getByRole('button', { name: /^好/ }).click();
  await closePanel(page);
});

test('a page can neither leave, nor open a window, nor use what was not granted', async ({
  day,
}) => {
  const page = await day.page();
  const address = page.url();
  await page.evaluate(() => location.assign('https://example.cn/'));
  await page.evaluate(() => void window.open('https://example.cn/'));
  const answers = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.cn/';
    document.body.append(frame);
    const said = async (asked: Promise<unknown>): Promise<string> => {
      try {
        return `allowed: ${String(await asked)}`;
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    return {
      copied: await said(navigator.clipboard.writeText('春风')),
      read: await said(navigator.clipboard.readText()),
      fetched: await said(fetch('https://example.cn/')),
      place: await said(
        new Promise((resolve, reject) =>
          navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('refused'))),
        ),
      ),
      leaks: ['require', 'process', 'electron', 'ipcRenderer'].filter((name) => name in window),
    };
  });
  expect(answers).toEqual({
    copied: 'allowed: undefined',
    read: 'NotAllowedError',
    fetched: 'TypeError',
    place: 'Error',
    leaks: [],
  });
  expect(page.url()).toBe(address);
  const pages = (await day.browser()).contexts().flatMap((context) => context.pages());
  expect(pages).toHaveLength(1);
  // Playwright would wait for the page that was refused.
  day.lookAgain();
});

test('a page that left for an empty one, or crashed, comes back', async ({ day, shot }) => {
  const page = await day.page();
  await page.evaluate(() => void (location.href = 'about:blank'));
  await crash(await day.page());
  const back = await day.page();
  await shot('after-crash', back);
  await checkIn(back, 'ouyang-siyuan');
});

test('a station that is killed comes back, and the page says so meanwhile', async ({
  day,
  shot,
}) => {
  const page = await day.page();
  const away = page
    .getByText(/正在重新连接/)
    .first()
    .waitFor();
  process.kill(stationPid(day), 'SIGKILL');
  await away;
  await shot('station-away', page);
  await expect(page.getByText(/正在重新连接/)).toHaveCount(0);
  await checkIn(page, 'guli-bahar');
});

test('a second start brings the first to the front, and ends', async ({ day, start, shot }) => {
  const page = await day.page();
  const second = start({ folder: day.folder });
  expect(await second.ended).toEqual({ code: 0, signal: null });
  await shot('after-second-start', page);
  await checkIn(page, 'chen-jiayi');
});

test('staff leave the kiosk, and it ends', async ({ day, shot }) => {
  const page = await day.page();
  await openStaffPanel(page);
  await page.getByRole('button', { name: /退出签到程序/ }).click();
  await shot('leaving', page);
  const asked = page.getByRole('dialog', { name: /退出签到程序？/ });
  await asked.getByRole('button', { name: /^退出/ }).click();
  expect(await day.ended, day.said()).toEqual({ code: 0, signal: null });
});
