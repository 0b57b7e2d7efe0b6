import { readdirSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { diskFault } from '../../shared/disk-fault.ts';
import { steps } from '../storage/migrations.ts';
import { brokenHeads, isServers } from '../storage/server-file.ts';

/** The copies of a server's database in a folder. A file has its name only once it was checked whole. */

export interface Copy {
  readonly name: string;
  readonly at: Date;
  readonly facts: number;
}

/** `server-2027-02-27T01-15-00.000Z-180.db`: when it was made, and how many facts it holds. */
const NAME = /^server-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-(\d+)\.db$/;

export const nameOf = (at: Date, facts: number): string =>
  `server-${at.toISOString().replaceAll(':', '-')}-${facts}.db`;

/** Newest first; none where there is no such folder. */
export function copiesIn(folder: string): readonly Copy[] {
  return namesIn(folder)
    .flatMap((name): Copy[] => {
      const [, day, hour, minute, second, facts] = NAME.exec(name) ?? [];
      if (day === undefined) return [];
      return [{ name, at: new Date(`${day}T${hour}:${minute}:${second}`), facts: Number(facts) }];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export const newestBackup = (folder: string): Date | undefined => copiesIn(folder)[0]?.at;

export type CopyFault = { readonly kind: 'damaged' | 'foreign' | 'newer-schema' };

/** Reads every page, and whether each branch ends with the fact that was acknowledged last. */
export function checkCopy(
  file: string,
): CopyFault | { readonly kind: 'sound'; readonly facts: number } {
  let copy: Database | undefined;
  try {
    copy = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') return { kind: 'damaged' };
    if (!isServers(copy) || !hasTables(copy)) return { kind: 'foreign' };
    if (numberIn(copy, 'SELECT max(version) FROM schema_version') > steps.length) {
      return { kind: 'newer-schema' };
    }
    if (brokenHeads(copy) > 0) return { kind: 'damaged' };
    return { kind: 'sound', facts: numberIn(copy, 'SELECT count(*) FROM fact') };
  } catch (error) {
    if (diskFault(error)?.kind === 'database-damaged') return { kind: 'damaged' };
    throw error;
  } finally {
    copy?.close();
  }
}

const hasTables = (copy: Database): boolean =>
  numberIn(copy, "SELECT count(*) FROM sqlite_master WHERE name IN ('fair', 'fact')") === 2;

const numberIn = (copy: Database, query: string): number =>
  Number(copy.prepare(query).pluck().get());
