import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHIVE_FILE, CODES_FILE, ROSTERS } from '../../people/keep-roster.ts';
import { PEOPLE_FILE } from '../../people/people-pack.ts';
import { listedRosters } from '../../people/registered-boxes.ts';
import type { BackedUpFiles } from './sealed-backup.ts';

/** The imported lists of registered people as they go into a backup, and come back out of one. */

const PARTS: ReadonlySet<string> = new Set([ARCHIVE_FILE, CODES_FILE, PEOPLE_FILE]);
const NAME = /^people\/([\w-]{1,80})\/([\w.]{1,40})$/;

export async function listsToBackUp(folder: string): Promise<BackedUpFiles> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const list of await listedRosters(folder)) {
    for (const part of await readdir(join(folder, ROSTERS, list))) {
      if (!PARTS.has(part)) continue;
      const bytes = await readFile(join(folder, ROSTERS, list, part));
      files.push({ name: `people/${list}/${part}`, bytes });
    }
  }
  return files;
}

/**
 * Only where this machine has no list: one that was taken back since would come again. Returns how many came. Each is
 * there whole or not at all.
 */
export async function listsFromBackup(folder: string, files: BackedUpFiles): Promise<number> {
  if ((await listedRosters(folder)).length > 0) return 0;
  const lists = new Map<string, { part: string; bytes: Uint8Array }[]>();
  for (const { name, bytes } of files) {
    const [, list, part = ''] = NAME.exec(name) ?? [];
    if (list === undefined || !PARTS.has(part)) continue;
    lists.set(list, [...(lists.get(list) ?? []), { part, bytes }]);
  }
  for (const [list, parts] of lists) {
    const arriving = join(folder, ROSTERS, `.${list}`);
    await rm(arriving, { recursive: true, force: true });
    await mkdir(arriving, { recursive: true, mode: 0o700 });
    for (const { part, bytes } of parts)
      await writeFile(join(arriving, part), bytes, { mode: 0o600 });
    await rename(arriving, join(folder, ROSTERS, list));
  }
  return lists.size;
}
