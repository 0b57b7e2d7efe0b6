import { z } from 'zod';
import { opens } from '../../../shared/chain.ts';
import {
  blankOf,
  type Fact,
  type Opening,
  type PersonalFact,
  placeIn,
  type ReadFact,
  readFact,
} from '../../../shared/facts.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { targetOf } from '../../../shared/tally/standing.ts';
import { sha256 } from '../keys/sha256.ts';

/** A fact as a ledger keeps it: its text as it was signed, and whom it is about. */

const blob = z.instanceof(Uint8Array);
const rowSchema = z.object({
  text: z.string(),
  hash: blob,
  pseudonym: blob.nullable(),
  salt: blob.nullable(),
  blank: blob.nullable(),
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

export function parseRow(row: unknown): FactRow {
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
  columns: Readonly<Record<'pseudonym' | 'salt' | 'blank', string | null>>,
): FactRow {
  const { pseudonym, salt, blank } = columns;
  if (pseudonym === null) return { text, hash };
  if (salt === null) return { text, hash, tombstone: pseudonym };
  const pass = blank !== null && commitsToPass(text) && { blank };
  return { text, hash, opening: { pseudonym, salt, ...pass } };
}

/** Empty if only a newer version can count it. */
export function factsIn(row: unknown): Fact[] {
  const fact = countable(keptOf(parseRow(row)));
  return fact ? [fact] : [];
}

/** The person of a stored fact has a pseudonym with its salt, or a tombstone. */
export function keptOf(
  { text, hash, opening, tombstone }: FactRow,
  read = readFact(text),
): KeptFact {
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

export function lookedUpBy(kept: KeptFact) {
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

export const bytesOf = (hex: string | undefined): Buffer | null =>
  hex === undefined ? null : Buffer.from(hex, 'hex');

export function personal({ chained, person }: Fact): PersonalFact {
  const { pseudonym, blank } = person ?? {};
  return {
    chained,
    ...(pseudonym !== undefined && { pseudonym }),
    ...(blank !== undefined && { blank }),
  };
}
