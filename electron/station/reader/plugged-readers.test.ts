import { describe, expect, test } from 'vitest';
import type { ReaderState } from '../../../shared/devices.ts';
import { fail, ok } from '../../../shared/result.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { type HidSystem, type OpenFault, pluggedReaders } from './plugged-readers.ts';
import type { HidPort } from './port.ts';
import { type PluggedDevice, readerTableSchema } from './reader-table.ts';
import type { Scan } from './scan.ts';
import { zhang } from './testing/scripted-reader.ts';
import { simulatedCardReader, simulatedScanner } from './simulator.ts';

const table = readerTableSchema.parse({
  readers: [
    { vendor: '0c2e', kind: 'code', layout: 'A', name: 'Honeywell' },
    { vendor: '0425', product: '8159', kind: 'id-card', name: 'Routon' },
  ],
});

const scanner = (path: string, serial = ''): PluggedDevice => ({
  path,
  serial,
  vendor: 0x0c2e,
  product: 1,
  name: '',
  usages: [{ page: 0x8c, usage: 2 }],
});
const cardReader = (path: string, ids = { vendor: 0x0425, product: 0x8159 }): PluggedDevice => ({
  ...scanner(path),
  ...ids,
  usages: [{ page: 0xff00, usage: 1 }],
});

