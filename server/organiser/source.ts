import type { Fair } from '../../shared/fair.ts';
import type { Figures, OrganiserSource } from '../../shared/organiser/queries.ts';
import { coverageOf } from './coverage.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { auditOf, note } from '../accounts/audit.ts';
import { keptTexts } from './kept-texts.ts';
import type { Organiser } from './organiser.ts';
import { readAll } from './reading.ts';

/** Answers the organiser's questions at the server. */
export function serverSource(
  storage: Storage,
  { name: account, fair }: Organiser,
  now: () => number,
): OrganiserSource {
  const { db } = storage;
  return {
    fair,
    now,
    decidesHere: false,
    // One transaction, so that the figures and the chains behind them are from the same moment.
    figures: (scope) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((within) => figuresIn(within, fair, scope)),
    coverage: () => coverageOf(storage, fair),
    read: (begin) => readAll(db, { name: account, fair }, begin),
    audit: () => auditOf(storage, fair.id),
    note: (deed) => note(storage, fair.id, { ...deed, by: account }, now()),
    handOver: ({ name, bytes }) => ({
      ok: true,
      value: { how: 'page', name, base64: Buffer.from(bytes).toString('base64') },
    }),
    ...keptTexts(storage, fair),
  };
}

export async function figuresIn(db: Db, fair: Fair, scope: string): Promise<Figures> {
  const rows = await db
    .selectFrom('tally')
    .select(['scope', 'figure', 'slice', 'value'])
    .where('fair_id', '=', fair.id)
    .where('scope', '=', scope)
    .execute();
  const scopes = await db
    .selectFrom('tally')
    .select('scope')
    .distinct()
    .where('fair_id', '=', fair.id)
    .where('slice', '=', '')
    .execute();
  const coverage = await coverageOf({ db }, fair);
  return { rows, scopes: scopes.map((row) => row.scope), coverage };
}
