import { expect, test } from './kiosk.ts';

/** Story: somebody tries to get out of the kiosk’s page. Desired end: they stay in it. */

test('a page can neither leave, nor open a window, nor use what was not granted', async ({
  start,
}) => {
  const kiosk = start();
  const page = await kiosk.page();
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
      fetched: await said(fetch('https://example.cn/')),
      read: await said(navigator.clipboard.readText()),
      place: await said(
        new Promise((resolve, reject) =>
          navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('refused'))),
        ),
      ),
      leaks: ['require', 'process', 'electron', 'ipcRenderer'].filter((name) => name in window),
    };
  });
  expect(answers).toEqual({
    fetched: 'TypeError',
    read: 'NotAllowedError',
    place: 'Error',
    leaks: [],
  });
  expect(page.url()).toBe(address);
  // Playwright still waits for the page that was refused, so it is asked without it.
  expect(await page.evaluate(() => document.body.innerText)).toContain('今天已有');
  const pages = (await kiosk.browser()).contexts().flatMap((context) => context.pages());
  expect(pages).toHaveLength(1);
});
