import { recordOf, type Value, varint } from './record.ts';

/**
 * Reads the rows of a damaged SQLite file, page by page. It follows no tree, so a page that cannot be read
 * costs the rows on it and no others. The caller verifies the rows.
 */

/** A file, or a part of one; undefined where the disk does not give the bytes. */
export interface Bytes {
  readonly size: number;
  read(offset: number, length: number): Uint8Array | undefined;
}

export interface FoundRow {
  /** With the row's number in the place of a column that only repeats it. */
  readonly values: readonly Value[];
  /** The page's own list of rows is broken, so this may be the remains of a row: use it only if it proves itself. */
  readonly loose: boolean;
  /** A table without row numbers is an index of itself. */
  readonly of: 'table' | 'index';
}

/** `SQLite format 3`, as it stands at the beginning of each file. */
const MAGIC = [0x53514c69, 0x74652066, 0x6f726d61, 0x74203300];
const LOG_MAGIC = [0x377f0682, 0x377f0683];
const USUAL_PAGE = 4_096;
const FILE_HEADER = 100;
const LOG_HEADER = 32;
const FRAME_HEADER = 24;

const TABLE_LEAF = 0x0d;
const INDEX_LEAF = 0x0a;
const INDEX_INTERIOR = 0x02;
const KINDS: readonly number[] = [TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR, 0x05];

/** The rows of the file and then of its log, so that the newer version of a row comes later. */
export function* rowsInPages(file: Bytes, log?: Bytes): Generator<FoundRow> {
  const pageSize = pageSizeOf(file);
  const frames = log ? committedFrames(log, pageSize) : [];
  const newest = new Map(frames.map(({ page, offset }) => [page, offset]));
  const pageAt = (page: number): Uint8Array | undefined => {
    const offset = newest.get(page);
    return offset === undefined
      ? file.read((page - 1) * pageSize, pageSize)
      : log?.read(offset, pageSize);
  };
  for (let page = 1; page <= Math.ceil(file.size / pageSize); page += 1) {
    const bytes = file.read((page - 1) * pageSize, pageSize);
    if (bytes) yield* rowsOf(bytes, page === 1 ? FILE_HEADER : 0, pageAt);
  }
  for (const { page, offset } of frames) {
    const bytes = log?.read(offset, pageSize);
    if (bytes) yield* rowsOf(bytes, page === 1 ? FILE_HEADER : 0, pageAt);
  }
}

function pageSizeOf(file: Bytes): number {
  const header = file.read(0, FILE_HEADER);
  if (!header || MAGIC.some((word, i) => u32(header, 4 * i) !== word)) return USUAL_PAGE;
  const size = u16(header, 16);
  return size === 1 ? 65_536 : size >= 512 ? size : USUAL_PAGE;
}

interface Frame {
  readonly page: number;
  readonly offset: number;
}

/** The log's frames up to its last commit. Frames of an earlier round of the log carry another salt. */
function committedFrames(log: Bytes, pageSize: number): Frame[] {
  const header = log.read(0, LOG_HEADER);
  const frames: Frame[] = [];
  let salt = header && LOG_MAGIC.includes(u32(header, 0)) ? saltAt(header, 16) : undefined;
  let committed = 0;
  for (let at = LOG_HEADER; at < log.size; at += FRAME_HEADER + pageSize) {
    const frame = log.read(at, FRAME_HEADER);
    const page = frame ? u32(frame, 0) : 0;
    if (!frame || page === 0) continue;
    salt ??= saltAt(frame, 8);
    if (saltAt(frame, 8) !== salt) continue;
    frames.push({ page, offset: at + FRAME_HEADER });
    if (u32(frame, 4) !== 0) committed = frames.length;
  }
  return frames.slice(0, committed);
}

const saltAt = (bytes: Uint8Array, at: number): string => `${u32(bytes, at)} ${u32(bytes, at + 4)}`;

type PageAt = (page: number) => Uint8Array | undefined;

function* rowsOf(page: Uint8Array, start: number, pageAt: PageAt): Generator<FoundRow> {
  const kind = page[start] ?? 0;
  const cells = cellsOf(page, start, kind);
  if (!cells) {
    // The page's beginning is lost. Rows of the ledger prove themselves wherever they begin.
    for (let at = 0; at < page.length - 4; at += 1) {
      const values = rowAt(page, at, INDEX_LEAF, pageAt);
      if (values) yield { values, loose: true, of: 'index' };
    }
    return;
  }
  for (const at of cells) {
    const values = rowAt(page, at, kind, pageAt);
    if (values) yield { values, loose: false, of: kind === TABLE_LEAF ? 'table' : 'index' };
  }
}

/** Where the page's rows begin; undefined if the page's own list of them cannot be true. */
function cellsOf(page: Uint8Array, start: number, kind: number): number[] | undefined {
  if (!KINDS.includes(kind)) return undefined;
  const count = u16(page, start + 3);
  const list = start + (kind === INDEX_INTERIOR || kind === 0x05 ? 12 : 8);
  if (list + 2 * count > page.length) return undefined;
  return Array.from({ length: count }, (_, i) => u16(page, list + 2 * i));
}

function rowAt(page: Uint8Array, cell: number, kind: number, pageAt: PageAt): Value[] | undefined {
  if (!KINDS.includes(kind) || kind === 0x05) return undefined;
  const size = varint(page, cell + (kind === INDEX_INTERIOR ? 4 : 0));
  const rowid = size && kind === TABLE_LEAF ? varint(page, size[1]) : undefined;
  if (!size || (kind === TABLE_LEAF && !rowid)) return undefined;
  const payload = payloadAt(page, rowid?.[1] ?? size[1], size[0], kind, pageAt);
  const values = payload && recordOf(payload);
  return values && rowid && values[0] === null ? [rowid[0], ...values.slice(1)] : values;
}

/** A long row continues on pages of its own. */
function payloadAt(
  page: Uint8Array,
  at: number,
  size: number,
  kind: number,
  pageAt: PageAt,
): Uint8Array | undefined {
  const usable = page.length;
  const most = kind === TABLE_LEAF ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return at + size <= usable ? page.subarray(at, at + size) : undefined;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const kept = least + ((size - least) % (usable - 4));
  const local = kept <= most ? kept : least;
  if (at + local + 4 > usable || size > LONGEST) return undefined;
  const payload = new Uint8Array(size);
  payload.set(page.subarray(at, at + local));
  let next = u32(page, at + local);
  for (let filled = local; filled < size; ) {
    const more = next === 0 ? undefined : pageAt(next);
    if (!more) return undefined;
    const part = more.subarray(4, Math.min(usable, 4 + size - filled));
    payload.set(part, filled);
    filled += part.length;
    next = u32(more, 0);
  }
  return payload;
}

/** Longer than any row here: a number that damage made up must not take all memory. */
const LONGEST = 64 * 1024 * 1024;

const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
