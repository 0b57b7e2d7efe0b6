import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GATE_ONE } from '../../electron/station/sample/sample-station.ts';
import { savedAndClosed, startByCommand } from '../journeys/command-door.ts';
import { expect, test } from '../journeys/kiosk.ts';

/** Story: the plug is pulled, or somebody presses Ctrl-C. Desired end: what was said to be saved is there. */

test('a check-in is there after the plug was pulled, and Ctrl-C saves and closes', {
  tag: '@system',
}, async ({ context }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-power-'));
  try {
    const first = await startByCommand(folder, GATE_ONE);
    const page = await context.newPage();
    await page.goto(first.url);
    await page.getByRole('button', { name: /模拟读卡器/ }).click();
    await page.getByRole('button', { name: /古丽巴哈尔/ }).click();
    await page.getByRole('button', { name: /^同意，领通行证/ }).click();
    await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
    await first.kill();

    const second = await startByCommand(folder, GATE_ONE);
    await page.goto(second.url);
    await expect(page.getByText(/今天已有/)).toContainText('1');
    await page.goto('about:blank');
    expect(await second.interrupt()).toContain(savedAndClosed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
