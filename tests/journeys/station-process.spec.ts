import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { doorSecrets } from '../../electron/station/browser-door/browser-door.ts';
import { browserStation } from '../../electron/station/process/browser-station.ts';
import { root } from './doors.ts';
import { expect, type Page, test as base } from './kiosk.ts';

/**
 * Story: the station's process is killed under a person. Desired end: a sentence while it is away,
 * the page back by itself, nothing that was saved lost, and no tap counted that was not.
 */

const STATION = join(root, 'dist', 'station', 'station.js');

interface Process {
  kill(signal: 'SIGKILL' | 'SIGSTOP'): void;
  /** The next process ends as soon as it starts, or works again. */
  breakDown(broken: boolean): Promise<void>;
}

const test = base.extend<{ station: Process; page: Page }>({
  station: async ({ context }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-process-'));
    const entry = join(folder, 'entry.mjs');
    const breakDown = (broken: boolean): Promise<void> =>
      writeFile(
        entry,
        broken ? 'process.exit(7)' : `await import(${JSON.stringify(pathToFileURL(STATION).href)})`,
      );
    await breakDown(false);
    const station = browserStation({
      entry,
      station: {
        resources: join(root, 'resources'),
        folder: join(folder, 'data'),
        opensSample: true,
        version: 'test',
      },
      pageFolder: join(root, 'dist', 'renderer'),
      port: 0,
      secrets: doorSecrets(randomBytes),
      note: () => undefined,
    });
    const opened = await station.start();
    if (!opened.ok || !opened.value.door) throw new Error('the station did not open');
    const page = await context.newPage();
    await page.goto(opened.value.door.url);
    await use({
      kill(signal) {
        const pid = station.current()?.pid;
        if (pid === undefined) throw new Error('no station runs');
        process.kill(pid, signal);
      },
      breakDown,
    });
    await page.goto('about:blank');
    await station.close();
    await rm(folder, { recursive: true, force: true });
  },
  page: async ({ context, station: _open }, use) => {
    const [page] = context.pages();
    if (!page) throw new Error('no page');
    await use(page);
  },
});

const agree = (page: Page) => page.getByRole('button', { name: /^同意，领通行证/ });
const pass = (page: Page) => page.getByRole('img', { name: /通行证二维码/ });
const away = (page: Page) => page.getByTestId('reconnecting');
const idle = (page: Page) => page.getByText(/今天已有/);

async function present(page: Page, card: RegExp): Promise<void> {
  await page.getByRole('button', { name: /模拟读卡器/ }).click();
  await page.getByRole('button', { name: card }).click();
}

const tag = '@browser';

test('a person at a question goes back to the start, and checks in again', {
  tag,
}, async ({ page, station }) => {
  await present(page, /周建国/);
  await expect(agree(page)).toBeVisible();
  station.kill('SIGKILL');
  await expect(away(page)).toBeVisible();
  await expect(idle(page)).toBeVisible();
  await expect(away(page)).toHaveCount(0);
  await present(page, /周建国/);
  await agree(page).click();
  await expect(pass(page)).toBeVisible();
});

test('a pass on the screen stays there, and the check-in is still counted', {
  tag,
}, async ({ page, station }) => {
  await present(page, /周建国/);
  await agree(page).click();
  await expect(pass(page)).toBeVisible();
  station.kill('SIGKILL');
  await expect(away(page)).toContainText('这张通行证有效');
  await expect(away(page)).toHaveCount(0);
  await expect(pass(page)).toBeVisible();
  await page.getByRole('button', { name: /完成/ }).click();
  await expect(page.getByText(/今天已有 ?1/)).toBeVisible();
});

test('a tap that was not answered is repeated, and never counted by half', {
  tag,
}, async ({ page, station }) => {
  await present(page, /周建国/);
  await expect(agree(page)).toBeVisible();
  station.kill('SIGSTOP');
  await agree(page).click();
  station.kill('SIGKILL');
  // The new process does not know the person, and says so.
  await expect(page.getByText('本机刚刚重新启动，不记得这一步了。')).toBeVisible();
  await page.getByRole('button', { name: /返回首页/ }).click();
  await expect(page.getByText(/今天已有 ?0/)).toBeVisible();
});

test('a station that will not stay up says what to do, and starts again when asked', {
  tag,
}, async ({ page, station }) => {
  await expect(idle(page)).toBeVisible();
  await station.breakDown(true);
  station.kill('SIGKILL');
  await expect(page.getByText('本机停下了，请找工作人员')).toBeVisible();
  await station.breakDown(false);
  await page.getByRole('button', { name: /再试一次/ }).click();
  await expect(idle(page)).toBeVisible();
});
