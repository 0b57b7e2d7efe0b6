import { createInterface } from 'node:readline';
import { z } from 'zod';
import { hidSystem, loadNodeHid } from '../../electron/station/reader/hid-device.ts';
import { pluggedReaders } from '../../electron/station/reader/plugged-readers.ts';
import {
  type PluggedDevice,
  readerTableSchema,
} from '../../electron/station/reader/reader-table.ts';
import { ok } from '../../shared/result.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';

/**
 * The station's reader code in its own process, as the fake devices require. Standard input lists what is
 * plugged in, since fake devices cannot be enumerated; all else is the real node-hid. Scans and reader
 * states go to standard output, one line each.
 */

const pluggedSchema: z.ZodType<PluggedDevice[]> = z.array(
  z.object({
    path: z.string(),
    vendor: z.int(),
    product: z.int(),
    serial: z.string(),
    name: z.string(),
    usages: z.array(z.object({ page: z.int(), usage: z.int() })),
  }),
);

const orderSchema = z.union([
  z.object({ plugged: pluggedSchema }),
  z.object({ ask: z.literal('health') }),
]);

let plugged: readonly PluggedDevice[] = [];
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const real = hidSystem(loadNodeHid);

const connect = pluggedReaders({
  hid: {
    async list() {
      // The library must load, although it finds no device.
      const listed = await real.list();
      return listed.ok ? ok(plugged) : listed;
    },
    open: (path) => real.open(path),
  },
  table: readerTableSchema.parse(JSON.parse(process.argv[2] ?? '')),
  timers: realTimers,
  now: Date.now,
  onTrouble: (what, error) => tell({ trouble: `${what}: ${String(error)}` }),
});
const readers = await connect({
  onScan: (scan) => tell({ scan }),
  onStates: (states) => tell({ states: states.map(({ state }) => state) }),
  onUnavailable: (reason) => tell({ unavailable: reason }),
});
for await (const line of createInterface({ input: process.stdin })) {
  const order = orderSchema.parse(JSON.parse(line));
  if ('plugged' in order) plugged = order.plugged;
  else tell({ health: readers.health() });
}
await readers.close();
