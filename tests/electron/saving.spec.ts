import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hold, typePin } from '../journeys/staff-hand.ts';
import { windowsOnScreen } from './display.ts';
import { checkIn, expect, test } from './kiosk.ts';
import { ownMountsMissing, seenBy, withOwn } from './own-mounts.ts';

/**
 * Story: staff save files at a kiosk, whose window covers every dialogue of the system. Desired end: they
 * choose a stick on our own page, and no scanner chooses for them.
 */

const missing = ownMountsMissing();
test.skip(missing !== undefined, missing);

test('staff save the day’s records to a stick, whatever a scanner types meanwhile', async ({
  start,
  folder,
  machine,
  scan,
  shot,
}) => {
  const kiosk = start({ inside: withOwn('stick', folder) });
  const page = await kiosk.page();
  await checkIn(page);
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /记录存到 U 盘/ }).click();
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  const stick = sheet.getByRole('button', { name: /KINGSTON/ });
  await expect(stick).toBeVisible();
  if (machine.program.isReal) expect(windowsOnScreen(machine.display)).toHaveLength(1);
  await scan(page, '9001234');
  await shot('saving', page);
  await stick.click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  expect(await readdir(seenBy(kiosk, '/media/KINGSTON'))).toEqual([
    expect.stringMatching(/^facts-.*\.json$/),
  ]);
});

test('the organiser’s report becomes a PDF, and the page goes on', async ({
  start,
  folder,
  shot,
}) => {
  const kiosk = start({ slot: 8, inside: withOwn('stick', folder) });
  const page = await kiosk.page();
  await page.getByRole('button', { name: /导出/ }).first().click();
  await page.getByRole('button', { name: /存成 PDF/ }).click();
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  await sheet.getByRole('button', { name: /KINGSTON/ }).click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  await shot('pdf-saved', page);
  const home = seenBy(kiosk, '/media/KINGSTON');
  const [name = ''] = await readdir(home);
  expect((await readFile(join(home, name))).subarray(0, 5).toString()).toBe('%PDF-');
  await sheet.getByRole('button', { name: /^好/ }).click();
  await expect(sheet).toHaveCount(0);
});
