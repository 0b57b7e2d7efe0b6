import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import { codeOf } from '../error-code.ts';
import {
  faultOf,
  flushFolder,
  partIn,
  readBack,
  safeName,
  type Saved,
  sweep,
  writePart,
} from './write-safely.ts';

/** Writes files that belong together as one folder: all of them are there, or none. */

export interface FileSet {
  /** Of the folder. */
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** An earlier set of this name goes once the new one is there; otherwise both stay. */
  readonly replaces: boolean;
}

/** Returns the folder's path. */
export async function writeFolderSafely(
  folder: string,
  { name, files, replaces }: FileSet,
  signal: AbortSignal = new AbortController().signal,
): Promise<Saved> {
  const part = partIn(folder);
  try {
    await sweep(folder);
    await mkdir(part);
    for (const file of files) {
      const path = join(part, safeName(file.name));
      await writePart(path, file.bytes, signal);
      await readBack(path, file.bytes);
    }
    await flushFolder(part);
    signal.throwIfAborted();
    const path = replaces
      ? await putInstead(folder, safeName(name), part)
      : await putBeside(folder, safeName(name), part);
    await flushFolder(folder);
    return ok(path);
  } catch (error) {
    return fail({ kind: signal.aborted ? 'no-answer' : faultOf(error) });
  } finally {
    await rm(part, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function putInstead(folder: string, name: string, part: string): Promise<string> {
  const path = join(folder, name);
  const before = partIn(folder);
  const hadOne = await renamed(path, before);
  try {
    await rename(part, path);
  } catch (error) {
    if (hadOne) await rename(before, path);
    throw error;
  }
  // The new set is there: what is left of the old one is swept away by the next file.
  await rm(before, { recursive: true, force: true }).catch(() => undefined);
  return path;
}

async function putBeside(folder: string, name: string, part: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${name} (${number})`);
    if (await isThere(path)) continue;
    await rename(part, path);
    return path;
  }
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );

/** False where there was nothing. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
