import type { CDPSession } from '@playwright/test';
import { expect, test } from './kiosk.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/** The other ways to check in, and what happens after the pass. */

const ID_NUMBER = '11010519491231002X';

test('a typed ID number is checked while typing and greeted by its last four digits', async ({
  page,
  kiosk,
}) => {
  await page.getByRole('button', { name: /输入号码/ }).click();
  const next = page.getByRole('button', { name: /下一步/ });
  for (const key of ID_NUMBER.slice(0, 17)) {
    await page.getByRole('button', { name: key, exact: true }).click();
  }
  await page.getByRole('button', { name: '3', exact: true }).click();
  await kiosk.shot('keypad-wrong');
  await expect(next).toBeDisabled();
  await page.getByRole('button', { name: /退格/ }).click();
  await page.getByRole('button', { name: 'X', exact: true }).click();
  await expect(next).toBeEnabled();
  await kiosk.shot('keypad-complete');
  await next.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('002X');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await kiosk.shot('welcome-digits');
});

test('an expired card is mentioned but turns nobody away', async ({ page, kiosk }) => {
  await kiosk.present('ma-zhiqiang');
  await expect(page.getByText(/2024 年 6 月 18 日到期|2024-06-18/).first()).toBeVisible();
  await kiosk.shot('consent-expired');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});

test('a keyboard scanner works with its factory settings', async ({ page, kiosk }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await typeAsScanner(page, 'https://example.cn/menu');
  await expect(
    page.getByRole('button', { name: /再扫一次|输入证件号码|返回/ }).first(),
  ).toBeVisible();
  await kiosk.shot('wedge-unknown-code');
});

test('nothing about a person stays in the page’s memory after they leave', async ({
  page,
  kiosk,
}) => {
  const heap = await page.context().newCDPSession(page);
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  const code = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
  const shortCode = await code.first().innerText();
  // Proves that the search works: while the person stands here, it finds their data.
  expect(await found(heap, ['周*国', shortCode])).toEqual(['周*国', shortCode]);
  await page.getByRole('button', { name: /完成/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  expect(await found(heap, ['周*国', shortCode, 'CF1:'])).toEqual([]);

  await page.getByRole('button', { name: /输入号码/ }).click();
  for (const key of ID_NUMBER) await page.getByRole('button', { name: key, exact: true }).click();
  expect(await found(heap, [ID_NUMBER])).toEqual([ID_NUMBER]);
  await page.getByRole('button', { name: /返回/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  expect(await found(heap, [ID_NUMBER])).toEqual([]);
});

/** Finds which texts are in the page's heap after a collection; V8 writes non-ASCII as \\u escapes. */
async function found(session: CDPSession, texts: readonly string[]): Promise<string[]> {
  let snapshot = '';
  const keep = ({ chunk }: { chunk: string }): void => {
    snapshot += chunk;
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  const lower = snapshot.toLowerCase();
  const escaped = (text: string): string =>
    Array.from(text, (character) => {
      const point = character.charCodeAt(0);
      return point < 128 ? character : `\\u${point.toString(16).padStart(4, '0')}`;
    }).join('');
  return texts.filter(
    (text) => snapshot.includes(text) || lower.includes(escaped(text).toLowerCase()),
  );
}
