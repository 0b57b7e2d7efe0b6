import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_FILE } from '../../../shared/contract/first.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia, Medium } from '../export/media.ts';

/** JSON files on the sticks that are plugged in, in their root or one folder below it. */

export interface StickFile {
  readonly id: string;
  readonly path: string;
  readonly stick: string;
  readonly name: string;
  readonly text: string;
}

/** A stick may hold a whole archive: look at no more than this, and never for long. */
const MOST_FOLDERS = 40;
const MOST_FILES = 200;

export async function jsonOnSticks(
  listMedia: ListMedia,
): Promise<{ readonly sticks: string[]; readonly files: readonly StickFile[] }> {
  const media = await listMedia();
  const found = await Promise.all(media.map(filesOn));
  return { sticks: media.map(({ name }) => name), files: found.flat() };
}

async function filesOn({ folder, name: stick }: Medium): Promise<StickFile[]> {
  const found: StickFile[] = [];
  for (const path of await jsonFilesIn(folder)) {
    const text = await textAt(path);
    if (!text.ok) continue;
    const id = createHash('sha256').update(path).digest('hex').slice(0, 16);
    found.push({ id, path, stick, name: path.slice(folder.length + 1), text: text.value });
  }
  return found;
}

/** Anew at each time: another stick may be there meanwhile. */
export async function textAt(
  path: string,
): Promise<Result<string, { readonly kind: 'file-gone' | 'too-large' }>> {
  try {
    const { size } = await stat(path);
    return size > LONGEST_FILE ? fail({ kind: 'too-large' }) : ok(await readFile(path, 'utf8'));
  } catch {
    return fail({ kind: 'file-gone' });
  }
}

async function jsonFilesIn(root: string): Promise<string[]> {
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
    .filter(({ entry }) => entry.isFile() && /\.json$/i.test(entry.name))
    .map(({ entry, folder }) => join(folder, entry.name))
    .slice(0, MOST_FILES)
    .toSorted();
}
