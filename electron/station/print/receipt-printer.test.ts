import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { realTimers } from '../clock/timers.ts';
import {
  loopbackPrinter,
  OFFLINE,
  PAPER_OUT,
  type Says,
  WELL,
} from './testing/loopback-printer.ts';
import { printAt } from './receipt-printer.ts';

const ticket = Buffer.from('a ticket');

let folder = '';
let made: Awaited<ReturnType<typeof loopbackPrinter>> | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-print-'));
});
afterEach(async () => {
  await made?.close();
  made = undefined;
  await rm(folder, { recursive: true });
});

async function printer(says: Says) {
  made = await loopbackPrinter(says);
  return made;
}

describe('a network receipt printer', () => {
  it('that works gets the whole ticket', async () => {
    const { at, printed } = await printer(() => WELL);
    expect(await printAt(at, ticket, realTimers)).toEqual({ ok: true, value: undefined });
    expect(Buffer.concat(printed)).toEqual(ticket);
  });

  it('without paper gets no ticket, since nobody would receive it', async () => {
    const { at, printed } = await printer((about) => (about === 'paper' ? PAPER_OUT : WELL));
    expect(await printAt(at, ticket, realTimers)).toMatchObject({
      fault: { kind: 'out-of-paper' },
    });
    expect(printed).toEqual([]);
  });

  it('that runs out of paper while printing is detected', async () => {
    const { at } = await printer((about, printed) =>
      about === 'paper' && printed > 0 ? PAPER_OUT : WELL,
    );
    expect(await printAt(at, ticket, realTimers)).toMatchObject({
      fault: { kind: 'out-of-paper' },
    });
  });

  it('with its lid open reports that it is off line', async () => {
    const { at } = await printer((about) => (about === 'printer' ? OFFLINE : WELL));
    expect(await printAt(at, ticket, realTimers)).toMatchObject({
      fault: { kind: 'printer-offline' },
    });
  });

  it('that never answers is given up after a time', async () => {
    const { at, wasAsked } = await printer(() => undefined);
    const timers = steppedTimers();
    const printing = printAt(at, ticket, timers);
    await wasAsked;
    await timers.pass(2_000);
    expect(await printing).toMatchObject({ fault: { kind: 'printer-offline' } });
  });

  it('that is not there counts as missing', async () => {
    const { at } = await printer(() => WELL);
    await made?.close();
    expect(await printAt(at, ticket, realTimers)).toMatchObject({
      fault: { kind: 'printer-missing' },
    });
  });
});

describe.skipIf(process.platform === 'win32')('a receipt printer at a device file', () => {
  const printed = (at: string) => printAt(at, ticket, realTimers);

  it('gets the ticket, and is missing if there is no such file', async () => {
    expect(await printed(join(folder, 'lp0'))).toMatchObject({
      fault: { kind: 'printer-missing' },
    });
    // A new terminal: as much a device as a printer, and harmless.
    expect(await printed('/dev/ptmx')).toEqual({ ok: true, value: undefined });
  });

  it('is never a file, nor a link to one, nor the machine’s memory', async () => {
    const file = join(folder, 'station.db');
    await writeFile(file, 'the ledger');
    await symlink(file, join(folder, 'lp1'));
    for (const at of [file, join(folder, 'lp1'), folder, '/dev/null', '/dev/zero']) {
      expect([at, await printed(at)]).toMatchObject([at, { fault: { kind: 'not-a-printer' } }]);
    }
    expect(await readFile(file, 'utf8')).toBe('the ledger');
  });

  it('that takes nothing more is given up', async () => {
    const stop = new AbortController();
    const timers = steppedTimers();
    // Nobody reads the terminal's other end, so its buffer is soon full.
    const lines = Buffer.alloc(200_000, 'a line of a ticket\n');
    const printing = printAt('/dev/ptmx', lines, timers, stop.signal);
    stop.abort();
    let done = false;
    void printing.finally(() => (done = true));
    await vi.waitFor(async () => {
      await timers.pass(1_000);
      expect(done).toBe(true);
    });
    expect(await printing).toMatchObject({ fault: { kind: 'printer-offline' } });
  });
});
