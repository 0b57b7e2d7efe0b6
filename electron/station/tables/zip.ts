import { constants, crc32, createInflateRaw } from 'node:zlib';
import { fail, ok, type Result } from '../../../shared/result.ts';

/**
 * Reads and writes the zip around an XLSX. An entry's declared size is never trusted: who unpacks
 * one sees its bytes piece by piece, and stops when it has had enough.
 */

export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly isEncrypted: boolean;
  readonly packed: number;
  readonly crc: number;
  readonly at: number;
}

export type ZipFault =
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-large'; of: 'unpacked' };

/** A workbook with a picture in each row has some thousand. */
const MOST_ENTRIES = 10_000;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ABSENT = 0xffffffff;

export function zipEntries(bytes: Buffer): Result<ZipEntry[], ZipFault> {
  const end = endOf(bytes);
  if (end < 0) return fail({ kind: 'damaged' });
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return fail({ kind: 'too-large', of: 'unpacked' });
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  let packed = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      return fail({ kind: 'damaged' });
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const next = at + 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (next > bytes.length) return fail({ kind: 'damaged' });
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + (name ?? 0)),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      isDeflated: bytes.readUInt16LE(at + 10) === 8,
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    };
    packed += entry.packed;
    // Entries that share their bytes are how a small file unpacks to an endless one.
    if (packed > bytes.length || entry.packed === ABSENT) return fail({ kind: 'damaged' });
    entries.push(entry);
    at = next;
  }
  return ok(entries);
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

/** Gives the entry's bytes piece by piece; throws at damaged ones. */
export async function* unpacked(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { at } = entry;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL)
    throw new Error('no local header');
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  let crc = 0;
  for await (const piece of entry.isDeflated ? inflated(packed) : [packed]) {
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc) throw new Error('wrong checksum');
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 1 << 18, finishFlush: constants.Z_SYNC_FLUSH });
  inflate.end(packed);
  for await (const piece of inflate) if (Buffer.isBuffer(piece)) yield piece;
}

/** A zip of these parts, not compressed. */
export function zipOf(parts: ReadonlyMap<string, Buffer>): Buffer {
  const written: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [path, data] of parts) {
    const name = Buffer.from(path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    local.writeUInt16LE(20, 4);
    // Names are UTF-8.
    local.writeUInt16LE(0x0800, 6);
    // 1980-01-01, the earliest day that a zip can say.
    local.writeUInt16LE(0x21, 12);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(CENTRAL, 0);
    entry.writeUInt16LE(20, 4);
    local.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    written.push(local, name, data);
    central.push(entry, name);
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...written, directory, end]);
}
