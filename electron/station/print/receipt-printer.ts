import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type { PrintFault } from '../../../shared/devices.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import { codeOf } from '../error-code.ts';

/** A receipt printer on the network or at a device file. */

export type Printed = Result<undefined, { readonly kind: PrintFault }>;

/** DLE EOT n of ESC/POS: the printer answers at once, even while it is busy. */
const ASK_PRINTER = Uint8Array.of(0x10, 0x04, 1);
const ASK_PAPER = Uint8Array.of(0x10, 0x04, 4);
const OFFLINE = 0x08;
const PAPER_OUT = 0x60;
/** These bits are the same in every answer, so anything else is not an answer. */
const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12;

const CONNECTS_WITHIN_MS = 3_000;
const ANSWERS_WITHIN_MS = 2_000;
const DEFAULT_PORT = 9_100;
/** How long a printer's full buffer is left alone. */
const FULL_FOR_MS = 100;

/** With no bytes it only asks the printer. An abort ends it at once, with what the printer has. */
export function printAt(
  at: string,
  bytes: Uint8Array,
  timers: Timers,
  signal: AbortSignal = new AbortController().signal,
): Promise<Printed> {
  const network = /^([A-Za-z0-9.-]+)(?::(\d{1,5}))?$/.exec(at);
  const isFile = at.includes('/') || at.includes('\\') || /^(COM|LPT)\d+$/i.test(at);
  if (!network || isFile) return toDevice(at, bytes, timers, signal);
  const host = { host: network[1] ?? '', port: Number(network[2] ?? DEFAULT_PORT) };
  return toNetwork(host, bytes, timers, signal);
}

async function toDevice(
  path: string,
  bytes: Uint8Array,
  timers: Timers,
  signal: AbortSignal,
): Promise<Printed> {
  try {
    if (!(await isPrinter(path))) return fail({ kind: 'not-a-printer' });
    // Windows has no such flags. Elsewhere a printer that takes nothing must not hold a thread.
    const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants;
    const device = await open(path, O_RDWR | O_NONBLOCK | O_NOCTTY);
    try {
      // Something else may have come into its place.
      if (process.platform !== 'win32' && !isDevice(await device.stat())) {
        return fail({ kind: 'not-a-printer' });
      }
      const tookAll = await wholeTo(device, bytes, timers, signal);
      return tookAll ? ok(undefined) : fail({ kind: 'printer-offline' });
    } finally {
      await device.close();
    }
  } catch (error) {
    return fail({ kind: fileFault(error) });
  }
}

/** A ticket must never be written over a file, whatever somebody typed as the printer's address. */
async function isPrinter(path: string): Promise<boolean> {
  // Windows names its ports; `\\\\host\\name` is a shared printer, and a file there would have a third part.
  if (process.platform === 'win32') {
    return /^((\\\\[.?]\\)?(COM|LPT|USB)\d+|\\\\[^\\.?]+\\[^\\]+)$/i.test(path);
  }
  return isDevice(await stat(path));
}

/** A printer is a stream of characters, but so are the machine's own memory and `/dev/null`: major 1. */
function isDevice(entry: Stats): boolean {
  const major = (entry.rdev >> 8) & 0xfff;
  return entry.isCharacterDevice() && !(process.platform === 'linux' && major === 1);
}

/** Whether it took everything before the abort. */
async function wholeTo(
  device: FileHandle,
  bytes: Uint8Array,
  timers: Timers,
  signal: AbortSignal,
): Promise<boolean> {
  for (let at = 0; at < bytes.length; ) {
    if (signal.aborted) return false;
    try {
      at += (await device.write(bytes, at)).bytesWritten;
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      await new Promise<void>((resolve) => {
        timers.after(FULL_FOR_MS, resolve);
      });
    }
  }
  return true;
}

function fileFault(error: unknown): PrintFault {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO') return 'printer-missing';
  // The error of Linux's usblp.
  if (code === 'ENOSPC') return 'out-of-paper';
  if (code === 'EIO') return 'printer-offline';
  return 'not-printed';
}

async function toNetwork(
  at: { readonly host: string; readonly port: number },
  bytes: Uint8Array,
  timers: Timers,
  signal: AbortSignal,
): Promise<Printed> {
  const socket = await connected(at, timers);
  if (!socket) return fail({ kind: 'printer-missing' });
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop);
  try {
    const before = await condition(socket, timers);
    if (before) return fail({ kind: before });
    await written(socket, bytes);
    // The paper may have run out while printing: tell the person now.
    const after = await condition(socket, timers);
    return after ? fail({ kind: after }) : ok(undefined);
  } catch {
    return fail({ kind: 'not-printed' });
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

function connected(
  at: { readonly host: string; readonly port: number },
  timers: Timers,
): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(at);
    const give = (result: Socket | undefined): void => {
      cancel();
      if (!result) socket.destroy();
      resolve(result);
    };
    const cancel = timers.after(CONNECTS_WITHIN_MS, () => give(undefined));
    socket.once('connect', () => give(socket));
    // Keep this listener: an 'error' without one would crash the station.
    socket.on('error', () => give(undefined));
  });
}

/** What stops it from printing; undefined if nothing does. */
async function condition(socket: Socket, timers: Timers): Promise<PrintFault | undefined> {
  const paper = await asked(socket, ASK_PAPER, timers);
  if (paper === undefined) return 'printer-offline';
  if ((paper & PAPER_OUT) !== 0) return 'out-of-paper';
  const printer = await asked(socket, ASK_PRINTER, timers);
  return printer === undefined || (printer & OFFLINE) !== 0 ? 'printer-offline' : undefined;
}

function asked(socket: Socket, question: Uint8Array, timers: Timers): Promise<number | undefined> {
  return new Promise((resolve) => {
    const give = (answer: number | undefined): void => {
      cancel();
      socket.off('data', hear);
      socket.off('close', gone);
      resolve(answer);
    };
    const gone = (): void => give(undefined);
    const hear = (chunk: Buffer): void => {
      const answer = chunk.findLast(isStatus);
      if (answer !== undefined) give(answer);
    };
    const cancel = timers.after(ANSWERS_WITHIN_MS, gone);
    socket.on('data', hear);
    socket.once('close', gone);
    socket.write(question);
  });
}

function written(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
