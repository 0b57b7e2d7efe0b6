import { checkIn, checkInNext, expect, test } from './kiosk.ts';
import { hold, typePin } from '../journeys/staff-hand.ts';

/**
 * Story: a fair’s machine, from its start to its end, through Electron’s door. Each journey runs in a real
 * Electron by `npm run test:electron`, and on the stand-in by `npm test`.
 */

test('a person checks in, staff print their pass and leave the kiosk', async ({ start, shot }) => {
  const kiosk = start();
  const page = await kiosk.page();
  await shot('idle', page);
  await checkIn(page);
  await shot('pass', page);
  await checkInNext(page);

  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /退出签到程序/ }).click();
  await shot('leaving', page);
  const asked = page.getByRole('dialog', { name: /退出签到程序？/ });
  await asked.getByRole('button', { name: /^退出/ }).click();
  expect(await kiosk.ended).toEqual({ code: 0, signal: null });
});
