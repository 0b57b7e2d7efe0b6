import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { opens } from '../../../shared/chain.ts';
import {
  blankOf,
  type ChainedFact,
  type Envelope,
  type Fact,
  type FactRef,
  howUnread,
  type Opening,
  type PersonalFact,
  placeIn,
  type ReadFact,
  readFact,
} from '../../../shared/facts.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { targetOf } from '../../../shared/tally/standing.ts';
import { sha256 } from '../keys/sha256.ts';

/** Facts as rows: one shape in, one shape out, parsed at this edge. */

const unreadSchema = z.object({ slot: z.int(), facts: z.int() });
export type Unread = z.infer<typeof unreadSchema>;

const blob = z.instanceof(Uint8Array);
const rowSchema = z.object({
  text: z.string(),
  hash: blob,
  pseudonym: blob.nullable(),
  salt: blob.nullable(),
  blank: blob.nullable(),
});

const unreadRow = rowSchema.extend({ unread: z.int() });
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
  readonly opening?: Opening;
  /** Replaces the pseudonym of an erased person. */
  readonly tombstone?: string;
}

/** A fact with its text, whether or not this version can count it. */
export interface KeptFact extends ReadFact {
  readonly text: string;
  readonly hash: string;
  readonly person?: Fact['person'];
}

const COLUMNS = 'text, hash, pseudonym, salt, blank';

export function factRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target, blank, booth, unread)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE pseudonym = ? AND evidence IS NULL`,
  );
  const atPlace = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE booth = ? AND station = ? ORDER BY seq DESC LIMIT ?`,
  );
  const everAt = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE booth = ?`);
  const onPaper = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE kind = 'paper'`);
  const ofBlank = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE blank = ? AND evidence IS NULL`);
  const othersOfPerson = db.prepare(
    `SELECT ${COLUMNS} FROM fact
     WHERE pseudonym = ? AND evidence IS NULL AND (station, incarnation, seq) <> (?, ?, ?)`,
  );
  const about = db.prepare(`SELECT ${COLUMNS} FROM fact WHERE target = ? AND evidence IS NULL`);
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
  const aboutFacts = db.prepare(
    `SELECT ${COLUMNS} FROM fact WHERE target IS NOT NULL AND evidence IS NULL`,
  );
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

  const unreadBy = db.prepare(
    'SELECT station AS slot, count(*) AS facts FROM fact WHERE unread IS NOT NULL GROUP BY station ORDER BY station',
  );
  const unreadRows = db.prepare(`SELECT ${COLUMNS}, unread FROM fact WHERE unread IS NOT NULL`);
  const setRead = db.prepare(
    `UPDATE fact SET unread = ?, target = ?, blank = ?, booth = ?
     WHERE station = ? AND incarnation = ? AND seq = ?`,
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
      const beside = [person?.pseudonym, person?.salt, person?.blank].map(bytesOf);
      setPerson.run(...beside, station, incarnation, seq);
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
    /** What this station wrote at a booth or desk, newest first. */
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
    /** How many facts of each station this version cannot count in full. */
    unread: (): Unread[] => unreadBy.all().map((row) => unreadSchema.parse(row)),
    /** Reads them again, with what this version knows. Returns whether it knows more now. */
    readAgain(): boolean {
      let knowsMore = false;
      for (const row of unreadRows.all()) {
        const { unread, ...before } = unreadRow.parse(row);
        const fact = keptOf(parseRow(before));
        const now = howUnread(fact);
        if (now === unread) continue;
        knowsMore = true;
        const { station, incarnation, seq } = fact.envelope;
        const { target, blank, place } = lookedUpBy(fact);
        setRead.run(now, target, blank, place, station, incarnation, seq);
      }
      return knowsMore;
    },
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

function parseRow(row: unknown): FactRow {
  const { text, hash, pseudonym, salt, blank } = rowSchema.parse(row);
  return rowOf(text, hexOf(hash), {
    pseudonym: pseudonym && hexOf(pseudonym),
    salt: salt && hexOf(salt),
    blank: blank && hexOf(blank),
  });
}

/** The earlier form of a `bind` has the pass in its text, and opens no commitment of it. */
const commitsToPass = (text: string): boolean => !text.includes('"what":{"blank":');

export function rowOf(
  text: string,
  hash: string,
  beside: Readonly<Record<'pseudonym' | 'salt' | 'blank', string | null>>,
): FactRow {
  const { pseudonym, salt, blank } = beside;
  if (pseudonym === null) return { text, hash };
  if (salt === null) return { text, hash, tombstone: pseudonym };
  const pass = blank !== null && commitsToPass(text) && { blank };
  return { text, hash, opening: { pseudonym, salt, ...pass } };
}

/** Empty if only a newer version can count it. */
function factsIn(row: unknown): Fact[] {
  const fact = countable(keptOf(parseRow(row)));
  return fact ? [fact] : [];
}

/** The person of a stored fact has a pseudonym with its salt, or a tombstone. */
export function keptOf({ text, hash, opening, tombstone }: FactRow, read = readFact(text)): KeptFact {
  if (!read) throw new Error('a stored text is not a fact');
  const person = opening ?? (tombstone === undefined ? undefined : { pseudonym: tombstone });
  return { ...read, text, hash, ...(person && { person }) };
}

/** As this version counts it. */
export function countable(kept: KeptFact | undefined): Fact | undefined {
  if (!kept?.chained) return undefined;
  const { chained, hash, person } = kept;
  return { chained, hash, ...(person && { person }) };
}

/** A fact that this station writes itself. */
export const writtenHere = (fact: Fact, text: string): KeptFact => ({
  ...fact,
  text,
  envelope: fact.chained,
  unread: false,
});

function lookedUpBy(kept: KeptFact) {
  const fact = countable(kept);
  return {
    target: (fact && targetOf(fact.chained)) ?? null,
    blank: bytesOf(fact ? blankOf(personal(fact)) : kept.person?.blank),
    place: placeIn(kept.envelope) ?? null,
  };
}

export const wireOf = ({ text, hash, opening, tombstone }: FactRow): WireFact => ({
  text,
  hash,
  ...(opening && { opening }),
  ...(tombstone !== undefined && { tombstone }),
});

/**
 * Undefined if the text does not match its hash and opening, or belongs to another fair. A tombstone that no
 * valid order knows proves nothing.
 */
export function factFromElsewhere(
  { tombstone, ...row }: WireFact,
  fair: string,
  isTombstone: (tombstone: string) => boolean,
): KeptFact | undefined {
  if (sha256(row.text) !== row.hash) return undefined;
  const read = readFact(row.text);
  if (read?.envelope.fair !== fair) return undefined;
  const { opening } = row;
  if (opening && !opens(read.envelope, opening, sha256)) return undefined;
  const isAboutSomebody = read.envelope.person !== undefined;
  const buried = isAboutSomebody && tombstone !== undefined && isTombstone(tombstone);
  return keptOf({ ...row, ...(buried && { tombstone }) }, read);
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

const bytesOf = (hex: string | undefined): Buffer | null =>
  hex === undefined ? null : Buffer.from(hex, 'hex');

export function personal({ chained, person }: Fact): PersonalFact {
  const { pseudonym, blank } = person ?? {};
  return {
    chained,
    ...(pseudonym !== undefined && { pseudonym }),
    ...(blank !== undefined && { blank }),
  };
}
