import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { diskFault } from '../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { realTimers } from '../runtime/timers.ts';
import { checkLater, nowMended, wasFoundDamaged } from './checking-later.ts';
import {
  destroySetAside,
  finishMoves,
  notYetSalvaged,
  nowSalvaged,
  setAsideToSalvage,
  setLogAside,
} from './damaged.ts';
import { logEmptier } from './emptying-log.ts';
import { opened, type Storage, turnsFor } from './homes.ts';
import { intoSqlite } from './new-facts.ts';
import { type News, newsInside } from './news.ts';
import { OneWriterDialect } from './one-writer.ts';
import { readySoon, whatIsWrong } from './ready.ts';
import { salvageInto } from './salvage.ts';
import {
  conditionOf,
  isLarge,
  keepToOurselves,
  lockServerFolder,
  markAsServers,
  SERVER_FILE,
  WHOLE_UP_TO,
} from './server-file.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Tables } from './tables.ts';

/** A folder with SQLite in it, which one server has to itself. */

export interface HowToOpen {
  /** A command beside a running server: without its lock, and without any repair. */
  readonly beside?: boolean;
  /** A larger file is read whole only after the start; tests take less. */
  readonly wholeUpTo?: number;
}

export async function openSqlite(
  folder: string,
  { beside: isBeside = false, wholeUpTo = WHOLE_UP_TO }: HowToOpen = {},
): Promise<Result<Storage, StorageFault>> {
  keepToOurselves(folder);
  if (isBeside) return openBeside(folder, wholeUpTo);
  const lock = lockServerFolder(folder);
  if (!lock.ok) return fail({ ...lock.fault, folder });
  try {
    const opened = await openLocked(folder, wholeUpTo);
    if (!opened.ok) {
      lock.value.release();
      return opened;
    }
    const close = () => opened.value.close().finally(lock.value.release);
    return ok({ ...opened.value, close });
  } catch (error) {
    lock.value.release();
    throw error;
  }
}

function openBeside(
  folder: string,
  wholeUpTo: number,
): Promise<Result<Storage, StorageFault>> | Result<never, StorageFault> {
  const file = join(folder, SERVER_FILE);
  const condition = conditionOf(file, { onlySmall: isLarge(file, wholeUpTo) });
  if (condition === 'sound') return openFile(folder, new SqliteDatabase(file));
  return fail({ kind: condition === 'foreign' ? 'foreign' : 'damaged', file });
}

async function openLocked(
  folder: string,
  wholeUpTo: number,
): Promise<Result<Storage, StorageFault>> {
  finishMoves(folder);
  keepToOurselves(folder);
  const file = join(folder, SERVER_FILE);
  const later = isLarge(file, wholeUpTo) && !wasFoundDamaged(file);
  const condition = conditionOf(file, { onlySmall: later });
  if (condition === 'foreign') return fail({ kind: 'foreign', file });
  const aside =
    condition === 'damaged' ? setAsideToSalvage(folder, new Date()) : notYetSalvaged(folder);
  const oldLog = condition === 'stale-log' ? setLogAside(folder, new Date()) : undefined;
  if (aside !== undefined) keepToOurselves(folder);
  const database = new SqliteDatabase(file);
  const storage = await openFile(folder, database, { later });
  if (!storage.ok) return storage;
  markAsServers(database);
  nowMended(file);
  // A start may follow one that was ended before it could do that.
  await storage.value.forget();
  const ready = oldLog === undefined ? storage.value : { ...storage.value, oldLog };
  if (aside === undefined) return ok(ready);
  const repaired = { setAside: aside, facts: salvageInto(database, aside) };
  nowSalvaged(aside);
  return ok({ ...ready, repaired });
}

async function openFile(
  folder: string,
  database: SqliteDatabase.Database,
  { later = false } = {},
): Promise<Result<Storage, StorageFault>> {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  const reading = () => new SqliteDatabase(join(folder, SERVER_FILE), { readonly: true });
  let damage = false;
  const notice = (error: unknown): void => {
    damage ||= diskFault(error)?.kind === 'database-damaged';
  };
  const files = { writer: database, reader: reading(), snapshots: reading() };
  const dialect = new OneWriterDialect(files);
  const db = new Kysely<Tables>({
    dialect,
    log(event) {
      if (event.level === 'error') notice(event.error);
    },
  });
  const log = logEmptier((work) => dialect.alone(work), { timers: realTimers, onTrouble: notice });
  const wire = newsInside();
  const turns = turnsFor(1);
  let uncommitted: News[] = [];
  const storage = await opened(db, wire, {
    home: 'sqlite',
    db,
    damaged: () => damage,
    insertFacts: intoSqlite(database),
    // There is only one connection, so a transaction has the file to itself.
    exclusively: (fair, work) =>
      turns.take({ fair, station: '' }, async () => {
        try {
          const done = await db.transaction().execute(work);
          for (const news of uncommitted) wire.notify(news);
          return done;
        } catch (error) {
          notice(error);
          throw error;
        } finally {
          uncommitted = [];
        }
      }),
    notify: async (__, news) => {
      uncommitted.push(news);
    },
    onNews: wire.listen,
    connection: wire.connection,
    forget: log.empty,
    forgetSetAside: () => destroySetAside(folder),
    unready: () => readySoon(() => whatIsWrong(db, { folder })),
    load: () => ({ waitingByFair: turns.waitingByFair(), listening: true }),
  });
  if (!storage.ok) return storage;
  const open = storage.value;
  const onDamaged = (): void => void (damage = true);
  const stopChecking = later
    ? checkLater(join(folder, SERVER_FILE), { onDamaged, onTrouble: notice })
    : undefined;
  async function close(): Promise<void> {
    await stopChecking?.();
    try {
      await log.close();
    } finally {
      await open.close();
    }
  }
  return ok({ ...open, close });
}
