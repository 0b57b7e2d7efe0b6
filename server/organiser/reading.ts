import { setImmediate } from 'node:timers/promises';
import { authorised, authorityOf } from '../../shared/authority.ts';
import type { Fair } from '../../shared/fair.ts';
import type { FactReading } from '../../shared/organiser/queries.ts';
import type { TallyRules } from '../../shared/tally/tally.ts';
import { everything } from '../ingest/everything.ts';
import { ofNobody, withWhatWasSaid } from '../ingest/facts.ts';
import { rulesOf } from '../ingest/tally.ts';
import { sharedWalks } from '../runtime/shared-walks.ts';
import type { Db } from '../storage/tables.ts';
import type { Organiser } from './organiser.ts';

/** Questions that all facts of a fair answer. */

interface Question {
  readonly fair: Fair;
  /** Begins to read, by the rules of this moment; returns what sees the facts. */
  begin(rules: TallyRules): Pick<FactReading<unknown>, 'see' | 'seeClocks'>;
}

const walksAt = new WeakMap<Db, ReturnType<typeof sharedWalks<Question>>>();

export async function readAll<T>(
  db: Db,
  { fair, name: account }: Organiser,
  begin: (rules: TallyRules) => FactReading<T>,
): Promise<T> {
  const ask = walksAt.get(db) ?? sharedWalks<Question>((questions) => walk(db, questions));
  walksAt.set(db, ask);
  let reading: FactReading<T> | undefined;
  const question = { fair, begin: (rules: TallyRules) => (reading = begin(rules)) };
  await ask({ fair: fair.id, account }, question);
  if (!reading) throw new Error('a walk that asked nobody');
  return reading.found();
}

/** All are about one fair; one of them may have heard of a later revision. */
async function walk(db: Db, questions: readonly Question[]): Promise<void> {
  const [fair] = questions.map((each) => each.fair).toSorted((a, b) => b.revision - a.revision);
  if (!fair) return;
  const rules = await rulesOf(db, fair.id, fair.utcOffsetMinutes);
  const readings = questions.map((question) => question.begin(rules));
  for await (const facts of everything(db, fair)) {
    for (const reading of readings) reading.see(facts);
    // A million facts take seconds, and others are served meanwhile.
    await setImmediate();
  }
  if (!readings.some(({ seeClocks }) => seeClocks)) return;
  const clocks = await withWhatWasSaid(db, fair.id, await ofNobody(db, fair.id, 'clock'));
  const seen = authorised(clocks, authorityOf(fair));
  for (const reading of readings) reading.seeClocks?.(seen);
}
