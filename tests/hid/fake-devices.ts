import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadNodeHid } from '../../electron/station/reader/hid-device.ts';
import type { PluggedDevice } from '../../electron/station/reader/reader-table.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Devices that are sockets, opened by the station's reader code through the real node-hid. */

const run = promisify(execFile);
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
export const PREFIX = '/dev/hidraw-fake-';
const REPORT_BYTES = 64;

export interface FakeMachine {
  /** Adds a device at `PREFIX` plus its name. */
  device(name: string): Promise<FakeDevice>;
  start(table: object): Station;
  /** The environment for another program that should see these devices. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface FakeDevice {
  send(report: Uint8Array): Promise<void>;
  /** Calls back for each report that the station writes. */
  onWritten(listener: (report: Uint8Array) => void): void;
  readonly unplug: () => Promise<void>;
}

export interface Station {
  plug(devices: readonly PluggedDevice[]): void;
  /** The next line that the station prints, in order. */
  next(): Promise<unknown>;
  health(): void;
}

export async function fakeMachine(): Promise<Result<FakeMachine, { kind: 'no'; why: string }>> {
  if (process.platform !== 'linux') return fail({ kind: 'no', why: 'it takes Linux' });
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-hid-'));
  const library = join(folder, 'fake-hidraw.so');
  try {
    const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Werror'];
    await run('cc', [...flags, '-o', library, here('fake-hidraw.c'), '-ldl']);
    // node-hid's hidraw build links libusb but never calls it: an empty library is enough.
    const loaded = await loadNodeHid();
    if (!loaded.ok && loaded.fault.kind === 'no-libusb') {
      const soname = 'libusb-1.0.so.0';
      const empty = ['-shared', `-Wl,-soname,${soname}`, '-o', join(folder, soname)];
      await run('cc', [...empty, '-x', 'c', '/dev/null']);
    }
  } catch {
    await rm(folder, { recursive: true });
    return fail({ kind: 'no', why: 'there is no C compiler' });
  }
  const stops: (() => Promise<void>)[] = [];
  const environment = {
    LD_PRELOAD: library,
    LD_LIBRARY_PATH: folder,
    FAKE_HIDRAW_PREFIX: PREFIX,
    FAKE_HIDRAW_FOLDER: folder,
  };
  return ok({
    environment,
    async device(name) {
      const device = await fakeDevice(join(folder, name));
      stops.push(device.unplug);
      return device;
    },
    start(table) {
      const { station, stop } = startStation(environment, table);
      stops.push(stop);
      return station;
    },
    async close() {
      for (const stop of stops) await stop();
      await rm(folder, { recursive: true });
    },
  });
}

async function fakeDevice(path: string): Promise<FakeDevice> {
  const listeners: ((report: Uint8Array) => void)[] = [];
  let station: Socket | undefined;
  let met: () => void = () => undefined;
  const meeting = new Promise<void>((resolve) => {
    met = resolve;
  });
  const server: Server = createServer((socket) => {
    station = socket;
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
        const end = 2 + held.readUInt16BE(0);
        const report = held.subarray(2, end);
        held = held.subarray(end);
        for (const listener of listeners) listener(Uint8Array.from(report));
      }
    });
    met();
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  let closed: Promise<void> | undefined;
  return {
    async send(report) {
      await meeting;
      const frame = Buffer.alloc(2 + REPORT_BYTES);
      frame.writeUInt16BE(REPORT_BYTES, 0);
      frame.set(report, 2);
      station?.write(frame);
    },
    onWritten: (listener) => void listeners.push(listener),
    unplug: () =>
      (closed ??= new Promise((resolve) => {
        station?.destroy();
        server.close(() => resolve());
      })),
  };
}

function startStation(
  environment: Readonly<Record<string, string>>,
  table: object,
): { station: Station; stop: () => Promise<void> } {
  const child = spawn(process.execPath, [here('readers-child.ts'), JSON.stringify(table)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const order = (line: object): void => void child.stdin.write(`${JSON.stringify(line)}\n`);
  const gone = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
  });
  return {
    station: {
      plug: (devices) => order({ plugged: devices }),
      async next() {
        const line = await lines.next();
        if (line.done === true) throw new Error('the station has ended');
        const said: unknown = JSON.parse(line.value);
        return said;
      },
      health: () => order({ ask: 'health' }),
    },
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}
