import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { passReader } from '../../electron/station/keys/pass-reader.ts';
import { join } from 'node:path';
import { root } from './doors.ts';
import { expect, test } from './kiosk.ts';
import { codesIn, type SeenCode } from './qr-decoder.ts';

/**
 * Story: a recruiter with a cheap scanner, a phone held at an angle, a photograph of a photograph. Desired
 * end: the pass on the screen can be read, and says what it should.
 */

test('another decoder reads the pass on the screen, also rotated and small', {
  tag: '@browser',
}, async ({ page, kiosk, browser }) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  const code = page.getByTestId('pass-qr');
  await expect(code).toBeVisible();
  const shown = await code.screenshot();
  const [seen, ...others] = await passesIn(shown);
  expect(others).toEqual([]);
  expect(seen).toMatchObject({ version: 6, level: 'M' });

  const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const read = passReader(fair)(seen?.text ?? '');
  expect(read).toMatchObject({ ok: true, value: { station: 1, surname: { text: '周' } } });

  const photograph = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const source = `data:image/png;base64,${shown.toString('base64')}`;
  // 49 modules including the white border: at 150 px each is three dots wide.
  for (const [width, turn, blur] of [
    [600, 90, 0],
    [600, 33, 0],
    [300, -12, 0.6],
    [150, 0, 0.4],
  ]) {
    await photograph.setContent(
      `<body style="background:#777;display:grid;place-items:center;height:95vh">
       <img src="${source}" width="${width}" style="transform:rotate(${turn}deg);filter:blur(${blur}px) contrast(.7)">`,
    );
    await photograph.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    const passes = await passesIn(await photograph.screenshot());
    expect(
      passes.map(({ text }) => text),
      `${width} px, ${turn}°`,
    ).toEqual([seen?.text]);
  }
  await photograph.close();
});

/** At low resolution a decoder may also report a small code of another kind, which no scanner does. */
async function passesIn(picture: Uint8Array): Promise<SeenCode[]> {
  return (await codesIn(picture)).filter(({ version }) => version === 6);
}
