import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { REGISTRATION_PREFIX } from '../../../shared/pseudonym.ts';
import { openPeople, type WaitingBox } from '../store/people.ts';
import { ARCHIVE_FILE, CODES_FILE, ROSTERS } from './keep-roster.ts';

/** The lists of people that were imported at this organiser's station. */

export interface KeptList {
  /** The name of its folder. */
  readonly list: string;
  readonly people: number;
}

/** The newest first: their folders begin with day and time. */
export async function keptLists(folder: string): Promise<KeptList[]> {
  const names = await readdir(join(folder, ROSTERS)).catch((): string[] => []);
  const kept = names.filter((name) => !name.startsWith('.')).toSorted((a, b) => (a < b ? 1 : -1));
  return Promise.all(
    kept.map(async (list) => ({ list, people: (await tokensOf(folder, list)).length })),
  );
}

/** The secret part of each code, in the order of the table that was imported. */
export async function tokensOf(folder: string, list: string): Promise<string[]> {
  const text = await readFile(join(folder, ROSTERS, list, CODES_FILE), 'utf8').catch(() => '');
  return text
    .split('\r\n')
    .filter((line) => line.startsWith(REGISTRATION_PREFIX))
    .map((line) => line.slice(REGISTRATION_PREFIX.length));
}

/** The boxes of a list, by the code that its person was given. */
export function openArchive(folder: string, list: string) {
  const file = join(folder, ROSTERS, list, ARCHIVE_FILE);
  const db = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  const { registrationByLookup, boxesOf } = openPeople(db);
  return {
    boxesAt(lookup: string): readonly WaitingBox[] {
      const registration = registrationByLookup(lookup);
      return registration ? boxesOf(registration.pseudonym) : [];
    },
    close: (): void => void db.close(),
  };
}