/** A hall's USB ports: which device is plugged in where, and the result of opening it. */
async function hall() {
  const timers = steppedTimers();
  const plugged = new Map<string, { device: PluggedDevice; open: () => HidPort | OpenFault }>();
  const opened: string[] = [];
  let looked = 0;
  const hid: HidSystem = {
    list: async () => {
      looked += 1;
      return ok([...plugged.values()].map(({ device }) => device));
    },
    async open(path) {
      opened.push(path);
      const got = plugged.get(path)?.open() ?? { kind: 'gone' as const };
      return 'kind' in got ? fail(got) : ok(got);
    },
  };
  const scans: Scan[] = [];
  const said: ReaderState[][] = [];
  let now = 0;
  const connect = pluggedReaders({
    hid,
    table,
    timers,
    now: () => now,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  const readers = await connect({
    onScan: (scan) => scans.push(scan),
    onStates: (states) => said.push(states),
    onUnavailable: () => undefined,
  });
  return {
    timers,
    readers,
    scans,
    opened,
    looks: () => looked,
    said,
    plug: (device: PluggedDevice, open: () => HidPort | OpenFault): void => {
      plugged.set(device.path, { device, open });
    },
    unlist: (path: string) => plugged.delete(path),
    pass: async (ms: number): Promise<void> => {
      now += ms;
      await timers.pass(ms);
    },
    states: () => readers.states().map(({ state }) => state),
  };
}

const AFTER_A_LOOK = 2_000;

describe('plugged readers', () => {
  test('a scanner works as soon as it is plugged in', async () => {
    const { plug, pass, scans, states } = await hall();
    const gun = simulatedScanner();
    plug(scanner('/dev/hidraw3'), () => gun.port);
    await pass(AFTER_A_LOOK);
    expect(states()).toEqual(['ready']);
    gun.show('CF1:HELLO');
    expect(scans).toEqual([{ kind: 'code', text: 'CF1:HELLO' }]);
  });

  test('a scanner pulled out and plugged into another port keeps its place and works again', async () => {
    const { plug, unlist, pass, scans, states, readers } = await hall();
    const before = simulatedScanner();
    plug(scanner('/dev/hidraw3'), () => before.port);
    await pass(AFTER_A_LOOK);
    unlist('/dev/hidraw3');
    before.unplug('could not read from HID device');
    expect(states()).toEqual(['gone']);
    expect(readers.health()[0]?.trouble).toBe('unplugged');

    const after = simulatedScanner();
    plug(scanner('/dev/hidraw7'), () => after.port);
    await pass(AFTER_A_LOOK);
    expect(readers.health()).toMatchObject([{ state: 'ready', where: '/dev/hidraw7' }]);
    after.show('HELLO');
    expect(scans).toEqual([{ kind: 'code', text: 'HELLO' }]);
  });

  test('a device that vanishes silently counts as gone; a moved one stays one', async () => {
    const { plug, unlist, pass, states, readers } = await hall();
    plug(scanner('/dev/hidraw3'), () => simulatedScanner().port);
    plug(scanner('/dev/hidraw4'), () => simulatedScanner().port);
    await pass(AFTER_A_LOOK);
    unlist('/dev/hidraw3');
    await pass(2 * AFTER_A_LOOK);
    expect(states()).toEqual(['gone', 'ready']);
    unlist('/dev/hidraw4');
    plug(scanner('/dev/hidraw5'), () => simulatedScanner().port);
    plug(scanner('/dev/hidraw6'), () => simulatedScanner().port);
    await pass(2 * AFTER_A_LOOK);
    expect(readers.health().map(({ where, state }) => [where, state])).toEqual([
      ['/dev/hidraw5', 'ready'],
      ['/dev/hidraw6', 'ready'],
    ]);
  });

  test('two scanners of one kind stay apart: half codes from each never join', async () => {
    const { plug, pass, scans } = await hall();
    const [one, two] = [simulatedScanner(), simulatedScanner()];
    plug(scanner('/dev/hidraw3'), () => one.port);
    plug(scanner('/dev/hidraw4'), () => two.port);
    await pass(AFTER_A_LOOK);
    one.show('FIRST'.repeat(30));
    two.show('SECOND');
    expect(scans).toEqual([
      { kind: 'code', text: 'FIRST'.repeat(30) },
      { kind: 'code', text: 'SECOND' },
    ]);
  });

  test('an ID card reader reads a card, and its health says when', async () => {
    const { plug, pass, scans, timers, readers } = await hall();
    const reader = simulatedCardReader(timers);
    plug(cardReader('/dev/hidraw1'), () => reader.port);
    await pass(AFTER_A_LOOK);
    reader.putCard({ kind: 'id-card', card: zhang });
    await pass(3_000);
    expect(scans).toEqual([{ kind: 'id-card', card: zhang }]);
    expect(readers.health()[0]?.lastScan).toBeGreaterThan(0);
  });

  test('nothing is opened after the station has closed', async () => {
    const { plug, pass, readers, opened } = await hall();
    await readers.close();
    plug(scanner('/dev/hidraw3'), () => simulatedScanner().port);
    await pass(10 * AFTER_A_LOOK);
    expect(opened).toEqual([]);
  });
});

describe('an unusable reader is reported and tried again', () => {
  test('a scanner without permission is reported after a grace period, and works once allowed', async () => {
    const { plug, pass, states, readers } = await hall();
    let allowed = false;
    plug(scanner('/dev/hidraw3'), () =>
      allowed ? simulatedScanner().port : { kind: 'no-permission' },
    );
    await pass(AFTER_A_LOOK);
    expect(states()).toEqual([]);
    await pass(2 * AFTER_A_LOOK);
    expect(states()).toEqual(['faulty']);
    expect(readers.health()[0]?.trouble).toBe('no-permission');
    allowed = true;
    await pass(AFTER_A_LOOK);
    expect(states()).toEqual(['ready']);
    expect(readers.health()[0]?.trouble).toBeUndefined();
  });

  test('a scanner held by another program says so', async () => {
    const { plug, pass, readers } = await hall();
    plug(scanner('/dev/hidraw3'), () => ({ kind: 'held' }));
    await pass(4 * AFTER_A_LOOK);
    expect(readers.health()[0]).toMatchObject({ state: 'faulty', trouble: 'held' });
  });

  test('no search for readers runs while one is reading a card', async () => {
    const { plug, pass, timers, looks } = await hall();
    const reader = simulatedCardReader(timers);
    const { port } = reader;
    const isRead = (report: Uint8Array): boolean => report[8] === 0x30 && report[9] === 0x01;
    // The card read takes three seconds to be given up.
    const slow: HidPort = {
      ...port,
      write: async (report) => (isRead(report) ? undefined : port.write(report)),
    };
    plug(cardReader('/dev/hidraw1'), () => slow);
    await pass(AFTER_A_LOOK);
    reader.putCard({ kind: 'id-card', card: zhang });
    await pass(300);
    const before = looks();
    await pass(2_700);
    expect(looks()).toBe(before);
    await pass(2 * AFTER_A_LOOK);
    expect(looks()).toBeGreaterThan(before);
  });

  test('faults count for an hour, and are then forgotten', async () => {
    const { plug, pass, readers, scans } = await hall();
    const gun = simulatedScanner();
    plug(scanner('/dev/hidraw3'), () => gun.port);
    await pass(AFTER_A_LOOK);
    gun.show(Uint8Array.of(0xff, 0xff, 0xff));
    expect(scans).toEqual([{ kind: 'fault', fault: 'code-unreadable' }]);
    expect(readers.health()[0]).toMatchObject({
      faultsLastHour: 1,
      lastComplaint: { complaint: 'no-text' },
    });
    await pass(3_600_000);
    expect(readers.health()[0]).toMatchObject({ faultsLastHour: 0, lastComplaint: undefined });
  });
});

describe('a device that no line of the table names', () => {
  const unknown = { vendor: 0x4242, product: 1 };

  test('becomes a card reader when it answers as one', async () => {
    const { plug, pass, scans, timers } = await hall();
    const reader = simulatedCardReader(timers);
    plug(cardReader('/dev/hidraw1', unknown), () => reader.port);
    await pass(AFTER_A_LOOK);
    reader.putCard({ kind: 'id-card', card: zhang });
    await pass(3_000);
    expect(scans).toEqual([{ kind: 'id-card', card: zhang }]);
  });

  test('is otherwise left alone for as long as it is plugged in', async () => {
    const { plug, pass, opened, states } = await hall();
    plug(cardReader('/dev/hidraw1', unknown), () => simulatedScanner().port);
    await pass(20 * AFTER_A_LOOK);
    expect(opened).toEqual(['/dev/hidraw1']);
    expect(states()).toEqual([]);
  });
});
