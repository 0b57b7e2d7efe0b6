import { loopbackPrinter, WELL } from '../../electron/station/print/testing/loopback-printer.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import { checkIn, expect, test } from './kiosk.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { cupsMissing, officePrinter } from './office-printer.ts';
import { OFFICE } from './stand-in/printers.ts';

/**
 * Story: the office's printer at the kiosk works, hangs, and is pulled out. Desired end: each pass says whether
 * it is on paper, staff see the printer's true state, and the receipt printer works throughout.
 */

/** As staff do it in their panel. */
async function staffCall(kiosk: KioskProcess, name: string, input: object): Promise<unknown> {
  const page = await kiosk.page();
  return page.evaluate(
    async ([wanted, values]) => {
      const opened = await window.chunfeng?.call('staff.open', { pin: '2580' });
      const key = /"key":"([^"]+)"/.exec(JSON.stringify(opened))?.[1];
      return window.chunfeng?.call(wanted, { key, ...values });
    },
    [name, input] as const,
  );
}

const is = (state: string): object => ({ ok: true, value: { ok: true, value: state } });

async function set(kiosk: KioskProcess, printer: Printer): Promise<void> {
  const setting = { printer, byItself: true };
  await expect(async () => {
    // A page that hangs with a printer is replaced, and its call with it.
    const answer = await staffCall(kiosk, 'staff.setPrinting', { setting });
    expect(answer).toMatchObject({ ok: true, value: { ok: true } });
  }).toPass({ timeout: 90_000 });
}

/** What staff read of the printer, once nothing is on its way any more. */
async function stateOf(kiosk: KioskProcess): Promise<unknown> {
  let state: unknown;
  await expect(async () => {
    state = await staffCall(kiosk, 'staff.checkPrinter', {});
    expect(state).not.toEqual(is('busy'));
  }).toPass({ timeout: 90_000 });
  return state;
}

test('a printer that works, hangs, goes on and is pulled out is each time what staff read', {
  tag: '@slow',
}, async ({ start, folder, machine, shot, figure }) => {
  const { isReal } = machine.program;
  test.skip(cupsMissing(machine.program) !== undefined, cupsMissing(machine.program));
  const office = await officePrinter(machine.program, folder);
  try {
    const kiosk = start({ env: office.env });
    await expect((await kiosk.page()).getByText(/今天已有/)).toBeVisible();
    /** Somebody comes and gets a print. Returns what staff read of it, and whether it is on paper. */
    const prints = async (
      who: string,
      said: RegExp,
    ): Promise<{ state: unknown; paper: boolean }> => {
      const before = await office.jobs();
      const page = await kiosk.page();
      await checkIn(page, who);
      // The old Electron's Chromium gives the pass's code the whole screen.
      if (!isReal) await expect(page.getByText(said)).toBeVisible();
      const state = await stateOf(kiosk);
      return { state, paper: (await office.jobs()) > before };
    };
    const works = { state: is('works'), paper: true };
    const offline = { state: is('printer-offline'), paper: false };
    await set(kiosk, { how: 'system', name: OFFICE });
    expect(await stateOf(kiosk)).toEqual(is('works'));

    const first = await prints('zhou-jianguo', /请取走小票/);
    // Electron 25 asks CUPS about the printer and then never calls back: staff read that it is offline.
    expect([works, ...(isReal ? [offline] : [])]).toContainEqual(first);
    await shot('printed', await kiosk.page());

    await office.hold();
    const began = performance.now();
    expect(await prints('guli-bahar', /没有响应/)).toEqual(offline);
    await figure('notice of a printer that hangs, ms', [performance.now() - began]);
    await shot('printer-hangs', await kiosk.page());

    const receipts = await loopbackPrinter(() => WELL);
    await set(kiosk, { how: 'receipt', at: receipts.at, columns: 32 });
    await checkIn(await kiosk.page(), 'chen-jiayi');
    await expect.poll(() => receipts.printed.length).toBeGreaterThan(0);
    await receipts.close();

    await office.goOn();
    await set(kiosk, { how: 'system', name: OFFICE });
    expect(await prints('liu-yuchun', /请取走小票/)).toEqual(first);

    await office.pull();
    const pulled = await prints('xia-chen', /打印机没连上/);
    expect(pulled).toEqual({ state: is('printer-missing'), paper: false });
    await shot('printer-pulled', await kiosk.page());
  } finally {
    await office.close();
  }
});
