import { fingersOn, middleOf } from './fingers.ts';
import { expect, type Page, test } from './kiosk.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/**
 * Story: a booth's touchscreen has no keyboard. Desired end: touch alone enters a short code and a note in
 * Chinese, and the keys never cover the field.
 */

declare global {
  interface Window {
    readonly SimpleKeyboardInstances?: Readonly<Record<string, { readonly input: unknown }>>;
  }
}

test.use({ slot: 4, hasTouch: true, viewport: { width: 1280, height: 800 } });

const keyboard = (page: Page) => page.getByRole('group', { name: /屏幕键盘/ });
const noteField = (page: Page) => page.getByRole('textbox', { name: /自己写/ });

/** Types at a hand's speed: a finger does not wait until each key is drawn. */
async function tapKeys(page: Page, ...keys: readonly string[]): Promise<void> {
  const fingers = await fingersOn(page);
  await expect(page.locator('[data-settling]')).toHaveCount(0);
  for (const key of keys) {
    const place = keyboard(page).getByRole('button', { name: key, exact: true });
    await fingers.tap(await middleOf(place));
  }
}

async function openNote(page: Page): Promise<void> {
  await page.getByRole('button', { name: /备注/ }).first().tap();
  await noteField(page).tap();
}

async function openBooth(page: Page): Promise<void> {
  await page
    .getByRole('listitem')
    .filter({ hasText: 'A01' })
    .getByRole('button', { name: /开台/ })
    .tap();
  await expect(page.getByRole('region', { name: /^A01/ })).toBeVisible();
}

/** Checks that the field and the button after it are above the keys, and each key fits a finger. */
async function expectInReach(page: Page): Promise<void> {
  const measure = (): Promise<{ room: number; smallest: number }> =>
    page.evaluate(() => {
      const box = (element: Element | null | undefined) => element?.getBoundingClientRect();
      const field = document.activeElement;
      const button = field?.closest('form')?.querySelector('button');
      const top = box(document.querySelector('.keyboard'))?.top ?? 0;
      const keys = Array.from(document.querySelectorAll('.keyboard .hg-button'), (key) =>
        key.getBoundingClientRect(),
      );
      return {
        room: top - Math.max(box(field)?.bottom ?? Infinity, box(button)?.bottom ?? Infinity),
        smallest: Math.min(...keys.flatMap(({ width, height }) => [width, height])),
      };
    });
  await expect.poll(async () => (await measure()).room).toBeGreaterThanOrEqual(0);
  expect((await measure()).smallest).toBeGreaterThanOrEqual(44);
}

test('touch alone enters a short code and a note in Chinese', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await openBooth(page);
  await kiosk.present('pass-1');
  const code = (await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/).innerText()).trim();
  await page.getByRole('button', { name: /接待完了/ }).tap();
  expect(fetched.filter((url) => /\/(keyboard|words)-/.test(url))).toEqual([]);

  await page.getByRole('textbox', { name: /短码/ }).tap();
  await expectInReach(page);
  await tapKeys(page, ...code.replaceAll('-', ''), '确定 OK');
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  await expect(keyboard(page)).toBeHidden();

  await openNote(page);
  await tapKeys(page, ...'huihanjie');
  const candidates = page.getByRole('group', { name: /候选字词/ });
  await expect(candidates.getByRole('button').first()).toHaveText('会焊接');
  await kiosk.shot('on-screen-keyboard');
  await page.getByRole('button', { name: /展开/ }).tap();
  await expect(candidates.getByRole('button', { name: '惠', exact: true })).toBeVisible();
  await candidates.getByRole('button', { name: '会焊接' }).tap();
  await tapKeys(page, '，', '3');
  await expect(noteField(page)).toHaveValue('会焊接，3');

  // The keyboard library keeps what was typed in a global of the page.
  const kept = await page.evaluate(() =>
    JSON.stringify(Object.values(window.SimpleKeyboardInstances ?? {}).map(({ input }) => input)),
  );
  expect(kept).toBe('[{"default":""}]');

  for (const [width, height] of [
    [1024, 600],
    [768, 1024],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectInReach(page);
  }
  await tapKeys(page, '确定 OK');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(keyboard(page)).toBeHidden();
  await expect(page.getByText(/会焊接，3/).first()).toBeVisible();
});

test('the on-screen keyboard stays hidden while a real keyboard is in use', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await openBooth(page);
  await kiosk.present('pass-1');
  await openNote(page);
  await expect(keyboard(page)).toBeVisible();
  await page.keyboard.press('a');
  await expect(keyboard(page)).toBeHidden();
  await page
    .getByRole('button', { name: /取消|返回/ })
    .last()
    .tap();
  await openNote(page);
  await expect(noteField(page)).toBeFocused();
  // The page reacts to a tap in the next turn of the event loop.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(keyboard(page)).toBeHidden();
  await noteField(page).tap();
  await expect(keyboard(page)).toBeVisible();
  await tapKeys(page, ...'hui', '空格 Space', ...'han', '空格 Space');
  await expect(noteField(page)).toHaveValue('会汉');
  const rub = await keyboard(page).getByRole('button', { name: '退格 Backspace' }).boundingBox();
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: (rub?.x ?? 0) + 20, y: (rub?.y ?? 0) + 20 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await expect(noteField(page)).toHaveValue('');
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(noteField(page)).toBeFocused();
  await tapKeys(page, '收起键盘 Hide');
  await expect(keyboard(page)).toBeHidden();
  await noteField(page).click();
  await expect(keyboard(page)).toBeHidden();
});

test('a scan during pinyin input leaves neither its code nor raw letters', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await openBooth(page);
  await kiosk.present('pass-1');
  await openNote(page);
  const note = noteField(page);

  await tapKeys(page, ...'hui');
  await typeAsScanner(page, 'NOT-A-PASS');
  await expect(page.getByText(/这不是通行证/)).toBeVisible();
  await tapKeys(page, '空格 Space');
  await expect(note).toHaveValue('会');

  const system = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    system.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose('yeban');
  await typeAsScanner(page, 'NOT-A-PASS');
  await expect(note).toHaveValue('会yeban');
  await system.send('Input.insertText', { text: '夜班' });
  await expect(note).toHaveValue('会夜班');

  // An input method that takes the scan for pinyin and inserts all of it at the end.
  await compose('hanjie');
  const press = (code: string) =>
    system.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code, key: 'Process' });
  await Promise.all([
    ...Array.from('ABCDEFGH', (letter) => press(`Key${letter}`)),
    compose('hanjieabcdefgh'),
    press('Enter'),
    system.send('Input.insertText', { text: 'hanjieabcdefgh' }),
  ]);
  await expect(note).toHaveValue('会夜班');
});
