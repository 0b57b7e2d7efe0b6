import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type PersonalFact, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { contributionsOfAll } from '../../shared/tally/fold.ts';
import { Movements } from '../../shared/tally/movements.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { type Contribution, ofKind, type TallyRules } from '../../shared/tally/tally.ts';
import { trueTime } from '../../shared/tally/true-time.ts';
import { inserts } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { distinct, factsAbout, factsAround, factsNamed, ofNobody } from './facts.ts';
import { everything } from './everything.ts';

/**
 * The figures at the server, moved with each upload in its own transaction: everyone whom new facts
 * are about is counted with them and without them, by the one fold of `shared/tally/`.
 */

/** `fresh` count from now on. They are written meanwhile: what they are counted with is asked before. */
export async function project(
  db: Db,
  { id: fair, utcOffsetMinutes }: Pick<Fair, 'id' | 'utcOffsetMinutes'>,
  fresh: readonly PersonalFact[],
  write: () => Promise<unknown>,
): Promise<void> {
  const learnt = fresh.some(
    ({ chained }) => chained.kind === 'clock' && chained.what.change === 'learnt',
  );
  if (learnt || fresh.length === 0) {
    await write();
    // What was learnt of a clock may move any earlier fact of its stretch to another hour.
    return learnt ? rebuild(db, fair, utcOffsetMinutes) : undefined;
  }
  const rules = await rulesOf(db, fair, utcOffsetMinutes, fresh);
  const before = await countedWith(db, fair, fresh);
  const [moved] = await Promise.all([movedBy(fresh, before, rules), write()]);
  await apply(db, fair, moved);
}

async function movedBy(
  fresh: readonly PersonalFact[],
  before: readonly PersonalFact[],
  rules: TallyRules,
): Promise<Movements> {
  const moved = new Movements();
  await count(moved, contributionsOfAll([...before, ...fresh], rules), 1);
  await count(moved, contributionsOfAll(before, rules), -1);
  return moved;
}

/** Anew from the facts, a portion of the people at a time: ten million never stand in memory together. */
export async function rebuild(db: Db, fair: string, utcOffsetMinutes: number): Promise<void> {
  const rules = await rulesOf(db, fair, utcOffsetMinutes);
  const moved = new Movements();
  await db.deleteFrom('tally').where('fair_id', '=', fair).execute();
  for await (const facts of everything(db, fair)) {
    await count(moved, contributionsOfAll(facts, rules), 1);
  }
  await apply(db, fair, moved);
}

/** `fresh` are not in the tables yet. */
export async function rulesOf(
  db: Db,
  fair: string,
  utcOffsetMinutes: number,
  fresh: readonly PersonalFact[] = [],
): Promise<TallyRules> {
  const known = [...(await ofNobody(db, fair, 'clock')), ...fresh];
  const clocks = ofKind(
    known.map(({ chained }) => chained),
    'clock',
  );
  return { timeOf: trueTime(clocks), utcOffsetMinutes };
}

/** All that counts and is counted together with these. */
async function countedWith(
  db: Db,
  fair: string,
  fresh: readonly PersonalFact[],
): Promise<PersonalFact[]> {
  const targets = fresh.flatMap(({ chained }) => targetOf(chained) ?? []);
  // What was spoken of: its person is counted anew, too.
  const spokenOf = await factsNamed(db, fair, targets);
  const anchors = [...fresh, ...spokenOf];
  const names = anchors.flatMap(({ chained, pseudonym }) => [
    ...(pseudonym === undefined ? [] : [pseudonym]),
    ...(chained.kind === 'bind' ? [chained.what.blank] : []),
  ]);
  const withBooths = anchors.some(({ chained }) => chained.kind === 'booth');
  const together = distinct([
    ...spokenOf,
    ...(await factsAround(db, fair, names)),
    ...(withBooths ? await ofNobody(db, fair, 'booth') : []),
  ]);
  const refs = [...together, ...fresh].map(({ chained }) => refOf(chained));
  return distinct([...together, ...(await factsAbout(db, fair, refs))]);
}

/** Many thousands at once: whatever else the server has to do is done in between. */
const WITHOUT_PAUSE = 1_000;

async function count(
  moved: Movements,
  contributions: Iterable<Contribution>,
  sign: 1 | -1,
): Promise<void> {
  let counted = 0;
  for (const contribution of contributions) {
    moved.add(contribution, sign);
    counted += 1;
    if (counted % WITHOUT_PAUSE === 0) await setImmediate();
  }
}

async function apply(db: Db, fair: string, moved: Movements): Promise<void> {
  const changes = [...moved.all()];
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
