import type { Selectable } from 'kysely';
import { opens } from '../../shared/chain.ts';
import { howUnread, placeOf, readFact } from '../../shared/facts.ts';
import type { Coverage } from '../../shared/report/coverage.ts';
import { sha256 } from '../fairs/keys.ts';
import type { Db, Tables } from '../storage/tables.ts';
import { factsNamed, lookedUpBy } from './facts.ts';

/**
 * Facts of which something is for a newer version alone (P75, P76). They are stored and handed on as they were
 * signed, and read again after each update.
 */

export async function unreadOf(db: Db, fair: string): Promise<NonNullable<Coverage['unread']>> {
  const rows = await db
    .selectFrom('fact')
    .select('station')
    .select(({ fn }) => fn.countAll().as('facts'))
    .where('fair_id', '=', fair)
    .where('unread', 'is not', null)
    .where('arrival', 'is not', null)
    .groupBy('station')
    .orderBy('station')
    .execute();
  return rows.map(({ station, facts }) => ({ slot: station, facts: Number(facts) }));
}

const AT_ONCE = 1_000;

/** Returns whether this version knows more of them than the one before. */
export async function readAgain(db: Db, fair: string): Promise<boolean> {
  let knowsMore = false;
  let after = { station: 0, incarnation: '', seq: 0 };
  for (;;) {
    const { station, incarnation, seq } = after;
    const rows = await db
      .selectFrom('fact')
      .select(['station', 'incarnation', 'seq', 'text', 'pseudonym', 'salt', 'blank', 'unread'])
      .where('fair_id', '=', fair)
      .where('unread', 'is not', null)
      .where((eb) =>
        eb(eb.refTuple('station', 'incarnation', 'seq'), '>', eb.tuple(station, incarnation, seq)),
      )
      .orderBy('station')
      .orderBy('incarnation')
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (!last) return knowsMore;
    for (const row of rows) knowsMore = (await readRow(db, fair, row)) || knowsMore;
    after = last;
  }
}

type Row = Pick<
  Selectable<Tables['fact']>,
  'station' | 'incarnation' | 'seq' | 'text' | 'pseudonym' | 'salt' | 'blank' | 'unread'
>;

async function readRow(db: Db, fair: string, row: Row): Promise<boolean> {
  const read = readFact(row.text);
  if (!read || howUnread(read) === row.unread) return false;
  const { station, incarnation, seq, pseudonym, salt, blank } = row;
  const isOpened = pseudonym !== null && salt !== null;
  const opening = isOpened && { pseudonym, salt, ...(blank !== null && { blank }) };
  // What it commits to could not be judged before.
  const isForged = opening && !opens(read.envelope, opening, sha256);
  const { target, place, ...columns } = lookedUpBy(read, row);
  const [about] = target === null ? [] : await factsNamed(db, fair, [target]);
  await db
    .updateTable('fact')
    .set({
      ...columns,
      target,
      place: place ?? (about && placeOf(about.chained)) ?? null,
      unread: howUnread(read),
      ...(isForged && {
        pseudonym: null,
        salt: null,
        short: null,
        blank: null,
        blank_short: null,
        unproven_from: 'unknown',
      }),
    })
    .where('fair_id', '=', fair)
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('seq', '=', seq)
    .execute();
  return true;
}
