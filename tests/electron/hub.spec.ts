import { expect, test } from './kiosk.ts';

/** Story: the hall's hub beside the organiser's window, as the installed app runs it. */

test('the organiser’s window runs the hub beside its station', async ({ start }) => {
  const page = await start({ slot: 8, args: ['--windowed'] }).page();
  await page.getByRole('button', { name: /站点/ }).click();
  const hub = page.getByTestId('hub');
  await hub.getByRole('button', { name: /打开会场中转/ }).click();
  await expect(hub.getByRole('status')).toContainText('正在运行');
  await expect(hub.locator('code')).toHaveText(/^https:/);
});
