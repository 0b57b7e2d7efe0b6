import { createInterface } from 'node:readline';
import { describe, expect, test as base } from 'vitest';
import { stays } from '../commands/terminal.ts';
import type { PluggedDevice } from '../../electron/station/reader/reader-table.ts';
import { zhang } from '../../electron/station/reader/testing/scripted-reader.ts';
import { simulatedCardReader, simulatedScanner } from '../../electron/station/reader/simulator.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import {
  type FakeDevice,
  type FakeMachine,
  fakeMachine,
  PREFIX,
  type Station,
} from './fake-devices.ts';

/**
 * Story: readers at a fair are plugged in, pulled out, and send bad data. Here the real, shipped node-hid
 * opens sockets in place of devices; everything above it is the station's own code.
 */

const tried = await fakeMachine();
if (tried.ok) await tried.value.close();
/** `npm test` prints this name when the tests are skipped. */
const story = tried.ok
  ? 'the real node-hid'
  : `the real node-hid is not driven here: ${tried.fault.why}`;

const table = {
  readers: [
    { vendor: '0c2e', kind: 'code', layout: 'A', name: 'Honeywell' },
    { vendor: '0425', product: '8159', kind: 'id-card', name: 'Routon' },
  ],
};
const scannerAt = (name: string): PluggedDevice => ({
  path: PREFIX + name,
  vendor: 0x0c2e,
  product: 1,
  serial: '',
  name: '',
  usages: [{ page: 0x8c, usage: 2 }],
});
const cardReaderAt = (name: string): PluggedDevice => ({
  ...scannerAt(name),
  vendor: 0x0425,
  product: 0x8159,
  usages: [{ page: 0xff00, usage: 1 }],
});

interface Hall {
  readonly machine: FakeMachine;
  readonly station: Station;
  /** Waits until the station prints a line with all of these fields. */
  readonly until: (wanted: object) => Promise<void>;
}

const test = base.extend<{ hall: Hall }>({
  // Vitest requires a destructuring pattern here, even an empty one.
  // oxlint-disable-next-line no-empty-pattern
  hall: async ({}, use) => {
    const made = await fakeMachine();
    if (!made.ok) throw new Error(made.fault.why);
    const machine = made.value;
    const station = machine.start(table);
    await use({
      machine,
      station,
      until: async (wanted) => {
        for (;;) {
          const line = await station.next();
          try {
            expect(line).toMatchObject(wanted);
            return;
          } catch {
            // Another line, so keep waiting.
          }
        }
      },
    });
    await machine.close();
  },
});

