import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { destroyedSchema } from '../../../shared/destroyed.ts';
import { type Destruction, destructionSchema } from '../../../shared/report/destruction.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { BACKUPS, isMissing, listBackups, toDisk } from './backup.ts';
import { LEDGER_FILE, SET_ASIDE } from './damage.ts';
import { type Database, openDatabase } from './database.ts';
import { ERASURES_FILE } from './erasure-file.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrations/index.ts';
import { setAsideIn } from './set-aside.ts';
import { writeWhole } from '../keys/whole-file.ts';

/**
 * The end of a fair at a station: destroys its keys and everything stored about people beside the
 * facts. The facts stay with their chain, under pseudonyms that no key can link to a person any
 * more.
 */

export const RETIRED_FILE = 'retired.json';

/** A server, as it is known without the fair that named it. */
export const reachedSchema = z.strictObject({ server: z.string(), pins: z.array(z.string()) });

const reportSchema = z.strictObject({
  said: destroyedSchema,
  to: reachedSchema,
  /** The server has it. */
  told: z.boolean(),
});
type Report = z.infer<typeof reportSchema>;

const retiredSchema = z.strictObject({
  v: z.literal(1),
  fair: z.string(),
  /** By the organiser's signed time. */
  ms: z.int(),
  done: z.boolean(),
  destroyed: z.strictObject({
    keys: z.boolean(),
    boxes: z.int(),
    profiles: z.int(),
    registrations: z.int(),
  }),
  /** Names and counts, since nothing else here says them any more. Absent if an earlier version retired it. */
  certificate: destructionSchema.exactOptional(),
  /** Absent where the machine was locked, and could sign nothing. */
  report: reportSchema.exactOptional(),
});
export type Retired = z.infer<typeof retiredSchema>;

export async function readRetired(folder: string): Promise<Retired | undefined> {
  const text = await readFile(join(folder, RETIRED_FILE), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return text === undefined ? undefined : retiredSchema.parse(JSON.parse(text));
}

export interface Retirement {
  /** The files and folders in the folder that hold keys, are sealed with them, or name people. */
  readonly sealed: readonly string[];
  /** Of those, the ones whose entries the certificate counts. */
  readonly lists: string;
  readonly saved: string;
}

/** What the certificate says beside the counts. */
type AboutRetirement = Omit<Destruction, 'destroyed' | 'facts'>;

interface Beginning {
  readonly about: AboutRetirement;
  readonly report?: Report;
}

/** Can be repeated if it was stopped midway: then what was `begun` says what the first one found. */
export async function retire(
  folder: string,
  { sealed, ...retirement }: Retirement & (Beginning | { readonly begun: Retired }),
): Promise<Result<Retired, { readonly kind: 'folder-in-use' }>> {
  const lock = lockFolder(folder);
  if (!lock.ok) return fail({ kind: 'folder-in-use' });
  try {
    const begun =
      'begun' in retirement
        ? retirement.begun
        : ((await readRetired(folder)) ?? (await begin(folder, retirement)));
    // Written first: from now on the folder opens no fair, even if the rest is interrupted.
    await write(folder, begun);
    for (const each of sealed) {
      await rm(join(folder, each), { recursive: true, force: true });
    }
    await toDisk(folder);
    empty(folder);
    await rm(join(folder, BACKUPS), { recursive: true, force: true });
    await rm(join(folder, SET_ASIDE), { recursive: true, force: true });
    for (const file of [ERASURES_FILE, `${ERASURES_FILE}.new`]) {
      await rm(join(folder, file), { force: true });
    }
    const retired: Retired = { ...begun, done: true };
    await write(folder, retired);
    return ok(retired);
  } finally {
    lock.value.release();
  }
}

async function begin(
  folder: string,
  { lists, saved, about, report }: Pick<Retirement, 'lists' | 'saved'> & Beginning,
): Promise<Retired> {
  const { facts, boxes, profiles, registrations, notes } = count(folder);
  const entries = async (name: string): Promise<number> =>
    (await readdir(join(folder, name)).catch((): string[] => [])).length;
  const destroyed = {
    boxes,
    profiles,
    registrations,
    notes,
    backups: (await listBackups(folder)).length,
    setAside: (await setAsideIn(folder)).length,
    lists: await entries(lists),
    savedFiles: await entries(saved),
  };
  return {
    v: 1,
    fair: about.fair.id,
    ms: about.signedMs,
    done: false,
    destroyed: { keys: true, boxes, profiles, registrations },
    certificate: { ...about, destroyed, facts },
    ...(report && { report }),
  };
}

/** The server has heard it: nobody tells it again. */
export async function reportReceived(folder: string): Promise<void> {
  const retired = await readRetired(folder);
  if (retired?.report)
    await write(folder, { ...retired, report: { ...retired.report, told: true } });
}

async function write(folder: string, retired: Retired): Promise<void> {
  await writeWhole(join(folder, RETIRED_FILE), `${JSON.stringify(retired)}\n`);
  await toDisk(folder);
}

function count(folder: string) {
  return withLedger(folder, (db) => {
    const rows = (table: string): number =>
      z.int().parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return {
      facts: rows('fact'),
      boxes: rows('box') + rows('others_box'),
      profiles: rows('profile'),
      registrations: rows('registration'),
      notes: rows('note'),
    };
  });
}

function empty(folder: string): void {
  withLedger(folder, (db) => {
    db.transaction(() => {
      for (const table of ['box', 'others_box', 'profile', 'registration', 'note'])
        db.exec(`DELETE FROM ${table}`);
    }).immediate();
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** A station that was enrolled but never opened gets an empty ledger. */
function withLedger<T>(folder: string, work: (db: Database) => T): T {
  const db = openDatabase(join(folder, LEDGER_FILE));
  try {
    migrate(db);
    return work(db);
  } finally {
    db.close();
  }
}
