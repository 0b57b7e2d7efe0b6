import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SaveFault } from '../../../shared/contract/saving.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../error-code.ts';

/**
 * Writes a file so that it is there whole or not at all: under a temporary name, flushed to the disk,
 * renamed and read back. An existing file is never overwritten, and a name never leaves its folder.
 */

const LONGEST_STEM = 60;
const CHUNK = 4 * 1024 * 1024;
const UNFINISHED = '.chunfeng-part';

/** A name that is free, and swept away where it is left behind. */
export const partIn = (folder: string): string =>
  join(folder, `.${randomUUID().slice(0, 8)}${UNFINISHED}`);

export type Saved = Result<string, { readonly kind: SaveFault }>;

/** Returns the path that it was saved at. */
export async function writeSafely(
  folder: string,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal = new AbortController().signal,
): Promise<Saved> {
  const part = partIn(folder);
  try {
    await sweep(folder);
    await writePart(part, bytes, signal);
    return ok(await putInPlace(folder, safeName(name), part, bytes));
  } catch (error) {
    return fail({ kind: signal.aborted ? 'no-answer' : faultOf(error) });
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** What was unfinished when an earlier stick was pulled out. */
export async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder);
  const left = names.filter((name) => name.startsWith('.') && name.endsWith(UNFINISHED));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

export async function writePart(
  part: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(part, 'wx');
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      signal.throwIfAborted();
      await file.writeFile(bytes.subarray(at, at + CHUNK));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  signal.throwIfAborted();
}

async function putInPlace(
  folder: string,
  name: string,
  part: string,
  bytes: Uint8Array,
): Promise<string> {
  const path = await freeName(folder, name);
  try {
    await rename(part, path);
    await flushFolder(folder);
    await readBack(path, bytes);
    return path;
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Takes a name by an empty file, since a rename would replace one that another program just wrote. */
async function freeName(folder: string, name: string): Promise<string> {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** So that the new name is on the stick too. Windows has no such call, and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EIO' || code === 'ENOENT' || code === 'ENODEV') throw error;
  } finally {
    await handle?.close();
  }
}

/** Throws where the stick kept something else. */
export async function readBack(path: string, bytes: Uint8Array): Promise<void> {
  if (digest(await readFile(path)) !== digest(bytes)) throw new Error('it reads back otherwise');
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A name for any file system, FAT's among them. */
export function safeName(name: string): string {
  const plain = name
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '-')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const extension = extname(plain).slice(0, 12);
  const stem = plain.slice(0, plain.length - extname(plain).length).slice(0, LONGEST_STEM);
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem.split('.')[0] ?? '');
  return `${reserved ? '_' : ''}${stem || 'chunfeng'}${extension}`;
}

const FAULTS: Readonly<Record<string, SaveFault>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  EIO: 'gone',
  ESTALE: 'gone',
  ENOSPC: 'full',
  EDQUOT: 'full',
  // FAT32 holds no file above 4 GB.
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

export const faultOf = (error: unknown): SaveFault => FAULTS[codeOf(error) ?? ''] ?? 'not-saved';
