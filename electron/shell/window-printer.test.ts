import { describe, expect, it } from 'vitest';
import { FakeContents } from './testing/fake-window.ts';
import { windowPrinter } from './window-printer.ts';

describe('the system’s printers, through the kiosk’s window', () => {
  it('print by name and without a dialogue', async () => {
    const contents = new FakeContents();
    contents.printers = ['PDF', 'XP-58'];
    const printer = windowPrinter(() => contents);
    expect(await printer.list()).toEqual(['PDF', 'XP-58']);
    expect(await printer.print('XP-58')).toEqual({ ok: true, value: undefined });
    expect(contents.printed).toMatchObject([{ silent: true, deviceName: 'XP-58' }]);
  });

  it('never replace one that is gone', async () => {
    const contents = new FakeContents();
    contents.printers = ['PDF'];
    const printer = windowPrinter(() => contents);
    expect(await printer.print('XP-58')).toMatchObject({ fault: { kind: 'printer-missing' } });
    expect(contents.printed).toEqual([]);
  });

  it('report a failed job', async () => {
    const contents = new FakeContents();
    contents.printers = ['XP-58'];
    contents.printFails = 'Print job failed';
    const printer = windowPrinter(() => contents);
    expect(await printer.print('XP-58')).toMatchObject({ fault: { kind: 'not-printed' } });
  });

  it('are unavailable between two windows', async () => {
    const printer = windowPrinter(() => undefined);
    expect(await printer.list()).toEqual([]);
    expect(await printer.print('XP-58')).toMatchObject({ fault: { kind: 'printer-missing' } });
  });
});
