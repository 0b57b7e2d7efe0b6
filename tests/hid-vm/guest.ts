import { deepEqual, ok } from 'node:assert/strict';
import { hidSystem, loadNodeHid } from '../../electron/station/reader/hid-device.ts';
import { pluggedReaders } from '../../electron/station/reader/plugged-readers.ts';
import { readerTableSchema } from '../../electron/station/reader/reader-table.ts';
import type { Scan } from '../../electron/station/reader/scan.ts';
import { zhang } from '../../electron/station/reader/testing/scripted-reader.ts';
import { simulatedCardReader, simulatedScanner } from '../../electron/station/reader/simulator.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import shipped from '../../resources/readers.json' with { type: 'json' };
import { usbScanner } from './gadget.ts';
import { posDescriptor, type Uhid, uhid, vendorDescriptor } from './uhid.ts';

/**
 * Runs in the guest: the station's own readers, with the shipped table, over devices of a real kernel, with
 * enumeration and hot-plug. An emulated USB keyboard is plugged in from the start.
 */

const scans: Scan[] = [];
const opened: string[] = [];
const hid = hidSystem(loadNodeHid);
const connect = pluggedReaders({
  hid: {
    list: () => hid.list(),
    open: (path) => {
      opened.push(path);
      return hid.open(path);
    },
  },
  table: readerTableSchema.parse(shipped),
  timers: realTimers,
  now: Date.now,
  onTrouble: (what, error) => console.log(`trouble ${what}: ${String(error)}`),
});
const readers = await connect({
  onScan: (scan) => scans.push(scan),
  onStates: () => undefined,
  onUnavailable: (reason) => console.log(`readers unavailable: ${reason}`),
});

/** No event says that a kernel device is ready, so this polls with a limit. */
async function until(what: string, holds: () => boolean): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > 30_000) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const states = (): string[] => readers.states().map(({ state }) => state);
const nextScan = async (): Promise<Scan | undefined> => {
  await until('a scan', () => scans.length > 0);
  return scans.shift();
};

function show(device: Uhid, text: string): void {
  const scanner = simulatedScanner();
  scanner.port.onReport((report) => device.send(report));
  scanner.show(text);
}

const scanner = (serial: string): Uhid =>
  uhid({ name: 'Scanner', serial, vendor: 0x0c2e, product: 0x0b61, descriptor: posDescriptor });

const PASS = `CF1:${'0123456789'.repeat(15)}`;
let failed = 0;
async function check(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    console.log(`@@PASS ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`@@FAIL ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

await check('a keyboard is left to the system', async () => {
  const listed = await hid.list();
  ok(listed.ok && listed.value.some(({ usages }) => usages.some(({ page }) => page === 1)));
  deepEqual(opened, []);
});

let first = scanner('S1');
await check('a scanner is found when it is plugged in, and its codes arrive', async () => {
  await until('ready', () => states().includes('ready'));
  show(first, 'HELLO');
  deepEqual(await nextScan(), { kind: 'code', text: 'HELLO' });
  show(first, PASS);
  deepEqual(await nextScan(), { kind: 'code', text: PASS });
});

await check('a burst of fifty codes loses none', async () => {
  const texts = Array.from({ length: 50 }, (_, n) => `CF1:${n}`);
  for (const text of texts) show(first, text);
  const got: unknown[] = [];
  for (const _ of texts) got.push(await nextScan());
  deepEqual(
    got,
    texts.map((text) => ({ kind: 'code', text })),
  );
});

await check('pulled out it is gone, and plugged in again it works in its old place', async () => {
  first.unplug();
  await until('gone', () => states().includes('gone'));
  first = scanner('S1');
  await until('ready', () => states().includes('ready'));
  deepEqual(states(), ['ready']);
  show(first, 'AGAIN');
  deepEqual(await nextScan(), { kind: 'code', text: 'AGAIN' });
});

await check('two scanners of one kind stay apart', async () => {
  const second = scanner('S2');
  await until('both ready', () => states().filter((state) => state === 'ready').length === 2);
  show(second, 'SECOND');
  deepEqual(await nextScan(), { kind: 'code', text: 'SECOND' });
  second.unplug();
});

await check('an ID card reader that no line names is found out and reads a card', async () => {
  const simulated = simulatedCardReader(realTimers);
  const reader = uhid({
    name: 'Card reader',
    serial: 'C1',
    vendor: 0x4242,
    product: 0x0001,
    descriptor: vendorDescriptor,
    onWritten: (report) => void simulated.port.write(report),
  });
  simulated.port.onReport((report) => reader.send(report));
  await until('a card reader', () => readers.states().some(({ kind }) => kind === 'id-card'));
  simulated.putCard({ kind: 'id-card', card: zhang }, { stays: true });
  deepEqual(await nextScan(), { kind: 'id-card', card: zhang });
  reader.unplug();
});

await check('a scanner on the USB bus works, and its unplugging is reported', async () => {
  const usb = usbScanner(posDescriptor, '1eab', '0210');
  const its = (): string[] =>
    readers.states().flatMap(({ name, state }) => (name.includes('Newland') ? [state] : []));
  await until('ready', () => its().includes('ready'));
  const report = new Uint8Array(64);
  report.set([2, 5, ...new TextEncoder().encode('USB-1')]);
  usb.send(report);
  deepEqual(await nextScan(), { kind: 'code', text: 'USB-1' });
  usb.unplug();
  await until('gone', () => its().includes('gone'));
});

await readers.close();
process.exit(failed === 0 ? 0 : 1);
