import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type ChainedFact,
  type Envelope,
  type Fact,
  type FactRef,
  howUnread,
} from '../../../shared/facts.ts';
import {
  bytesOf,
  countable,
  type FactRow,
  factsIn,
  hexOf,
  type KeptFact,
  keptOf,
  lookedUpBy,
  parseRow,
} from './kept-facts.ts';

/** Facts as rows: one shape in, one shape out, parsed at this edge. */

const blob = z.instanceof(Uint8Array);
const branchRow = z.object({
  station: z.int(),
  incarnation: z.string(),
  facts: z.int(),
  first: z.int(),
  seq: z.int(),
  hash: blob,
});

export const COLUMNS = 'text, hash, pseudonym, salt, blank';

export function factRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target, blank, booth, unread)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = (where: string) => db.prepare(`SELECT ${COLUMNS} FROM fact WHERE ${where}`);
  const ofPerson = select('pseudonym = ? AND evidence IS NULL');
  const atPlace = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE booth = ? AND station = ? ORDER BY seq DESC LIMIT ?`,
  );
  const everAt = select('booth = ?');
  const onPaper = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE kind = 'paper'`);
  const ofBlank = select('blank = ? AND evidence IS NULL');
  const othersOfPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact
     WHERE pseudonym = ? AND evidence IS NULL AND (station, incarnation, seq) <> (?, ?, ?)`,
  );
  const about = select('target = ? AND evidence IS NULL');
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
  const aboutFacts = select('target IS NOT NULL AND evidence IS NULL');
  const byPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE pseudonym IS NOT NULL AND evidence IS NULL ORDER BY pseudonym`,
  );
  const ofNobody = db.prepare(
    `SELECT ${COLUMNS} FROM fact
     WHERE pseudonym IS NULL AND target IS NULL AND evidence IS NULL AND json_type(text, '$.person') IS NULL`,
  );
  const setPerson = db.prepare(
    `UPDATE fact SET pseudonym = ?, salt = ?, blank = coalesce(?, blank)
     WHERE station = ? AND incarnation = ? AND seq = ?`,
  );
  const remove = db.prepare('DELETE FROM fact WHERE station = ? AND incarnation = ? AND seq = ?');
  const count = db.prepare('SELECT count(*) FROM fact').pluck();
  // SQLite takes the hash from the row with the greatest number.
  const branches = db.prepare(
    `SELECT station, incarnation, count(*) AS facts, min(seq) AS first, max(seq) AS seq, hash
     FROM fact GROUP BY station, incarnation ORDER BY station, incarnation`,
  );

  function kept(ref: FactRef): KeptFact | undefined {
    const [station, incarnation, seq] = ref.split('.');
    const row = one.get(Number(station), incarnation, Number(seq));
    return row === undefined ? undefined : keptOf(parseRow(row));
  }

  return {
    insert(fact: KeptFact): void {
      const { station, incarnation, seq, kind } = fact.envelope;
      const { target, blank, place } = lookedUpBy(fact);
      insert.run(
        station,
        incarnation,
        seq,
        kind,
        fact.text,
        Buffer.from(fact.hash, 'hex'),
        bytesOf(fact.person?.pseudonym),
        bytesOf(fact.person?.salt),
        target,
        blank,
        place,
        howUnread(fact),
      );
    },
    /** What proves whom a stored fact is about came later. */
    setPerson({ envelope, person }: KeptFact): void {
      const { station, incarnation, seq } = envelope;
      const values = [person?.pseudonym, person?.salt, person?.blank].map(bytesOf);
      setPerson.run(...values, station, incarnation, seq);
    },
    remove({ station, incarnation, seq }: Envelope): void {
      remove.run(station, incarnation, seq);
    },
    ofPerson: (pseudonym: string): Fact[] =>
      ofPerson.all(Buffer.from(pseudonym, 'hex')).flatMap(factsIn),
    ofBlank: (blank: string): Fact[] => ofBlank.all(Buffer.from(blank, 'hex')).flatMap(factsIn),
    /** All facts except the one that the caller already has. */
    othersOfPerson(pseudonym: string, { station, incarnation, seq }: ChainedFact): Fact[] {
      const person = Buffer.from(pseudonym, 'hex');
      return othersOfPerson.all(person, station, incarnation, seq).flatMap(factsIn);
    },
    /** What a station wrote at a booth or desk, newest first. */
    atPlace: (place: string, station: number, limit: number): Fact[] =>
      atPlace.all(place, station, limit).flatMap(factsIn),
    everAt: (place: string): Fact[] => everAt.all(place).flatMap(factsIn),
    onPaper: (): Fact[] => onPaper.all().flatMap(factsIn),
    about: (ref: FactRef): Fact[] => about.all(ref).flatMap(factsIn),
    ofKind: (kind: 'clock' | 'booth'): Fact[] => ofKind.all(kind).flatMap(factsIn),
    one: (ref: FactRef): Fact | undefined => countable(kept(ref)),
    kept,
    /** Whether later facts of the same chain are here already. */
    goesOnAfter: ({ station, incarnation, seq }: ChainedFact): boolean =>
      later.get(station, incarnation, seq) !== undefined,
    *branch(station: number, incarnation: string, afterSeq: number): Generator<FactRow> {
      for (const row of branch.iterate(station, incarnation, afterSeq)) yield parseRow(row);
    },
    *aboutFacts(): Generator<Fact> {
      for (const row of aboutFacts.iterate()) yield* factsIn(row);
    },
    *byPerson(): Generator<Fact> {
      for (const row of byPerson.iterate()) yield* factsIn(row);
    },
    *ofNobody(): Generator<Fact> {
      for (const row of ofNobody.iterate()) yield* factsIn(row);
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
