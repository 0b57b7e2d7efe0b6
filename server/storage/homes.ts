import { fail, ok, type Result } from '../../shared/result.ts';
import { openTurns, type Turns } from '../runtime/turns.ts';
import { migrate } from './migrating.ts';
import type { InsertFacts } from './new-facts.ts';
import type { News, NewsWire } from './news.ts';
import type { Unready } from './ready.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Db } from './tables.ts';

/** Where the server keeps its data: SQLite or PostgreSQL, behind one interface. */
export interface Storage {
  readonly home: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * Runs one transaction at a time for each fair, across all processes: how a fact moves the figures
   * depends on the facts that are stored already. What waits for it holds no connection.
   */
  exclusively<T>(fair: string, work: (db: Db) => Promise<T>): Promise<T>;
  readonly insertFacts: InsertFacts;
  /** Call it within `exclusively`: listeners receive the news after the commit. */
  notify(db: Db, news: News): Promise<void>;
  readonly onNews: NewsWire['listen'];
  /** Counts how often the database had to be reached again: another one may stand in its place. */
  readonly connection: NewsWire['connection'];
  /** Call it after a commit that deleted or replaced what must not be found again. */
  forget(): Promise<void>;
  /** Somebody was erased, or the fair is over: damaged databases that were set aside must go, too. */
  forgetSetAside(): void;
  /** At the start the database was damaged: where it was put, and how many facts it still held. */
  readonly repaired?: { readonly setAside: string; readonly facts: number };
  /** At the start a log lay there that is not of this database: where it was put. */
  readonly oldLog?: string;
  /** It turned out to be damaged since: nothing it says can be relied upon. */
  damaged(): boolean;
  /** Where uploads wait before anything is asked of the database for them. */
  readonly uploads: Turns;
  /** Why nobody should be sent here now; answers within seconds, whatever hangs. */
  unready(): Promise<Unready | undefined>;
  /** Cheap: nothing is asked of the database. */
  load(): Load;
  readonly close: () => Promise<void>;
}

export interface Load {
  /** Of PostgreSQL's connections. */
  readonly pool?: { readonly total: number; readonly idle: number; readonly waiting: number };
  readonly waitingByFair: ReadonlyMap<string, number>;
  /** News of other servers reach this one. */
  readonly listening: boolean;
}

/** Uploads are bounded before they come here; what else waits here belongs to organisers. */
const MOST_WAITING = 1_000;
export const turnsFor = (atOnce: number) =>
  openTurns({
    atOnce,
    atOnceOfFair: 1,
    waitingOfFair: MOST_WAITING,
    waitingOfStation: MOST_WAITING,
  });

/** A station sends one upload after the other; the second may come before the server knows that the first was given up. */
const UPLOADS = { atOnce: 12, atOnceOfFair: 2, waitingOfFair: 400, waitingOfStation: 2 };
/** SQLite works in this process's own thread: a second one at once would only stand before other fairs. */
const UPLOADS_HERE = { ...UPLOADS, atOnceOfFair: 1 };

/** What both homes have in common: the tables as this version has them, and the line for uploads. */
export async function opened(
  db: Db,
  wire: NewsWire,
  storage: Omit<Storage, 'close' | 'uploads'>,
): Promise<Result<Storage, StorageFault>> {
  const end = async (): Promise<void> => {
    await wire.close();
    await ended(db);
  };
  const fault = await migrate(db).catch(async (error: unknown) => {
    // What is left open would keep a server that cannot start from ending.
    await end();
    throw error;
  });
  if (fault) {
    await end();
    return fail(fault);
  }
  const uploads = openTurns(storage.home === 'sqlite' ? UPLOADS_HERE : UPLOADS);
  const waiting = storage.load;
  return ok({
    ...storage,
    uploads,
    load: () => ({
      ...waiting(),
      waitingByFair: both(waiting().waitingByFair, uploads.waitingByFair()),
    }),
    close: end,
  });
}

/** A frozen database would let none of its connections go. */
const CLOSING_MS = 3_000;

async function ended(db: Db): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSING_MS);
  });
  await Promise.race([db.destroy(), late]);
  clearTimeout(timer);
}

function both(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sum = new Map(one);
  for (const [fair, waiting] of other) sum.set(fair, waiting + (sum.get(fair) ?? 0));
  return sum;
}
