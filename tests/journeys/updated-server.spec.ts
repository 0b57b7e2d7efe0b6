import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { central } from '../central.ts';
import { root } from './doors.ts';
import { expect, test } from './kiosk.ts';
import { signIn } from './sign-in.ts';

/** Story: the central server is updated at noon, and nobody walks to the hall’s screen. */

test('the hall’s screen shows the wall again after a power cut, and the new page once its server is updated', {
  tag: ['@desk'],
}, async ({ page: _station, context }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-updated-'));
  const served = join(folder, 'page');
  await cp(join(root, 'dist', 'renderer'), served, { recursive: true });
  const server = await central(join(folder, 'central'), undefined, {}, served);
  const screen = await context.newPage();
  await screen.goto(server.url);
  await signIn(screen);
  await screen.getByRole('button', { name: /大屏/ }).click();
  const wall = screen.getByTestId('wall').getByRole('heading').first();
  await expect(wall).toBeVisible();
  await screen.reload();
  await expect(wall).toBeVisible();

  await server.startAgain(() => update(served));
  await expect(screen.locator(`script[src="/assets/${NEWER}"]`)).toHaveCount(1);
  await expect(wall).toBeVisible();
  await screen.getByRole('button', { name: /回到主办方页面/ }).click();
  await expect(screen.getByTestId('live')).toBeVisible();
  await screen.reload();
  await expect(screen.getByTestId('live')).toBeVisible();

  await screen.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const NEWER = 'index-newer.js';

/** A build of other sources names its script otherwise. */
async function update(served: string): Promise<void> {
  const html = await readFile(join(served, 'index.html'), 'utf8');
  const [script = ''] = /index-[\w-]+\.js/.exec(html) ?? [];
  await rename(join(served, 'assets', script), join(served, 'assets', NEWER));
  await writeFile(join(served, 'index.html'), html.replace(script, NEWER));
}
