import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  type AuthorisedFact,
  authorityOf,
  type FairRights,
  judged,
} from '../../shared/authority.ts';
import { type FactRef, type PersonalFact, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { contributionsOfAll } from '../../shared/tally/fold.ts';
import { type Movement, Movements, movementsBetween } from '../../shared/tally/movements.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { rulesFrom, type TallyRules } from '../../shared/tally/tally.ts';
import { inserts } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { countWrite } from './counted-by.ts';
import { allPortions } from './everything.ts';
import { allowedNow, dropEvidence, keepEvidence } from './evidence.ts';
import { distinct, factsAbout, factsNamed, namesIn, ofNobody, withWhatWasSaid } from './facts.ts';
import type { Standing } from './standing.ts';
import { factsBeside } from './same-person.ts';

/**
 * The figures at the server. Each upload moves them in its own transaction: everyone whom the new facts
 * concern is counted without and with them, by the one fold in `shared/tally/`.
 */

type OfFair = FairRights & Pick<Fair, 'id' | 'utcOffsetMinutes'>;

/** What must be counted again because of new facts. */
type Gathered =
  | {
      readonly of: 'subjects';
      readonly before: readonly AuthorisedFact[];
      readonly after: readonly AuthorisedFact[];
      readonly evidence: readonly PersonalFact[];
      readonly rules: TallyRules;
    }
  | { readonly of: 'everything' };

/** Call this before storing the facts: it reads what they are counted together with. */
export async function gather(
  db: Db,
  fair: OfFair,
  fresh: readonly PersonalFact[],
  /** What is not there is not asked for. */
  standing: Pick<Standing, 'hasClocks' | 'hasTargets'>,
): Promise<Gathered> {
  const { id, utcOffsetMinutes } = fair;
  // A learnt clock offset may move any earlier fact of its stretch to another hour.
  if (fresh.some(({ chained }) => chained.kind === 'clock' && chained.what.change === 'learnt')) {
    return { of: 'everything' };
  }
  if (fresh.length === 0) {
    const rules = rulesFrom([], utcOffsetMinutes);
    return { of: 'subjects', before: [], after: [], evidence: [], rules };
  }
  const rules = standing.hasClocks
    ? await rulesOf(db, id, utcOffsetMinutes, fresh)
    : rulesFrom(
        fresh.map(({ chained }) => chained),
        utcOffsetMinutes,
      );
  const together = await countedWith(db, id, fresh, standing);
  const authority = authorityOf(fair);
  const { authorised: before } = judged(together, authority);
  const { authorised: after, evidence } = judged([...together, ...fresh], authority);
  return { of: 'subjects', before, after, evidence, rules };
}

/** What the gathered facts change. */
type Moved =
  | { readonly by: Movements; readonly evidence: readonly PersonalFact[] }
  | { readonly by: 'rebuild' };

export async function movementsOf(gathered: Gathered): Promise<Moved> {
  if (gathered.of === 'everything') return { by: 'rebuild' };
  const { before, after, evidence, rules } = gathered;
  const movements = new Movements();
  await add(movements, movementsBetween(before, after, rules));
  return { by: movements, evidence };
}

/** How figures move if these facts get another person. `names` are the names before and after. */
export async function movementsOfChange(
  db: Db,
  fair: OfFair,
  {
    names,
    facts: changing,
  }: { readonly names: readonly string[]; readonly facts: readonly FactRef[] },
  change: (facts: readonly PersonalFact[]) => readonly PersonalFact[],
): Promise<Moved> {
  const { id, utcOffsetMinutes } = fair;
  const facts = distinct([
    ...(await withWhatWasSaid(db, id, await factsBeside(db, id, names))),
    // Nobody finds by a name what has none yet, and it may have been taken back already.
    ...(await factsAbout(db, id, changing)),
  ]);
  const authority = authorityOf(fair);
  const { authorised: before } = judged(facts, authority);
  const { authorised: after, evidence } = judged(change(facts), authority);
  const rules = await rulesOf(db, id, utcOffsetMinutes);
  return movementsOf({ of: 'subjects', before, after, evidence, rules });
}

/** Call this after storing the facts: a rebuild reads them. */
export async function move(db: Db, fair: OfFair, moved: Moved): Promise<void> {
  if (moved.by === 'rebuild') return rebuild(db, fair);
  await apply(db, fair.id, moved.by);
  await keepEvidence(db, fair.id, moved.evidence);
}

/** Counts all facts again, in portions: ten million are never in memory together. */
export async function rebuild(db: Db, fair: OfFair): Promise<void> {
  const { id, utcOffsetMinutes } = fair;
  const rules = await rulesOf(db, id, utcOffsetMinutes);
  const moved = new Movements();
  await db.deleteFrom('tally').where('fair_id', '=', id).execute();
  await dropEvidence(db, id, await allowedNow(db, fair));
  for await (const facts of allPortions(db, id)) {
    const { authorised, evidence } = judged(facts, authorityOf(fair));
    await add(moved, contributionsOfAll(authorised, rules));
    await keepEvidence(db, id, evidence);
  }
  await apply(db, id, moved);
}

/** For a newer revision: counts again only if it allows what was evidence until now. */
export async function judgeAgain(db: Db, fair: OfFair): Promise<void> {
  const row = await db
    .selectFrom('fair')
    .select('archived_ms')
    .where('fair_id', '=', fair.id)
    .executeTakeFirst();
  // Without its people a fair would count again as nothing.
  if (row && row.archived_ms !== null) return;
  if ((await allowedNow(db, fair)).length === 0) return;
  await rebuild(db, fair);
  // A newer server must learn by which rules.
  await countWrite(db, fair.id);
}

/** `fresh` are the facts that are not in the tables yet. */
export async function rulesOf(
  db: Db,
  fair: string,
  utcOffsetMinutes: number,
  fresh: readonly PersonalFact[] = [],
): Promise<TallyRules> {
  const known = [...(await ofNobody(db, fair, 'clock')), ...fresh];
  return rulesFrom(
    known.map(({ chained }) => chained),
    utcOffsetMinutes,
  );
}

/** All facts under a signed head that are counted together with these. */
async function countedWith(
  db: Db,
  fair: string,
  fresh: readonly PersonalFact[],
  { hasTargets }: Pick<Standing, 'hasTargets'>,
): Promise<PersonalFact[]> {
  const targets = fresh.flatMap(({ chained }) => targetOf(chained) ?? []);
  // Also recounts the person of a fact that is retracted or decided on.
  const targetFacts = await factsNamed(db, fair, targets);
  const anchors = [...fresh, ...targetFacts];
  const withBooths = anchors.some(({ chained }) => chained.kind === 'booth');
  const together = distinct([
    ...targetFacts,
    ...(await factsBeside(db, fair, namesIn(anchors))),
    ...(withBooths ? await ofNobody(db, fair, 'booth') : []),
  ]);
  if (!hasTargets) return together;
  const refs = [...together, ...fresh].map(({ chained }) => refOf(chained));
  return distinct([...together, ...(await factsAbout(db, fair, refs))]);
}

/** After this many movements, the server lets other work run. */
const WITHOUT_PAUSE = 1_000;

async function add(moved: Movements, movements: Iterable<Movement>): Promise<void> {
  let added = 0;
  for (const movement of movements) {
    moved.add(movement);
    added += 1;
    if (added % WITHOUT_PAUSE === 0) await setImmediate();
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
