import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { commitment } from '../../../shared/chain.ts';
import {
  type ChainedFact,
  chainedFactSchema,
  type Fact,
  type FactRef,
  type PersonalFact,
  placeOf,
} from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { targetOf } from '../../../shared/tally/standing.ts';
import { sha256 } from '../keys/sha256.ts';

/** Facts as rows: one shape in, one shape out, parsed at this edge. */

const blob = z.instanceof(Uint8Array);
const rowSchema = z.object({
  text: z.string(),
  hash: blob,
  pseudonym: blob.nullable(),
  salt: blob.nullable(),
});

const branchRow = z.object({
  station: z.int(),
  incarnation: z.string(),
  facts: z.int(),
  first: z.int(),
  seq: z.int(),
  hash: blob,
});

export interface FactRow {
  readonly text: string;
  readonly hash: string;
  readonly opening?: { readonly pseudonym: string; readonly salt: string };
  /** Replaces the pseudonym of an erased person. */
  readonly tombstone?: string;
}

const COLUMNS = 'text, hash, pseudonym, salt';

export function factRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target, blank, booth)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofPerson = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE pseudonym = ?`);
  const atPlace = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE booth = ? AND station = ? ORDER BY seq DESC LIMIT ?`,
  );
  const everAt = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE booth = ?`);
  const onPaper = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE kind = 'paper'`);
  const ofBlank = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE blank = ?`);
  const othersOfPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact
     WHERE pseudonym = ? AND (station, incarnation, seq) <> (?, ?, ?)`,
  );
  const about = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE target = ?`);
  const one = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE station = ? AND incarnation = ? AND seq = ?`,
  );
  const ofKind = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE kind = ? AND kind IN ('clock', 'booth')`,
  );
  const branch = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE station = ? AND incarnation = ? AND seq > ? ORDER BY seq`,
  );
  const later = db
    .prepare('SELECT 1 FROM fact WHERE station = ? AND incarnation = ? AND seq > ?')
    .pluck();
  const aboutFacts = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE target IS NOT NULL`);
  const byPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE pseudonym IS NOT NULL ORDER BY pseudonym`,
  );
  const ofNobody = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE pseudonym IS NULL AND target IS NULL`,
  );
  const remove = db.prepare('DELETE FROM fact WHERE station = ? AND incarnation = ? AND seq = ?');
  const count = db.prepare('SELECT count(*) FROM fact').pluck();
  // SQLite takes the hash from the row with the greatest number.
  const branches = db.prepare(
    `SELECT station, incarnation, count(*) AS facts, min(seq) AS first, max(seq) AS seq, hash
     FROM fact GROUP BY station, incarnation ORDER BY station, incarnation`,
  );

  return {
    insert(fact: Fact, text: string): void {
      const { station, incarnation, seq, kind } = fact.chained;
      insert.run(
        station,
        incarnation,
        seq,
        kind,
        text,
        Buffer.from(fact.hash, 'hex'),
        fact.person ? Buffer.from(fact.person.pseudonym, 'hex') : null,
        fact.person?.salt === undefined ? null : Buffer.from(fact.person.salt, 'hex'),
        targetOf(fact.chained) ?? null,
        fact.chained.kind === 'bind' ? Buffer.from(fact.chained.what.blank, 'hex') : null,
        placeOf(fact.chained) ?? null,
      );
    },
    remove({ station, incarnation, seq }: ChainedFact): void {
      remove.run(station, incarnation, seq);
    },
    ofPerson: (pseudonym: string): Fact[] =>
      ofPerson.all(Buffer.from(pseudonym, 'hex')).map(parseFact),
    ofBlank: (blank: string): Fact[] => ofBlank.all(Buffer.from(blank, 'hex')).map(parseFact),
    /** All facts except the one that the caller already has. */
    othersOfPerson(pseudonym: string, { station, incarnation, seq }: ChainedFact): Fact[] {
      const person = Buffer.from(pseudonym, 'hex');
      return othersOfPerson.all(person, station, incarnation, seq).map(parseFact);
    },
    /** What this station wrote at a booth or desk, newest first. */
    atPlace: (place: string, station: number, limit: number): Fact[] =>
      atPlace.all(place, station, limit).map(parseFact),
    everAt: (place: string): Fact[] => everAt.all(place).map(parseFact),
    onPaper: (): Fact[] => onPaper.all().map(parseFact),
    about: (ref: FactRef): Fact[] => about.all(ref).map(parseFact),
    ofKind: (kind: 'clock' | 'booth'): Fact[] => ofKind.all(kind).map(parseFact),
    one(ref: FactRef): Fact | undefined {
      const [station, incarnation, seq] = ref.split('.');
      const row = one.get(Number(station), incarnation, Number(seq));
      return row === undefined ? undefined : parseFact(row);
    },
    /** Whether later facts of the same chain are here already. */
    goesOnAfter: ({ station, incarnation, seq }: ChainedFact): boolean =>
      later.get(station, incarnation, seq) !== undefined,
    *branch(station: number, incarnation: string, afterSeq: number): Generator<FactRow> {
      for (const row of branch.iterate(station, incarnation, afterSeq)) yield parseRow(row);
    },
    *aboutFacts(): Generator<Fact> {
      for (const row of aboutFacts.iterate()) yield parseFact(row);
    },
    *byPerson(): Generator<Fact> {
      for (const row of byPerson.iterate()) yield parseFact(row);
    },
    *ofNobody(): Generator<Fact> {
      for (const row of ofNobody.iterate()) yield parseFact(row);
    },
    branches: () =>
      z
        .array(branchRow)
        .parse(branches.all())
        .map(({ hash, ...rest }) => ({ ...rest, hash: hexOf(hash) })),
    count: (): number => z.int().parse(count.get()),
  };
}
export type FactRows = ReturnType<typeof factRows>;

function parseRow(row: unknown): FactRow {
  const { text, hash, pseudonym, salt } = rowSchema.parse(row);
  return {
    text,
    hash: hexOf(hash),
    ...(pseudonym && salt && { opening: { pseudonym: hexOf(pseudonym), salt: hexOf(salt) } }),
    ...(pseudonym && !salt && { tombstone: hexOf(pseudonym) }),
  };
}

const parseFact = (row: unknown): Fact => factOf(parseRow(row));

/** The person of a stored fact has a pseudonym with its salt, or a tombstone. */
export function factOf(
  { text, hash, opening, tombstone }: FactRow,
  chained = chainedFactSchema.parse(JSON.parse(text)),
): Fact {
  const person = opening ?? (tombstone === undefined ? undefined : { pseudonym: tombstone });
  return { chained, hash, ...(person && { person }) };
}

export const wireOf = ({ text, hash, opening, tombstone }: FactRow): WireFact => ({
  text,
  hash,
  ...(opening && { opening }),
  ...(tombstone !== undefined && { tombstone }),
});

/** Undefined if the text does not match its hash and opening, or belongs to another fair. */
export function factFromElsewhere(row: WireFact, fair: string): Fact | undefined {
  if (sha256(row.text) !== row.hash) return undefined;
  const chained = chainedFactSchema.safeParse(jsonOf(row.text)).data;
  if (chained?.fair !== fair) return undefined;
  const { opening } = row;
  if (opening && chained.person !== commitment(opening.salt, opening.pseudonym, sha256)) {
    return undefined;
  }
  return factOf(row, chained);
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function personal({ chained, person }: Fact): PersonalFact {
  return { chained, ...(person && { pseudonym: person.pseudonym }) };
}
