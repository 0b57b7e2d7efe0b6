import { sql } from 'kysely';
import { type PersonalFact, refOf } from '../../shared/facts.ts';
import { contributionsOfAll } from '../../shared/tally/fold.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { type Contribution, ofKind, type TallyRules } from '../../shared/tally/tally.ts';
import { trueTime } from '../../shared/tally/true-time.ts';
import { inserts } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { distinct, factsAround, factsNamed, ofNobody, withWhatWasSaid } from './facts.ts';
import { everything } from './everything.ts';

/**
 * The figures at the server, moved with each upload in its own transaction: everyone whom new facts
 * are about is counted with them and without them, by the one fold of `shared/tally/`.
 */

/** `fresh` count from now on, and are in the tables as such. */
export async function project(
  db: Db,
  fair: string,
  utcOffsetMinutes: number,
  fresh: readonly PersonalFact[],
): Promise<void> {
  if (fresh.length === 0) return;
  const learnt = fresh.some(
    ({ chained }) => chained.kind === 'clock' && chained.what.change === 'learnt',
  );
  // What was learnt of a clock may move any earlier fact of its stretch to another hour.
  if (learnt) return rebuild(db, fair, utcOffsetMinutes);
  const rules = await rulesOf(db, fair, utcOffsetMinutes);
  const after = await countedWith(db, fair, fresh);
  const news = new Set(fresh.map(({ chained }) => refOf(chained)));
  const before = after.filter(({ chained }) => !news.has(refOf(chained)));
  const moved = new Map<string, Contribution>();
  count(moved, contributionsOfAll(after, rules), 1);
  count(moved, contributionsOfAll(before, rules), -1);
  await apply(db, fair, [...moved.values()]);
}

/** Anew from the facts, a portion of the people at a time: ten million never stand in memory together. */
export async function rebuild(db: Db, fair: string, utcOffsetMinutes: number): Promise<void> {
  const rules = await rulesOf(db, fair, utcOffsetMinutes);
  const moved = new Map<string, Contribution>();
  await db.deleteFrom('tally').where('fair_id', '=', fair).execute();
  for await (const facts of everything(db, fair)) {
    count(moved, contributionsOfAll(facts, rules), 1);
  }
  await apply(db, fair, [...moved.values()]);
}

export async function rulesOf(db: Db, fair: string, utcOffsetMinutes: number): Promise<TallyRules> {
  const clocks = (await ofNobody(db, fair, 'clock')).map(({ chained }) => chained);
  return { timeOf: trueTime(ofKind(clocks, 'clock')), utcOffsetMinutes };
}

/** All that is counted together with these, themselves among them. */
async function countedWith(
  db: Db,
  fair: string,
  fresh: readonly PersonalFact[],
): Promise<PersonalFact[]> {
  const targets = fresh.flatMap(({ chained }) => targetOf(chained) ?? []);
  // What was spoken of: its person is counted anew, too.
  const anchors = distinct([...fresh, ...(await factsNamed(db, fair, targets))]);
  const names = anchors.flatMap(({ chained, pseudonym }) => [
    ...(pseudonym === undefined ? [] : [pseudonym]),
    ...(chained.kind === 'bind' ? [chained.what.blank] : []),
  ]);
  const withBooths = anchors.some(({ chained }) => chained.kind === 'booth');
  return withWhatWasSaid(
    db,
    fair,
    distinct([
      ...anchors,
      ...(await factsAround(db, fair, names)),
      ...(withBooths ? await ofNobody(db, fair, 'booth') : []),
    ]),
  );
}

function count(
  moved: Map<string, Contribution>,
  contributions: Iterable<Contribution>,
  sign: 1 | -1,
): void {
  for (const { scope, figure, slice, value } of contributions) {
    const key = `${scope} ${figure} ${slice}`;
    const sum = (moved.get(key)?.value ?? 0) + sign * value;
    moved.set(key, { scope, figure, slice, value: sum });
  }
}

async function apply(db: Db, fair: string, moved: readonly Contribution[]): Promise<void> {
  const changes = moved.filter(({ value }) => value !== 0);
  const rows = changes.map((change) => ({ fair_id: fair, ...change }));
  const columns = ['fair_id', 'scope', 'figure', 'slice', 'value'] as const;
  for (const insert of inserts(db, 'tally', columns, rows)) {
    await insert
      .onConflict((conflict) =>
        conflict
          .columns(['fair_id', 'scope', 'figure', 'slice'])
          .doUpdateSet({ value: sql`tally.value + excluded.value` }),
      )
      .execute();
  }
  if (changes.some(({ value }) => value < 0)) {
    await db.deleteFrom('tally').where('fair_id', '=', fair).where('value', '=', 0).execute();
  }
}
