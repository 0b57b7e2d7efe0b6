import { createReadStream } from 'node:fs';
import { Header } from 'tar';

/** A tar whose bytes depend on its files alone: one owner, one time, plain modes, sorted names. */

export interface Packed {
  /** Without a leading stroke; of a folder with a stroke at the end. */
  readonly path: string;
  readonly mode: number;
  readonly from: { readonly file: string; readonly size: number } | { readonly bytes: Buffer };
}

export const sizeOf = (from: Packed['from']): number =>
  'bytes' in from ? from.bytes.length : from.size;

const BLOCK = 512;

export async function* tarOf(files: readonly Packed[], mtime: Date): AsyncGenerator<Buffer> {
  const folders = foldersOf(files.map(({ path }) => path));
  const all: { path: string; packed?: Packed }[] = [
    ...folders.map((path) => ({ path })),
    ...files.map((packed) => ({ path: packed.path, packed })),
  ];
  for (const { path, packed } of all.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    if (!packed) {
      yield header(path, 0o755, 0, mtime);
      continue;
    }
    const { from, mode } = packed;
    const size = sizeOf(from);
    yield header(path, mode, size, mtime);
    if ('bytes' in from) yield from.bytes;
    else yield* bytesOf(from.file, size);
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

async function* bytesOf(file: string, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.from(chunk);
    read += bytes.length;
    yield bytes;
  }
  if (read !== size) throw new Error(`${file} changed while it was packed`);
}

/** dpkg reads no extended headers, so a name that needs one is a mistake of ours. */
function header(path: string, mode: number, size: number, mtime: Date): Buffer {
  const block = Buffer.alloc(BLOCK);
  const isFolder = path === '' || path.endsWith('/');
  const made = new Header({
    path: `./${path}`,
    mode,
    size,
    mtime,
    type: isFolder ? 'Directory' : 'File',
    uid: 0,
    gid: 0,
    uname: 'root',
    gname: 'root',
  });
  if (made.encode(block)) throw new Error(`a name that dpkg can’t read: ${path}`);
  return block;
}

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      folders.add(path.slice(0, at + 1));
    }
  }
  return [...folders];
}
