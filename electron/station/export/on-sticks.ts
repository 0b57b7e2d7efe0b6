import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_FILE } from '../../../shared/contract/first.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia, Medium } from './media.ts';

/** Files on the sticks that are plugged in, in their root or one folder below it. */

export interface OnStick {
  readonly id: string;
  readonly path: string;
  readonly stick: string;
  /** With its folder, as it is seen on the stick. */
  readonly name: string;
}
interface Sticks<F> {
  readonly sticks: string[];
  readonly files: readonly F[];
}

/** A stick may hold a whole archive: look at no more than this, and never for long. */
const MOST_FOLDERS = 40;
const MOST_FILES = 200;

/** The files whose own name is like this. */
export async function onSticks(listMedia: ListMedia, like: RegExp): Promise<Sticks<OnStick>> {
  const media = await listMedia();
  const found = await Promise.all(media.map((medium) => filesOn(medium, like)));
  return { sticks: media.map(({ name }) => name), files: found.flat() };
}

/** One text at a time: together, the files of a full stick may be more than the memory. */
export async function jsonOnSticks<F>(
  listMedia: ListMedia,
  read: (text: string) => Result<F, { readonly kind: string }>,
): Promise<Sticks<OnStick & F>> {
  const { sticks, files } = await onSticks(listMedia, /\.json$/i);
  const found: (OnStick & F)[] = [];
  for (const file of files) {
    const text = await textAt(file.path);
    const wanted = text.ok && read(text.value);
    if (wanted && wanted.ok) found.push({ ...file, ...wanted.value });
  }
  return { sticks, files: found };
}

/** Reads the file each time: another stick may be there meanwhile. */
export async function textAt(
  path: string,
  longest = LONGEST_FILE,
): Promise<Result<string, { readonly kind: 'file-gone' | 'too-large' }>> {
  try {
    const { size } = await stat(path);
    return size > longest ? fail({ kind: 'too-large' }) : ok(await readFile(path, 'utf8'));
  } catch {
    return fail({ kind: 'file-gone' });
  }
}

async function filesOn({ folder, name: stick }: Medium, like: RegExp): Promise<OnStick[]> {
  const paths = await pathsIn(folder, like);
  return paths.map((path) => ({
    id: createHash('sha256').update(path).digest('hex').slice(0, 16),
    path,
    stick,
    name: path.slice(folder.length).replace(/^[/\\]/, ''),
  }));
}

async function pathsIn(root: string, like: RegExp): Promise<string[]> {
  const entries = async (folder: string) =>
    (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter(
      ({ name }) => !name.startsWith('.'),
    );
  const here = await entries(root);
  const folders = here.filter((entry) => entry.isDirectory()).slice(0, MOST_FOLDERS);
  const below = await Promise.all(
    folders.map(async ({ name }) =>
      (await entries(join(root, name))).map((entry) => ({ entry, folder: join(root, name) })),
    ),
  );
  return [...here.map((entry) => ({ entry, folder: root })), ...below.flat()]
    .filter(({ entry }) => entry.isFile() && like.test(entry.name))
    .map(({ entry, folder }) => join(folder, entry.name))
    .slice(0, MOST_FILES)
    .toSorted();
}
