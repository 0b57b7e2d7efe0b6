import { afterEach, describe, expect, it } from 'vitest';
import type { Printing, Ticket } from '../../../shared/contract/printing.ts';
import type { Role } from '../../../shared/fair.ts';
import { type SteppedTimers, steppedTimers } from '../clock/testing/stepped-timers.ts';
import { realTimers } from '../clock/timers.ts';
import { loopbackPrinter, PAPER_OUT, WELL } from './testing/loopback-printer.ts';
import { organiserChooses } from './organiser-chooses.ts';
import { printing, type SystemPrinter } from './printing.ts';

const ticket: Ticket = {
  fair: { zh: '样例招聘会', en: 'Sample fair' },
  greeting: { by: 'nothing' },
  anonymous: false,
  pass: 'CF1:0123456789',
  shortCode: '1234-5678',
  booths: [],
};

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function printer(paper: () => number) {
  const made = await loopbackPrinter((about) => (about === 'paper' ? paper() : WELL));
  ({ close } = made);
  let setting: Printing = {
    printer: { how: 'receipt', at: made.at, columns: 32 },
    byItself: false,
  };
  const failures: string[] = [];
  const own = printing({
    setting: () => setting,
    timers: realTimers,
    handOver: (name) => ({ how: 'page', name, base64: '' }),
    onFailure: (why) => failures.push(why),
  });
  return {
    own,
    failures,
    choose: (other: Printing): void => {
      setting = other;
    },
  };
}

describe('the state of a station’s printer', () => {
  it('follows its last ticket: out of paper until one prints again', async () => {
    let paper = WELL;
    const { own, failures } = await printer(() => paper);
    expect(own.state()).toBe('works');
    paper = PAPER_OUT;
    await own.print(ticket);
    expect(own.state()).toBe('out-of-paper');
    expect(failures).toEqual(['out-of-paper']);
    paper = WELL;
    await own.print(ticket);
    expect(own.state()).toBe('works');
  });

  it('is none if no printer is chosen', async () => {
    const { own, choose } = await printer(() => PAPER_OUT);
    await own.print(ticket);
    choose({ printer: { how: 'none' }, byItself: false });
    expect(own.state()).toBe('none');
  });
});

/** A station with a system printer whose driver the test plays. */
function withSystem(
  at: string,
  system: Partial<SystemPrinter>,
  timers: SteppedTimers,
  role: Role = 'organiser',
) {
  const kept: string[] = [];
  let setting: Printing = { printer: { how: 'system', name: 'HP' }, byItself: false };
  const own = printing({
    setting: () => setting,
    systemPrinter: {
      list: async () => ['HP'],
      print: async () => ({ ok: true, value: undefined }),
      pdf: async () => ({ ok: true, value: Buffer.from('%PDF') }),
      ...system,
    },
    handOver: (name) => {
      kept.push(name);
      return { how: 'held', file: '1', name, bytes: 4 };
    },
    choosing: organiserChooses(
      {
        printing: () => setting,
        setPrinting: (next) => {
          setting = next;
        },
      },
      () => role,
    ),
    timers,
    onFailure: () => undefined,
  });
  return {
    own,
    kept,
    useNone: (): void => {
      setting = { printer: { how: 'none' }, byItself: true };
    },
    setting: () => setting,
    useReceipts: (): void => {
      setting = { printer: { how: 'receipt', at, columns: 32 }, byItself: false };
    },
  };
}
const never = (): Promise<never> => new Promise(() => undefined);

