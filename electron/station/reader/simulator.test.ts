import { describe, expect, it } from 'vitest';
import type { IdCard } from './scan.ts';
import { commandReport, type SdtCommand } from './sdt-frame.ts';
import type { SimulatedCard } from './simulated-card.ts';
import { simulatedCardReader, simulatedScanner } from './simulator.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

const card: IdCard = {
  type: 'citizen',
  name: '张三',
  number: '11010519491231002X',
  sex: 'female',
  birth: '1949-12-31',
  address: '某处',
};

function reader() {
  const timers = steppedTimers();
  const device = simulatedCardReader(timers);
  const reports: string[] = [];
  device.port.onReport((report) => reports.push(Buffer.from(report).toString('hex')));
  /** The reply in hex, without the padding of the last report. */
  const send = async (report: Uint8Array): Promise<string> => {
    reports.length = 0;
    await device.port.write(report);
    await timers.pass(500);
    return reports.join('').replace(/(00)+$/, '');
  };
  const ask = (command: SdtCommand): Promise<string> => send(commandReport(command));
  return { device, timers, reports, send, ask };
}

const FOUND = 'aaaaaa9669000800009f0000000097';
const SELECTED = 'aaaaaa9669000c00009000000000000000009c';
const NO_CARD = 'aaaaaa9669000400008084';
const SELECT_FAILED = 'aaaaaa9669000400008185';
const READ_FAILED = 'aaaaaa9669000400004145';
const STILL_THERE = 'aaaaaa9669000400009195';

describe('a simulated card reader', () => {
  it('answers a status query, and finds nothing without a card', async () => {
    const { ask } = reader();
    expect(await ask('status')).toBe('aaaaaa9669000400009094');
    expect(await ask('find')).toBe(NO_CARD);
    expect(await ask('select')).toBe(SELECT_FAILED);
    expect(await ask('read')).toBe(READ_FAILED);
  });

  it('answers with a SAM id of sixteen bytes', async () => {
    const { ask } = reader();
    expect((await ask('sam-id')).slice(0, 20)).toBe('aaaaaa96690014000090');
  });

  it('finds, selects and reads a card in 21 reports of 64 bytes', async () => {
    const { device, reports, ask } = reader();
    device.putCard({ kind: 'id-card', card }, { stays: true });
    expect(await ask('read')).toBe(READ_FAILED);
    expect(await ask('find')).toBe(FOUND);
    expect(await ask('select')).toBe(SELECTED);
    const read = await ask('read');
    expect(reports).toHaveLength(21);
    expect(reports.every((report) => report.length === 128)).toBe(true);
    expect(read.slice(0, 28)).toBe('aaaaaa9669050800009001000400');
    // 张三, and spaces.
    expect(read.slice(28, 44)).toBe('205f094e20002000');
  });

  it('does not find a card again before it has left', async () => {
    const { device, ask } = reader();
    device.putCard({ kind: 'id-card', card }, { stays: true });
    await ask('find');
    await ask('select');
    await ask('read');
    expect(await ask('find')).toBe(NO_CARD);
    expect(await ask('new-address')).toBe(STILL_THERE);
    device.takeCard();
    expect(await ask('new-address')).toBe(READ_FAILED);
    device.putCard({ kind: 'id-card', card });
    expect(await ask('find')).toBe(FOUND);
  });

  it('lets a tapped card leave by itself, soon after it was read', async () => {
    const { device, timers, ask } = reader();
    device.putCard({ kind: 'id-card', card });
    await timers.pass(60_000);
    expect(await ask('find')).toBe(FOUND);
    await ask('select');
    await ask('read');
    expect(await ask('new-address')).toBe(STILL_THERE);
    await timers.pass(600);
    expect(await ask('new-address')).toBe(READ_FAILED);
  });

  it('does not remove the next card when the previous one is due to leave', async () => {
    const { device, timers, ask } = reader();
    device.putCard({ kind: 'id-card', card });
    for (const command of ['find', 'select', 'read'] as const) await ask(command);
    device.putCard({ kind: 'id-card', card });
    await timers.pass(60_000);
    expect(await ask('find')).toBe(FOUND);
  });

  it.each([
    ['bus-card', SELECT_FAILED, READ_FAILED, READ_FAILED, FOUND],
    ['damaged', SELECTED, READ_FAILED, STILL_THERE, NO_CARD],
    ['taken-away-early', SELECTED, READ_FAILED, READ_FAILED, NO_CARD],
  ] as const satisfies readonly (readonly [SimulatedCard['kind'], ...string[]])[])(
    'answers for a card of kind %s as a reader does',
    async (kind, selected, read, presence, found) => {
      const { device, ask } = reader();
      device.putCard({ kind }, { stays: true });
      expect(await ask('find')).toBe(FOUND);
      expect(await ask('select')).toBe(selected);
      expect(await ask('read')).toBe(read);
      expect(await ask('new-address')).toBe(presence);
      expect(await ask('find')).toBe(found);
    },
  );

  it('refuses a command that is damaged, cut or unknown', async () => {
    const { send } = reader();
    const find = commandReport('find');
    expect(await send(find.with(10, 0x23))).toBe('aaaaaa9669000400001014');
    expect(await send(find.with(7, 0xff))).toBe('aaaaaa9669000400001115');
    expect(await send(find.with(9, 0x09).with(10, 0x2a))).toBe('aaaaaa9669000400002125');
  });

  it('loses a command that comes while it is busy', async () => {
    const { device, timers, reports } = reader();
    await device.port.write(commandReport('find'));
    await device.port.write(commandReport('status'));
    await timers.pass(500);
    expect(reports).toHaveLength(1);
  });

  it('reports being unplugged once, and accepts no more writes', async () => {
    const { device } = reader();
    const reasons: string[] = [];
    device.port.onGone((reason) => reasons.push(reason));
    device.unplug('pulled');
    device.unplug('again');
    expect(reasons).toEqual(['pulled']);
    await expect(device.port.write(commandReport('find'))).rejects.toThrow();
  });
});

describe('a simulated scanner', () => {
  it('sends Honeywell reports, with a CR after the code', () => {
    const scanner = simulatedScanner();
    const reports: Uint8Array[] = [];
    scanner.port.onReport((report) => reports.push(report));
    scanner.show('A'.repeat(60));
    const [first = new Uint8Array(0), second = new Uint8Array(0), ...rest] = reports;
    expect(rest).toEqual([]);
    expect([first.length, second.length]).toEqual([64, 64]);
    expect([...first.subarray(0, 6)]).toEqual([2, 56, 0x5d, 0x51, 0x31, 0x41]);
    expect([first[61], first[63]]).toEqual([0x73, 1]);
    expect([...second.subarray(0, 10)]).toEqual([
      2, 5, 0x5d, 0x51, 0x31, 0x41, 0x41, 0x41, 0x41, 0x0d,
    ]);
    expect(second[63]).toBe(0);
  });

  it('sends nothing when closed', async () => {
    const scanner = simulatedScanner();
    const reports: Uint8Array[] = [];
    scanner.port.onReport((report) => reports.push(report));
    await scanner.port.close();
    scanner.show('A');
    expect(reports).toEqual([]);
  });
});
