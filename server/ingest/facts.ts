import { type RawBuilder, type Selectable, sql } from 'kysely';
import {
  blankOf,
  type ChainedFact,
  type FactRef,
  type PersonalFact,
  placeIn,
  type ReadFact,
  readFact,
  refOf,
} from '../../shared/facts.ts';
import { shortOf } from '../../shared/pass.ts';
import type { Beside, WireFact } from '../../shared/sync/wire.ts';
import { isPostgres, portions } from '../storage/bulk.ts';
import type { Db, Tables } from '../storage/tables.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { coverIn, type WhoseColumns } from './whose.ts';

/** Reads facts from the server's rows. */

export interface FactRow {
  readonly text: string;
  readonly pseudonym: string | null;
  readonly blank: string | null;
}

/** Empty if only a newer version can count it. */
export function factsIn(row: FactRow): PersonalFact[] {
  const read = readFact(row.text);
  if (!read) throw new Error('a stored text is not a fact');
  return read.chained ? [personal(read.chained, row)] : [];
}

export function personal(
  chained: ChainedFact,
  { pseudonym, blank }: Pick<FactRow, 'pseudonym' | 'blank'>,
): PersonalFact {
  return {
    chained,
    ...(pseudonym !== null && { pseudonym }),
    ...(blank !== null && { blank }),
  };
}

export const wireColumns = ['text', 'hash', 'pseudonym', 'salt', 'blank', 'cover'] as const;
type WireRow = Pick<Selectable<Tables['fact']>, (typeof wireColumns)[number]>;

/** A row in the form that travels to a station. */
export function wireOf({ text, hash, ...row }: WireRow): WireFact {
  return { text, hash, ...besideOf(row) };
}

/** In the form that travels to the server above a hub, which resolves tombstones by itself. */
export function wireForAbove({ text, hash, ...row }: WireRow): WireFact {
  return { text, hash, ...(row.cover === null ? besideOf(row) : coverIn(row.cover)) };
}

function besideOf({ pseudonym, salt, blank, cover }: Omit<WireRow, 'text' | 'hash'>): Beside {
  if (pseudonym === null) return {};
  if (salt !== null) return { opening: { pseudonym, salt, ...(blank !== null && { blank }) } };
  const signed = cover === null ? undefined : coverIn(cover);
  // Where two orders name one person, the author may have signed the other tombstone.
  return signed?.tombstone === pseudonym ? signed : { tombstone: pseudonym };
}

/** The pseudonyms of these facts, and the passes that they bind to a person. */
export function namesIn(facts: readonly PersonalFact[]): string[] {
  return facts.flatMap((fact) => [fact.pseudonym ?? [], blankOf(fact) ?? []].flat());
}

const SHORT_DIGITS = 10;
export const shortDigits = (pseudonym: string): string => shortOf(pseudonym).slice(0, SHORT_DIGITS);

type LookedUpBy = Pick<Selectable<Tables['fact']>, 'blank_short' | 'target' | 'place'>;

/** What a fact is found by, beside its person. */
export function lookedUpBy(
  { chained, envelope }: ReadFact,
  { blank: opened }: Pick<WhoseColumns, 'blank'>,
): LookedUpBy {
  const blank = chained && blankOf({ chained, ...(opened !== null && { blank: opened }) });
  return {
    blank_short: blank === undefined ? null : shortDigits(blank),
    target: (chained && targetOf(chained)) ?? null,
    place: placeIn(envelope) ?? null,
  };
}

/** The facts of a fair that count. */
export const counting = (db: Db, fair: string) =>
  db
    .selectFrom('fact')
    .select(['text', 'pseudonym', 'blank'])
    .where('fair_id', '=', fair)
    // The unary plus keeps SQLite from using the index of arrivals: each query here has its own index.
    .where(sql`+arrival`, 'is not', null);

/**
 * The facts that count and have one of these names. Looks up each name by itself: given a list, PostgreSQL
 * may read the whole fair while its statistics lag behind a growing table.
 */
export function named(
  db: Db,
  fair: string,
  column: 'pseudonym' | 'short' | 'blank_short' | 'target',
  names: readonly string[],
): RawBuilder<FactRow> {
  const list = JSON.stringify(names);
  const key =
    column === 'pseudonym'
      ? // The index begins with the digits of a short code.
        sql`short = substr(one.value, 1, ${SHORT_DIGITS}) AND pseudonym = one.value`
      : sql`${sql.ref(column)} = one.value`;
  const those = sql`fair_id = ${fair} AND +arrival IS NOT NULL AND ${key}`;
  return isPostgres(db)
    ? sql`SELECT found.text, found.pseudonym, found.blank FROM jsonb_array_elements_text(${list}::jsonb) AS one,
          LATERAL (SELECT text, pseudonym, blank FROM fact WHERE ${those} OFFSET 0) AS found`
    : sql`SELECT text, pseudonym, blank FROM json_each(${list}) AS one CROSS JOIN fact WHERE ${those}`;
}

/** The facts that retract these or decide on them. */
export async function factsAbout(
  db: Db,
  fair: string,
  refs: readonly FactRef[],
): Promise<PersonalFact[]> {
  const { rows } = await named(db, fair, 'target', refs).execute(db);
  return rows.flatMap(factsIn);
}

export async function withWhatWasSaid(
  db: Db,
  fair: string,
  facts: readonly PersonalFact[],
): Promise<PersonalFact[]> {
  const refs = facts.map(({ chained }) => refOf(chained));
  return distinct([...facts, ...(await factsAbout(db, fair, refs))]);
}

/** The facts with these references, if they count. */
export async function factsNamed(
  db: Db,
  fair: string,
  refs: readonly FactRef[],
): Promise<PersonalFact[]> {
  const found: PersonalFact[] = [];
  for (const [station, incarnation, seqs] of byBranch(refs)) {
    for (const some of portions(seqs)) {
      const rows = await counting(db, fair)
        .where('station', '=', station)
        .where('incarnation', '=', incarnation)
        .where('seq', 'in', some)
        .execute();
      found.push(...rows.flatMap(factsIn));
    }
  }
  return found;
}

export function byBranch(refs: readonly FactRef[]): [number, string, number[]][] {
  const parts = refs.map((ref) => {
    const [station = '', incarnation = '', seq = ''] = ref.split('.');
    return { branch: `${station}.${incarnation}`, station, incarnation, seq: Number(seq) };
  });
  return [...Map.groupBy(parts, ({ branch }) => branch).values()].flatMap((own) => {
    const [first] = own;
    return first ? [[Number(first.station), first.incarnation, own.map(({ seq }) => seq)]] : [];
  });
}

export async function ofNobody(
  db: Db,
  fair: string,
  kind: 'clock' | 'booth',
): Promise<PersonalFact[]> {
  const rows = await counting(db, fair)
    .where('kind', '=', kind)
    // Must equal the condition of the index, word for word.
    .where(sql<boolean>`kind IN ('clock', 'booth')`)
    .execute();
  return rows.flatMap(factsIn);
}

export function distinct(facts: readonly PersonalFact[]): PersonalFact[] {
  return [...new Map(facts.map((fact) => [refOf(fact.chained), fact])).values()];
}

/** The number of the newest fact that counts, in the order in which facts began to count. */
export async function lastArrival(db: Db, fair: string): Promise<number> {
  const newest = await db
    .selectFrom('fact')
    .select(({ fn }) => fn.max('arrival').as('arrival'))
    .where('fair_id', '=', fair)
    .where('arrival', 'is not', null)
    .executeTakeFirst();
  return newest?.arrival ?? 0;
}
