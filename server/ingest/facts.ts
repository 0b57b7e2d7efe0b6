import { chainedFactSchema, type FactRef, type PersonalFact, refOf } from '../../shared/facts.ts';
import type { Db } from '../storage/tables.ts';

/** Facts as the server's rows have them. */

export interface FactRow {
  readonly text: string;
  readonly pseudonym: string | null;
}

export function factOf({ text, pseudonym }: FactRow): PersonalFact {
  const chained = chainedFactSchema.parse(JSON.parse(text));
  return { chained, ...(pseudonym !== null && { pseudonym }) };
}

/** PostgreSQL takes 65,535 values in one statement, SQLite as few as 32,766. */
const AT_ONCE = 2_000;

export function* portions<T>(all: readonly T[], size = AT_ONCE): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}

export async function provenBy(
  db: Db,
  fair: string,
  column: 'pseudonym' | 'target',
  values: readonly string[],
): Promise<PersonalFact[]> {
  const found: PersonalFact[] = [];
  for (const some of portions(values)) {
    const rows = await db
      .selectFrom('fact')
      .select(['text', 'pseudonym'])
      .where('fair_id', '=', fair)
      .where(column, 'in', some)
      .where('proven', '=', 1)
      .execute();
    found.push(...rows.map(factOf));
  }
  return found;
}

/** By name; only those that count. */
export async function provenFacts(
  db: Db,
  fair: string,
  refs: readonly FactRef[],
): Promise<PersonalFact[]> {
  const found: PersonalFact[] = [];
  for (const [station, incarnation, seqs] of byBranch(refs)) {
    for (const some of portions(seqs)) {
      const rows = await db
        .selectFrom('fact')
        .select(['text', 'pseudonym'])
        .where('fair_id', '=', fair)
        .where('station', '=', station)
        .where('incarnation', '=', incarnation)
        .where('seq', 'in', some)
        .where('proven', '=', 1)
        .execute();
      found.push(...rows.map(factOf));
    }
  }
  return found;
}

function byBranch(refs: readonly FactRef[]): [number, string, number[]][] {
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
  const rows = await db
    .selectFrom('fact')
    .select(['text', 'pseudonym'])
    .where('fair_id', '=', fair)
    .where('kind', '=', kind)
    .where('kind', 'in', ['clock', 'booth'])
    .where('proven', '=', 1)
    .execute();
  return rows.map(factOf);
}

export function distinct(facts: readonly PersonalFact[]): PersonalFact[] {
  return [...new Map(facts.map((fact) => [refOf(fact.chained), fact])).values()];
}
