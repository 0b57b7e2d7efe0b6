import { loopbackPrinter, WELL } from '../../electron/station/print/testing/loopback-printer.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { checkIn, expect, type Page, test } from './kiosk.ts';
import { cupsMissing, officePrinter } from './office-printer.ts';
import { OFFICE } from './stand-in/printers.ts';

/**
 * Story: the office's printer at the kiosk works, hangs, and is pulled out. Desired end: each pass says whether
 * it is on paper, staff see the printer's true state, and the receipt printer works throughout.
 */

/** As staff do it in their panel. */
async function staffCall(page: Page, name: string, input: object): Promise<unknown> {
  return page.evaluate(
    async ([wanted, values]) => {
      const opened = await window.chunfeng?.call('staff.open', { pin: '2580' });
      const key = /"key":"([^"]+)"/.exec(JSON.stringify(opened))?.[1];
      return window.chunfeng?.call(wanted, { key, ...values });
    },
    [name, input] as const,
  );
}

const set = (page: Page, printer: Printer): Promise<unknown> =>
  staffCall(page, 'staff.setPrinting', { setting: { printer, byItself: false } });

async function stateOf(page: Page): Promise<unknown> {
  return staffCall(page, 'staff.checkPrinter', {});
}

const is = (state: string): object => ({ ok: true, value: { ok: true, value: state } });

async function print(page: Page, said: RegExp): Promise<void> {
  await page.getByRole('button', { name: /打印通行证/ }).click();
  await expect(page.getByText(said)).toBeVisible();
}

test('a printer that works, hangs, goes on and is pulled out is each time what the page says', {
  tag: '@slow',
}, async ({ start, folder, machine, shot, figure }) => {
  const missing = cupsMissing(machine.program);
  test.skip(missing !== undefined, missing);
  const office = await officePrinter(machine.program, folder);
  const kiosk = start({ env: office.env });
  const page = await kiosk.page();
  await set(page, { how: 'system', name: OFFICE });
  expect(await stateOf(page)).toEqual(is('works'));
  await checkIn(page);
  await print(page, /请取走小票/);
  expect(await office.jobs()).toBe(1);
  await shot('printed', page);

  await office.hold();
  await checkIn(page, 'guli-bahar');
  const began = performance.now();
  await print(page, /打印机没有响应|没有打印/);
  await figure('said that a printer hangs, ms', [performance.now() - began]);
  await shot('printer-hangs', page);
  const receipts = await loopbackPrinter(() => WELL);
  await set(page, { how: 'receipt', at: receipts.at, columns: 32 });
  await checkIn(page, 'chen-jiayi');
  await print(page, /请取走小票/);
  expect(receipts.printed).toHaveLength(1);
  await receipts.close();

  await office.goOn();
  await set(page, { how: 'system', name: OFFICE });
  await checkIn(page, 'liu-yuchun');
  await print(page, /请取走小票/);
  expect(await stateOf(page)).toEqual(is('works'));

  await office.pull();
  await checkIn(page, 'xia-chen');
  await print(page, /打印机没连上/);
  expect(await stateOf(page)).toEqual(is('printer-missing'));
  await shot('printer-pulled', page);
  await office.close();
});
