import { describe, expect, it, vi } from 'vitest';
import { steppedTimers } from '../station/clock/testing/stepped-timers.ts';
import { FakeContents } from './testing/fake-window.ts';
import { windowPrinter } from './window-printer.ts';

const watched: string[] = [];
const printerOf = (contents: FakeContents | undefined, timers = steppedTimers()) =>
  windowPrinter(
    () => ({
      window: () => contents && { webContents: contents },
      pause: () => watched.push('pause'),
      resume: () => watched.push('resume'),
    }),
    timers,
  );

describe('the system’s printers, through the kiosk’s window', () => {
  it('print by name and without a dialogue', async () => {
    const contents = new FakeContents();
    contents.printers = ['PDF', 'XP-58'];
    const printer = printerOf(contents);
    expect(await printer.list()).toEqual(['PDF', 'XP-58']);
    expect(await printer.print('XP-58', 'ticket')).toEqual({ ok: true, value: undefined });
    expect(contents.printed).toMatchObject([{ silent: true, deviceName: 'XP-58' }]);
  });

  it('never replace one that is gone', async () => {
    const contents = new FakeContents();
    contents.printers = ['PDF'];
    const printer = printerOf(contents);
    expect(await printer.print('XP-58', 'ticket')).toMatchObject({
      fault: { kind: 'printer-missing' },
    });
    expect(contents.printed).toEqual([]);
  });

  it('report a failed job', async () => {
    const contents = new FakeContents();
    contents.printers = ['XP-58'];
    contents.printFails = 'Print job failed';
    const printer = printerOf(contents);
    expect(await printer.print('XP-58', 'ticket')).toMatchObject({
      fault: { kind: 'not-printed' },
    });
  });

  it('are unavailable between two windows', async () => {
    const printer = printerOf(undefined);
    expect(await printer.list()).toEqual([]);
    expect(await printer.print('XP-58', 'ticket')).toMatchObject({
      fault: { kind: 'printer-missing' },
    });
  });

  it.each([
    ['whose page crashes', (contents: FakeContents) => contents.forcefullyCrashRenderer()],
    ['whose window closes', (contents: FakeContents) => contents.emit('destroyed')],
  ])('end a job %s', async (_what, end) => {
    const contents = new FakeContents();
    contents.printers = ['XP-58'];
    contents.printHangs = true;
    const printing = printerOf(contents).print('XP-58', 'ticket');
    await vi.waitFor(() => expect(contents.printed).toHaveLength(1));
    end(contents);
    expect(await printing).toMatchObject({ fault: { kind: 'not-printed' } });
    expect(contents.listenerCount('destroyed')).toBe(0);
  });

  it('keep the margins of a sheet, and none on a ticket', async () => {
    const contents = new FakeContents();
    contents.printers = ['XP-58'];
    const printer = printerOf(contents);
    await printer.print('XP-58', 'ticket');
    await printer.print('XP-58', 'sheet');
    const [ticket, sheet] = contents.printed;
    expect(ticket).toMatchObject({ margins: { marginType: 'none' } });
    expect(sheet).not.toHaveProperty('margins');
  });

  it('also make a PDF of the page, and none without a window', async () => {
    const pdf = await printerOf(new FakeContents()).pdf();
    expect(pdf).toEqual({ ok: true, value: Buffer.from('%PDF') });
    expect(await printerOf(undefined).pdf()).toMatchObject({ ok: false });
  });

  it('leave the page unwatched while it is laid out for paper, and never for good', async () => {
    const timers = steppedTimers();
    const contents = new FakeContents();
    contents.printers = ['XP-58'];
    watched.length = 0;
    await printerOf(contents).pdf();
    expect(watched).toEqual(['pause', 'resume']);
    contents.printHangs = true;
    const printing = printerOf(contents, timers).print('XP-58', 'sheet');
    await timers.pass(90_000);
    expect(await printing).toMatchObject({ ok: false });
    expect(watched).toEqual(['pause', 'resume', 'pause', 'resume']);
  });
});