describe('a driver that never answers', () => {
  it('is given up after a time, and printing goes on without a restart', async () => {
    const timers = steppedTimers();
    let works = false;
    const { own } = withSystem(
      '',
      { print: () => (works ? Promise.resolve({ ok: true, value: undefined }) : never()) },
      timers,
    );
    const first = own.printPage();
    await timers.pass(0);
    expect(own.stateNow()).toBe('busy');
    await timers.pass(15_000);
    expect(await first).toMatchObject({ fault: { kind: 'printer-offline' } });
    expect([own.stateNow(), own.state()]).toEqual(['printer-offline', 'printer-offline']);
    works = true;
    const second = own.printPage();
    await timers.pass(0);
    expect(await second).toEqual({ ok: true, value: { how: 'printed' } });
    expect(own.stateNow()).toBe('works');
  });

  it('holds up no other printer, and its fault is not theirs', async () => {
    const made = await loopbackPrinter(() => WELL);
    ({ close } = made);
    const timers = steppedTimers();
    const { own, useReceipts } = withSystem(made.at, { print: never }, timers);
    void own.printPage();
    await timers.pass(0);
    useReceipts();
    expect(own.stateNow()).toBe('works');
    expect(await own.print(ticket)).toEqual({ ok: true, value: { how: 'printed' } });
    await timers.pass(15_000);
    expect(own.stateNow()).toBe('works');
  });
});

describe('a check by staff', () => {
  it('does not wait for a system that hangs', async () => {
    const timers = steppedTimers();
    const { own } = withSystem('', { list: never }, timers);
    const asked = Promise.all([own.check(), own.systemPrinters()]);
    await timers.pass(5_000);
    expect(await asked).toEqual(['printer-offline', []]);
  });

  it('finds a printer that was pulled out, and one that is back, without paper', async () => {
    const timers = steppedTimers();
    let plugged = true;
    const { own } = withSystem('', { list: async () => (plugged ? ['HP'] : []) }, timers);
    expect(await own.check()).toBe('works');
    plugged = false;
    expect(await own.check()).toBe('printer-missing');
    plugged = true;
    expect(await own.check()).toBe('works');
  });

  it('asks a receipt printer and prints nothing', async () => {
    let paper = PAPER_OUT;
    const made = await loopbackPrinter((about) => (about === 'paper' ? paper : WELL));
    ({ close } = made);
    const { own, useReceipts } = withSystem(made.at, {}, steppedTimers());
    useReceipts();
    expect(await own.check()).toBe('out-of-paper');
    paper = WELL;
    expect(await own.check()).toBe('works');
    expect(made.printed.every((chunk) => chunk.length === 0)).toBe(true);
  });
});

describe('a page of figures', () => {
  it('becomes a PDF that staff save, and paper at the system’s printer', async () => {
    const timers = steppedTimers();
    const { own, kept } = withSystem('', {}, timers);
    expect(own.calls['print.ways']()).toEqual({ here: true, printer: true });
    const made = own.calls['print.pdf']({ name: 'chunfeng-2027-03-01' });
    expect(await made).toMatchObject({ ok: true, value: { how: 'held' } });
    expect(kept).toEqual(['chunfeng-2027-03-01.pdf']);
    expect(await own.calls['print.sheet']()).toEqual({ ok: true, value: {} });
  });

  it('has its printer chosen on the page at an organiser’s station, once', async () => {
    const { own, useNone, setting } = withSystem('', {}, steppedTimers());
    useNone();
    expect(own.calls['print.ways']()).toEqual({ here: true, printer: false });
    expect(await own.calls['print.printers']()).toEqual(['HP']);
    expect(own.calls['print.choose']({ name: 'HP' })).toBe(true);
    expect(own.calls['print.ways']()).toEqual({ here: true, printer: true });
    expect(setting()).toEqual({ printer: { how: 'system', name: 'HP' }, byItself: true });
    expect(await own.calls['print.sheet']()).toEqual({ ok: true, value: {} });
  });

  it('has its printer chosen by staff alone at every other station', async () => {
    const { own, useNone, setting } = withSystem('', {}, steppedTimers(), 'booth');
    useNone();
    expect(await own.calls['print.printers']()).toBeNull();
    expect(own.calls['print.choose']({ name: 'HP' })).toBe(false);
    expect(setting().printer).toEqual({ how: 'none' });
  });

  it('goes through the browser’s dialogue where the door can’t print', async () => {
    const { own } = await printer(() => WELL);
    expect(own.calls['print.ways']()).toEqual({ here: false, printer: false });
    expect(await own.calls['print.pdf']({ name: 'a' })).toMatchObject({ ok: false });
  });
});