// A reader makes its station wait for most of the time, so the tests wait side by side.
describe.skipIf(!tried.ok).concurrent(story, () => {
  /** A simulated scanner behind a fake device: its reports go through the socket. */
  function scannerOn(device: FakeDevice): (code: string | Uint8Array) => void {
    const scanner = simulatedScanner();
    scanner.port.onReport((report) => void device.send(report));
    return (code) => scanner.show(code);
  }

  test('a scanned code arrives, even one that takes three reports', async ({
    hall: { machine, station, until },
  }) => {
    const device = await machine.device('one');
    const show = scannerOn(device);
    station.plug([scannerAt('one')]);
    await until({ states: ['ready'] });
    show('HELLO');
    expect(await station.next()).toEqual({ scan: { kind: 'code', text: 'HELLO' } });
    const pass = `CF1:${'0123456789'.repeat(15)}`;
    show(pass);
    expect(await station.next()).toEqual({ scan: { kind: 'code', text: pass } });
  });

  /** A simulated card reader behind a fake device, with ways to disturb its replies. */
  function cardReaderOn(
    device: FakeDevice,
    pass: (reply: Uint8Array) => void = (reply) => void device.send(reply),
  ) {
    const reader = simulatedCardReader(realTimers);
    let asked = 0;
    let wanted: { readonly at: number; readonly seen: () => void } | undefined;
    reader.port.onReport(pass);
    device.onWritten((report) => {
      asked += 1;
      if (wanted && asked >= wanted.at) wanted.seen();
      void reader.port.write(report);
    });
    return {
      put: (...card: Parameters<typeof reader.putCard>) => reader.putCard(...card),
      /** Waits until the station has polled the empty field often enough to know that it is empty. */
      take: (): Promise<void> => {
        reader.takeCard();
        return new Promise((seen) => {
          wanted = { at: asked + 6, seen };
        });
      },
    };
  }

  test('an ID card is read once while it lies there, and again when put back', async ({
    hall: { machine, station, until },
  }) => {
    const cards = cardReaderOn(await machine.device('cards'));
    station.plug([cardReaderAt('cards')]);
    await until({ states: ['ready'] });
    for (let time = 0; time < 2; time += 1) {
      cards.put({ kind: 'id-card', card: zhang }, { stays: true });
      expect(await station.next()).toEqual({ scan: { kind: 'id-card', card: zhang } });
      await cards.take();
    }
  });

  test('a foreign card and a card taken away early are reported as such', async ({
    hall: { machine, station, until },
  }) => {
    const cards = cardReaderOn(await machine.device('cards'));
    station.plug([cardReaderAt('cards')]);
    await until({ states: ['ready'] });
    cards.put({ kind: 'bus-card' });
    expect(await station.next()).toEqual({ scan: { kind: 'fault', fault: 'wrong-card' } });
    await cards.take();
    cards.put({ kind: 'taken-away-early' });
    expect(await station.next()).toEqual({ scan: { kind: 'fault', fault: 'card-moved' } });
  });

  test('a slow card reader with a damaged reply still reads the card', async ({
    hall: { machine, station, until },
  }) => {
    const device = await machine.device('cards');
    let sent = 0;
    const cards = cardReaderOn(device, (reply) => {
      sent += 1;
      const disturbed = Uint8Array.from(reply);
      // In the middle of the card's own data.
      if (sent === 8) disturbed[9] = (disturbed[9] ?? 0) ^ 0xff;
      realTimers.after(30, () => void device.send(disturbed));
    });
    cards.put({ kind: 'id-card', card: zhang }, { stays: true });
    station.plug([cardReaderAt('cards')]);
    await until({ scan: { kind: 'id-card', card: zhang } });
  });

  test('half a reply is a reader fault, and the next card is read', async ({
    hall: { machine, station, until },
  }) => {
    const device = await machine.device('cards');
    let reports = 0;
    const cards = cardReaderOn(device, (reply) => {
      // Lose everything after the first report of the long reply with the card's data, once.
      const long = reply[5] === 0x05 && reply[6] === 0x08;
      if (long || reports > 0) reports += 1;
      if (reports < 2 || reports > 21) void device.send(reply);
    });
    station.plug([cardReaderAt('cards')]);
    await until({ states: ['ready'] });
    cards.put({ kind: 'id-card', card: zhang }, { stays: true });
    expect(await station.next()).toEqual({ scan: { kind: 'fault', fault: 'reader-fault' } });
    await cards.take();
    cards.put({ kind: 'id-card', card: zhang }, { stays: true });
    await until({ scan: { kind: 'id-card', card: zhang } });
  });

  test('an unplugged scanner is reported as gone, and works when plugged in again', async ({
    hall: { machine, station, until },
  }) => {
    const device = await machine.device('one');
    station.plug([scannerAt('one')]);
    await until({ states: ['ready'] });
    const half = new Uint8Array(64);
    half.set([0x02, 56, 0x5d, 0x51, 0x31]);
    half.fill(0x41, 5, 61);
    half[63] = 1;
    await device.send(half);
    await device.unplug();
    await until({ states: ['gone'] });
    const again = await machine.device('one');
    const show = scannerOn(again);
    await until({ states: ['ready'] });
    show('AGAIN');
    await until({ scan: { kind: 'code', text: 'AGAIN' } });
  });

  test('two scanners of one kind stay apart, and bad data harms neither', async ({
    hall: { machine, station, until },
  }) => {
    const one = await machine.device('one');
    const two = await machine.device('two');
    const [showOne, showTwo] = [scannerOn(one), scannerOn(two)];
    station.plug([scannerAt('one'), scannerAt('two')]);
    await until({ states: ['ready', 'ready'] });
    await one.send(new Uint8Array(64).fill(0xff));
    showTwo('FROM TWO');
    expect(await station.next()).toEqual({ scan: { kind: 'code', text: 'FROM TWO' } });
    showOne('FROM ONE');
    expect(await station.next()).toEqual({ scan: { kind: 'code', text: 'FROM ONE' } });
  });

  test.for([
    ['forbidden', 'no-permission'],
    ['held', 'held'],
  ] as const)(
    'a device that is %s is reported to staff',
    async ([name, trouble], { hall: { station, until } }) => {
      station.plug([scannerAt(name)]);
      await until({ states: ['faulty'] });
      station.health();
      await until({ health: [{ state: 'faulty', trouble }] });
    },
  );

  test('the probe shows a scanner’s data and the line that makes it known', async ({
    hall: { machine },
  }) => {
    const device = await machine.device('one');
    const show = scannerOn(device);
    const probe = stays('reader probe', ['--path', `${PREFIX}one`], { env: machine.environment });
    const lines = createInterface({ input: probe.stdout });
    const said: string[] = [];
    for await (const line of lines) {
      said.push(line);
      if (line.includes('Ctrl-C')) show('HELLO');
      if (line.includes('= HELLO')) break;
    }
    probe.kill();
    expect(said.join('\n')).toContain('02065d513148454c4c4f0d');
    expect(said.join('\n')).toContain('"kind":"code","layout":"A"');
  });
});
