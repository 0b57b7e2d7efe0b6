import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type keptListsSchema,
  type listFaults,
  type packFaults,
  type PeopleLists,
  readPeopleLists,
  type SignedPeopleLists,
} from '../../shared/sync/people-lists.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { isSigned } from './keys.ts';

/** Lists of registered people that wait for the entrances, as packs that no server can read (P105, P106). */

type Kept = z.infer<typeof keptListsSchema>;
type ListFault = { readonly kind: (typeof listFaults)[number] };
type PackFault = { readonly kind: (typeof packFaults)[number] };

interface Signed extends PeopleLists {
  readonly signed: SignedPeopleLists;
}

export async function listsOf(db: Db, fair: Fair): Promise<Signed | undefined> {
  const row = await db
    .selectFrom('people_lists')
    .select(['text', 'signature'])
    .where('fair_id', '=', fair.id)
    .executeTakeFirst();
  const lists = row && readPeopleLists(row, fair, isSigned);
  return lists && { ...lists, signed: row };
}

/**
 * Takes the organiser's word for which lists count; the same again changes nothing. Given here, it must follow the
 * one that is here; from above it comes as that server has it.
 */
export async function keepLists(
  storage: Storage,
  fair: Fair,
  signed: SignedPeopleLists,
  from: 'organiser' | 'above' = 'organiser',
): Promise<Result<Kept, ListFault>> {
  const lists = readPeopleLists(signed, fair, isSigned);
  if (!lists) return fail({ kind: 'unreadable' });
  return storage.exclusively(fair.id, async (db) => {
    if (await isClosed(db, fair.id)) return fail({ kind: 'closed' });
    const before = await listsOf(db, fair);
    const isSame = before?.signed.text === signed.text;
    const why = before && !isSame ? refusal(before, lists, from) : undefined;
    if (why) return fail({ kind: why });
    if (!isSame) await put(db, fair.id, lists, signed);
    const wants = await missing(db, fair.id, lists);
    // Entrances hear of it once all of it is here.
    if (wants.length === 0) await tell(storage, db, fair.id);
    return ok({ number: lists.number, wants });
  });
}

function refusal(
  before: PeopleLists,
  lists: PeopleLists,
  from: 'organiser' | 'above',
): ListFault['kind'] | undefined {
  if (before.number >= lists.number) return 'older';
  const follows = from === 'above' || lists.before.includes(before.number);
  return follows ? undefined : 'other-history';
}

/** Takes a pack that the lists here name, and nothing else: nobody fills this disk. */
export async function keepPack(
  storage: Storage,
  fair: Fair,
  name: string,
  base64: string,
): Promise<Result<Kept, PackFault>> {
  const bytes = Buffer.from(base64, 'base64');
  return storage.exclusively(fair.id, async (db) => {
    const lists = await listsOf(db, fair);
    const named = lists?.lists.find((list) => list.hash === name);
    if (!lists || !named) return fail({ kind: 'not-named' });
    if (named.bytes !== bytes.length || hash('sha256', bytes, 'hex') !== name) {
      return fail({ kind: 'other-content' });
    }
    await db
      .insertInto('people_pack')
      .values({ fair_id: fair.id, hash: name, content: base64 })
      .onConflict((conflict) => conflict.columns(['fair_id', 'hash']).doNothing())
      .execute();
    const wants = await missing(db, fair.id, lists);
    if (wants.length === 0) await tell(storage, db, fair.id);
    return ok({ number: lists.number, wants });
  });
}

export async function packOf(db: Db, fair: string, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('people_pack')
    .select('content')
    .where('fair_id', '=', fair)
    .where('hash', '=', name)
    .executeTakeFirst();
  return row?.content;
}

/** Of the lists whose packs are all here; 0 without one. */
export async function wholeListsNumber(db: Db, fair: Fair): Promise<number> {
  const lists = await listsOf(db, fair);
  if (!lists || (await missing(db, fair.id, lists)).length > 0) return 0;
  return lists.number;
}

/** When the storage period is over. */
export async function forgetLists(db: Db, fair: string): Promise<void> {
  await db.deleteFrom('people_lists').where('fair_id', '=', fair).execute();
  await db.deleteFrom('people_pack').where('fair_id', '=', fair).execute();
}

async function put(
  db: Db,
  fair: string,
  { number, lists }: PeopleLists,
  { text, signature }: SignedPeopleLists,
): Promise<void> {
  const row = { number, text, signature };
  await db
    .insertInto('people_lists')
    .values({ fair_id: fair, ...row })
    .onConflict((conflict) => conflict.column('fair_id').doUpdateSet(row))
    .execute();
  const gone = db.deleteFrom('people_pack').where('fair_id', '=', fair);
  const names = lists.map((list) => list.hash);
  await (names.length > 0 ? gone.where('hash', 'not in', names) : gone).execute();
}

async function missing(db: Db, fair: string, { lists }: PeopleLists): Promise<string[]> {
  const here = await db
    .selectFrom('people_pack')
    .select('hash')
    .where('fair_id', '=', fair)
    .execute();
  const known = new Set(here.map((row) => row.hash));
  return lists.map((list) => list.hash).filter((name) => !known.has(name));
}

const tell = (storage: Storage, db: Db, fair: string): Promise<void> =>
  storage.notify(db, { fair, from: 0, places: [], everyone: true });

async function isClosed(db: Db, fair: string): Promise<boolean> {
  const row = await db
    .selectFrom('fair')
    .select(['closed_ms', 'archived_ms'])
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return row === undefined || row.closed_ms !== null || row.archived_ms !== null;
}
