import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  loopbackPrinter,
  PAPER_OUT,
  WELL,
} from '../../electron/station/print/testing/loopback-printer.ts';
import { root } from './doors.ts';
import { expect, type Page, test } from './kiosk.ts';
import { pictureOf } from './pdf-picture.ts';
import { codesIn } from './qr-decoder.ts';
import { hold, typePin } from './staff-hand.ts';

/**
 * Story: many people have no phone to photograph the pass with. Desired end: they hold the pass on paper,
 * and a printer fault keeps nobody out of the fair.
 */

async function openPanel(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await hold(page);
  await typePin(page, '2580');
  return page.getByRole('region', { name: /打印机/ });
}

async function choosePrinter(page: Page, at?: string): Promise<void> {
  const card = await openPanel(page);
  if (at === undefined) {
    await card.getByRole('button', { name: /系统打印机/ }).click();
    await expect(card.getByText(/每次会弹出打印窗口/)).toBeVisible();
  } else {
    await card.getByRole('button', { name: /小票机/ }).click();
    await card.getByRole('textbox', { name: /地址/ }).fill(at);
    await card.getByRole('button', { name: /58 毫米纸/ }).click();
  }
}

const close = (page: Page): Promise<void> => page.getByRole('button', { name: /关闭/ }).click();

async function checkIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByTestId('pass-qr')).toBeVisible();
}

test(
  'the printed ticket shows pass, masked name and booths on one page',
  {
    tag: '@browser',
  },
  async ({ page, kiosk }, info) => {
    // Keeps the ticket on the page, where the print dialogue would take it away.
    await page.addInitScript(() => {
      window.print = () => {
        const ticket = document.querySelector('.printed');
        if (ticket) document.getElementById('root')?.append(ticket.cloneNode(true));
      };
    });
    await page.reload();
    await choosePrinter(page);
    await kiosk.shot('staff-panel-printer');
    const lines = await page
      .locator('.lane .zh')
      .evaluateAll((names) => names.map((name) => name.getBoundingClientRect().height));
    // Each on one line, including 系统打印机.
    expect(new Set(lines).size).toBe(1);
    await close(page);
    await kiosk.present('registered-sun');
    await expect(page.getByTestId('pass-qr')).toBeVisible();
    const shown = await codesIn(await page.getByTestId('pass-qr').screenshot());
    await page.getByRole('button', { name: /打印通行证/ }).click();
    await expect(page.getByText(/请取走小票/)).toBeVisible();
    await kiosk.shot('welcome-printed');

    const pdf = await page.pdf({ width: '80mm', height: '200mm' });
    const { pages, png } = await pictureOf(pdf, 3);
    const folder = join(root, 'test-results', 'screens', info.project.name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'printed-ticket.png'), png);
    expect(pages).toBe(1);
    expect((await codesIn(png)).map((code) => code.text)).toEqual(shown.map((code) => code.text));
    const plain = (await page.locator('#root > .printed').textContent()) ?? '';
    expect(plain).toContain('孙*华');
    expect(plain).toContain(await page.getByTestId('short-code').innerText());
    expect(plain).toMatch(/[A-D]区 [A-D]\d\d/);
    expect(plain).not.toContain('孙丽华');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading')).toHaveCount(0);
  },
);

test('an empty receipt printer delays nobody, notifies staff, and prints again once refilled', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  let paper = false;
  const printer = await loopbackPrinter((about) =>
    about === 'paper' && !paper ? PAPER_OUT : WELL,
  );
  await choosePrinter(page, printer.at);
  // It is ticked once the station has kept it.
  await page.getByRole('checkbox', { name: /签到后自动打印/ }).click();
  await expect(page.getByRole('checkbox', { name: /签到后自动打印/ })).toBeChecked();
  await close(page);

  await kiosk.present('zhou-jianguo');
  await checkIn(page);
  await expect(page.getByText(/打印机没纸了，请拍照/)).toBeVisible();
  await kiosk.shot('welcome-no-paper');
  await openPanel(page);
  await expect(page.getByText(/打印出错：打印机没纸了/)).toBeVisible();
  await close(page);

  paper = true;
  await page.getByRole('button', { name: /打印通行证/ }).click();
  await expect(page.getByText(/请取走小票/)).toBeVisible();
  expect(new TextDecoder('gb18030').decode(Buffer.concat(printer.printed))).toContain('周*国');
  await printer.close();
});

test('a pre-printed pass goes to the person just checked in, and one tap undoes it', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('blank-pass');
  await expect(page.getByText('这是一张空白通行证')).toBeVisible();
  await kiosk.shot('refused-blank');
  await kiosk.present('zhou-jianguo');
  await checkIn(page);
  await kiosk.present('blank-pass');
  await expect(page.getByText(/预印通行证 .* 归您用了/)).toBeVisible();
  await kiosk.shot('welcome-bound');
  await page.getByRole('button', { name: /给错了，撤回/ }).click();
  await expect(page.getByText(/归您用了/)).toHaveCount(0);
  await kiosk.present('blank-pass-2');
  await expect(page.getByText(/归您用了/)).toBeVisible();
  await page.getByRole('button', { name: /拍好了，完成/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await kiosk.present('blank-pass-2');
  await expect(page.getByText('您已经签到过了')).toBeVisible();
});
