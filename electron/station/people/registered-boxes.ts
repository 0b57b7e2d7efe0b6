import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import { boxContents } from '../../../shared/sync/boxes.ts';
import { isMissing } from '../store/backup.ts';
import { ARCHIVE_FILE, ROSTERS } from './keep-roster.ts';

/**
 * The sealed names and numbers of people who registered on line, from the lists that were imported at this
 * station. Of somebody who is on several lists, the newest counts.
 */

const rowSchema = z.object({
  pseudonym: z.instanceof(Uint8Array),
  holds: z.enum(boxContents),
  sealed: z.instanceof(Uint8Array),
});

export async function registeredBoxes(folder: string): Promise<Contacts['boxes']> {
  const lists = await listedRosters(folder);
  return lists.flatMap((name, number) =>
    boxesIn(join(folder, ROSTERS, name, ARCHIVE_FILE), number),
  );
}

/** The folders of imported lists, oldest first: each is named by its day and time. */
export async function listedRosters(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, ROSTERS)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  // One that is being taken away begins with a dot.
  return names.filter((name) => !name.startsWith('.')).toSorted();
}

/** Boxes of an archive, all of the same age: `stampMs` orders lists, and is before any that a person left. */
export function boxesIn(file: string, stampMs: number): Contacts['boxes'] {
  if (!existsSync(file)) return [];
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return db
      .prepare('SELECT pseudonym, holds, sealed FROM box')
      .all()
      .map((row) => {
        const { pseudonym, holds, sealed } = rowSchema.parse(row);
        return {
          pseudonym: Buffer.from(pseudonym).toString('hex'),
          holds,
          sealed: Buffer.from(sealed).toString('base64'),
          stampMs,
        };
      });
  } finally {
    db.close();
  }
}
