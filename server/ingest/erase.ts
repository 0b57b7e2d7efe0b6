import { authorised, authorityOf, type FairRights } from '../../shared/authority.ts';
import type { Fair } from '../../shared/fair.ts';
import { whoseIn } from '../../shared/tally/one-person.ts';
import { standing } from '../../shared/tally/standing.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { dropBoxes } from './boxes.ts';
import { evidenceAbout } from './evidence.ts';
import { namesIn, shortDigits } from './facts.ts';
import { factsAround } from './same-person.ts';
import { type Erased, erasedIn, keepNames, keepOrder } from './orders.ts';
import { countProven, type RowKey } from './proofs.ts';
import { move, movementsOfChange } from './tally.ts';
import type { Delivery } from './verify.ts';
import { coverIn } from './whose.ts';

/**
 * Erases people who asked for it. One tombstone replaces pseudonym and salt in everything stored here and
 * in what arrives later from a station that does not know yet. Every figure stays the same.
 */

type OfFair = FairRights & Pick<Fair, 'id' | 'utcOffsetMinutes'>;

/** Stores new orders and carries them out. Returns whether there were any. */
export async function erase(
  db: Db,
  { fair, erasures }: Pick<Delivery, 'fair' | 'erasures'>,
): Promise<boolean> {
  let any = false;
  for (const erasure of erasures) any = (await keepOrder(db, fair.id, erasure)) || any;
  if (!any) return false;
  const erased = await erasedIn(db, fair.id);
  await buryErased(db, fair, erased);
  await believeCovers(db, fair, erased);
  return true;
}

/** Where a database was salvaged, or written by other rules, it may hold them again. */
export async function buryAgain(db: Db, fair: OfFair): Promise<boolean> {
  const erased = await erasedIn(db, fair.id);
  if (erased.any) await buryErased(db, fair, erased);
  return erased.any;
}

/** Buries everybody here whom an order covers. */
async function buryErased(db: Db, fair: OfFair, erased: Erased): Promise<void> {
  const byTombstone = Map.groupBy(
    (await namesHere(db, fair.id)).filter((name) => erased.tombstoneFor(name) !== undefined),
    (name) => erased.tombstoneFor(name) ?? null,
  );
  for (const [tombstone, names] of byTombstone) await bury(db, fair, names, tombstone);
}

/** A closed fair has no tombstones left: what it still held of them counts nowhere from now on. */
async function bury(
  db: Db,
  fair: OfFair,
  covered: readonly string[],
  tombstone: string | null,
): Promise<void> {
  const all = [...new Set([...covered, ...(await aliases(db, fair, covered))])];
  const further = all.filter((name) => !covered.includes(name));
  if (further.length > 0 && tombstone !== null) await keepNames(db, fair.id, tombstone, further);
  for (const name of all) await dropBoxes(db, fair.id, name);
  const names = new Set(all);
  const around = tombstone === null ? all : [...all, tombstone];
  const moved = await movementsOfChange(db, fair, { names: around, facts: [] }, (facts) =>
    facts.map((fact) => {
      const { chained, pseudonym = '' } = fact;
      if (!names.has(pseudonym)) return fact;
      return { chained, ...(tombstone !== null && { pseudonym: tombstone }) };
    }),
  );
  const rows = (await rowsAlike(db, fair.id, all)).filter(({ pseudonym }) =>
    names.has(pseudonym ?? ''),
  );
  for (const { station, incarnation, seq, blank, short } of rows) {
    await db
      .updateTable('fact')
      .set({
        pseudonym: tombstone,
        salt: null,
        // Evidence is not looked up by person.
        short: tombstone === null || short === null ? null : shortDigits(tombstone),
        blank: null,
        ...(blank !== null && { blank_short: null }),
        cover: null,
        unproven_from: '',
      })
      .where('fair_id', '=', fair.id)
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('seq', '=', seq)
      .execute();
  }
  await move(db, fair, moved);
}

/** The other names that stored facts give to the same people. */
async function aliases(db: Db, fair: OfFair, covered: readonly string[]): Promise<string[]> {
  const facts = authorised(await factsAround(db, fair.id, covered), authorityOf(fair));
  const whose = whoseIn(standing(facts), facts);
  const theirs = new Set(covered);
  return namesIn(facts).filter((name) => theirs.has(whose(name)));
}

/** Everybody of whom something here says the pseudonym. */
async function namesHere(db: Db, fair: string): Promise<string[]> {
  const inFacts = await db
    .selectFrom('fact')
    .select('pseudonym')
    .distinct()
    .where('fair_id', '=', fair)
    .where('salt', 'is not', null)
    .execute();
  const inBoxes = await db
    .selectFrom('box')
    .select('pseudonym')
    .distinct()
    .where('fair_id', '=', fair)
    .execute();
  return [...new Set([...inFacts, ...inBoxes].flatMap(({ pseudonym }) => pseudonym ?? []))];
}

async function rowsAlike(db: Db, fair: string, names: readonly string[]) {
  const rows = await evidenceAbout(db, fair, names);
  for (const some of portions([...new Set(names.map(shortDigits))])) {
    rows.push(
      ...(await db
        .selectFrom('fact')
        .select(['station', 'incarnation', 'seq', 'pseudonym', 'blank', 'short'])
        .where('fair_id', '=', fair)
        .where('short', 'in', some)
        .execute()),
    );
  }
  return rows;
}

/** Facts whose author signed a tombstone before its order came. */
async function believeCovers(db: Db, fair: OfFair, erased: Erased): Promise<void> {
  const rows = await db
    .selectFrom('fact')
    .select(['station', 'incarnation', 'seq', 'cover'])
    .where('fair_id', '=', fair.id)
    .where('unproven_from', 'is not', null)
    .where('cover', 'is not', null)
    .execute();
  const now: { readonly key: RowKey; readonly pseudonym: string }[] = [];
  for (const { cover, ...key } of rows) {
    const pseudonym = erased.standsFor(coverIn(cover ?? '').tombstone);
    if (pseudonym !== undefined) now.push({ key, pseudonym });
  }
  await countProven(
    db,
    fair,
    now.map(({ key, pseudonym }) => ({
      key,
      set: { pseudonym, short: shortDigits(pseudonym), unproven_from: null },
    })),
  );
}

/** A binding that came after its person's order names a pass that is theirs, too. */
export async function buryPassesOf(
  db: Db,
  fair: OfFair,
  bindings: readonly { readonly blank: string; readonly tombstone: string }[],
): Promise<void> {
  for (const { blank, tombstone } of bindings) {
    await keepNames(db, fair.id, tombstone, [blank]);
    await bury(db, fair, [blank], tombstone);
  }
}
