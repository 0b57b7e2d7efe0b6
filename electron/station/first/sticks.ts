import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_FILE } from '../../../shared/contract/first.ts';
import type { Fair, StationSlot } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile as readVersioned } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia, Medium } from '../export/media.ts';
import { type StationFile, stationFileSchema } from '../keys/fair-pack.ts';
import { openSignedFair } from '../keys/signed-fair.ts';

/** The stations' files on the sticks that are plugged in, in their root or one folder below it. */

export interface FoundFile {
  readonly id: string;
  readonly path: string;
  readonly stick: string;
  readonly name: string;
  readonly file: StationFile;
  readonly fair: Fair;
  readonly station: StationSlot;
}

export type FileFault = {
  readonly kind: 'not-a-station-file' | 'newer' | 'altered' | 'revoked-slot';
};

/** A stick may hold a whole archive: look at no more than this, and never for long. */
const MOST_FOLDERS = 40;
const MOST_FILES = 200;

/** What a station's file says in the clear, once its fair's signature holds. */
export function readStationFile(
  text: string,
): Result<Pick<FoundFile, 'file' | 'fair' | 'station'>, FileFault> {
  const read = readVersioned(stationFileSchema, jsonOf(text));
  if (!read.ok) {
    return fail({ kind: read.fault.kind === 'newer' ? 'newer' : 'not-a-station-file' });
  }
  const fair = openSignedFair(read.value.fair);
  const station = fair.ok && fair.value.stations.find(({ slot }) => slot === read.value.slot);
  if (!fair.ok || !station) return fail({ kind: 'altered' });
  if (fair.value.revoked.includes(station.slot)) return fail({ kind: 'revoked-slot' });
  return ok({ file: read.value, fair: fair.value, station });
}

export async function filesOnSticks(
  listMedia: ListMedia,
): Promise<{ readonly sticks: readonly string[]; readonly files: readonly FoundFile[] }> {
  const media = await listMedia();
  const found = await Promise.all(media.map(filesOn));
  return { sticks: media.map(({ name }) => name), files: found.flat() };
}

async function filesOn({ folder, name: stick }: Medium): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of await jsonFilesIn(folder)) {
    const read = await readAt(path);
    if (!read.ok) continue;
    const id = createHash('sha256').update(path).digest('hex').slice(0, 16);
    found.push({ id, path, stick, name: path.slice(folder.length + 1), ...read.value });
  }
  return found;
}

/** Anew at each time: another stick may be there meanwhile. */
export async function readAt(
  path: string,
): Promise<
  Result<Pick<FoundFile, 'file' | 'fair' | 'station'>, FileFault | { readonly kind: 'file-gone' }>
> {
  try {
    const { size } = await stat(path);
    if (size > LONGEST_FILE) return fail({ kind: 'not-a-station-file' });
    return readStationFile(await readFile(path, 'utf8'));
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
