import { z } from 'zod';
import { heardAboutSchema } from './answers.ts';
import { ageBands, codesOf, intentSteps, orLater, sexes } from './codes.ts';
import { jsonOf } from './json.ts';
import { readKnown } from './read-known.ts';

/**
 * All that happens at a fair is recorded as facts of a few kinds, each written once by one station and
 * never changed. `ChainedFact` is what is hashed. What an erasure may have to remove (salt, pseudonym, free
 * text) stays beside it.
 */

export const FACT_VERSION = 1;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

export const fairIdSchema = hex(4);
export const slotSchema = z.int().min(1).max(65_535);
/** Random, so that a station that lost everything cannot repeat one. */
export const incarnationSchema = hex(4);
export const hashSchema = hex(32);
export const pseudonymSchema = hex(16);
export const saltSchema = hex(16);
/** Of an order of erasure. */
export const orderIdSchema = hex(16);

/** `3.9f2c01aa.57`: station, incarnation, sequence number. */
export const factRefSchema = z.string().regex(/^[1-9]\d{0,4}\.[0-9a-f]{8}\.[1-9]\d*$/);
export type FactRef = z.infer<typeof factRefSchema>;

const ms = z.int().min(0);
const code = z.string().regex(/^[A-Za-z0-9-]{1,24}$/);
const count = z.int().min(0).max(1_000_000);

export const arrivalMeansSchema = z.enum(['card', 'keypad', 'registration', 'pass', 'anonymous']);
export type ArrivalMeans = z.infer<typeof arrivalMeansSchema>;

export const withdrawalSchema = z.discriminatedUnion('consent', [
  z.strictObject({ consent: z.enum(['groups', 'card']) }),
  z.strictObject({ consent: z.literal('employer'), employer: code }),
]);
export type Withdrawal = z.infer<typeof withdrawalSchema>;

/**
 * What the ID card says, where the fair records it and the person agreed to the text of that version: see
 * `consents.ts`. Coarse, since it stays on the chain after the person has been erased.
 */
const cardSaysSchema = z.strictObject({
  sex: z.enum(codesOf(sexes)).exactOptional(),
  age: z.enum(codesOf(ageBands)).exactOptional(),
  consent: z.int().min(1),
});
export type CardSays = z.infer<typeof cardSaysSchema>;

const common = {
  v: z.literal(FACT_VERSION),
  fair: fairIdSchema,
  station: slotSchema,
  incarnation: incarnationSchema,
  seq: z.int().min(1),
  stamp: z.strictObject({ ms, n: z.int().min(0) }),
  /** The revision of the fair that the fact was written under. */
  revision: z.int().min(1),
  /** The hash of the fact before it, or of the chain's beginning. */
  prev: hashSchema,
  /** H(salt, pseudonym): the person, without naming them. */
  person: hashSchema.exactOptional(),
};

const fact = <K extends string, S extends z.ZodRawShape>(kind: K, what: S) =>
  z.strictObject({ ...common, kind: z.literal(kind), what: z.strictObject(what) });

/** Each kind with its fields. What it means to people, and how it counts, stands in deeds.ts. */
export const chainedFactSchema = z.discriminatedUnion('kind', [
  fact('checkin', {
    means: arrivalMeansSchema,
    lane: z.enum(['self', 'express']),
    /** Answers given after the pass name the check-in that they complete. */
    refines: factRefSchema.exactOptional(),
    about: heardAboutSchema.exactOptional(),
    cardExpired: z.literal(true).exactOptional(),
    card: cardSaysSchema.exactOptional(),
    /** This order erased them; they then came and agreed again: a new pseudonym, a second person. */
    follows: orderIdSchema.exactOptional(),
  }),
  /**
   * From now on a pre-printed pass belongs to this person. `pass` is a commitment of its pseudonym; earlier
   * versions put the pseudonym itself on the chain.
   */
  z.strictObject({
    ...common,
    kind: z.literal('bind'),
    what: z.union([
      z.strictObject({ pass: hashSchema }),
      z.strictObject({ blank: pseudonymSchema }),
    ]),
  }),
  /** They no longer agree: from here on the answer, or what that employer has, is not used. */
  z.strictObject({ ...common, kind: z.literal('withdraw'), what: withdrawalSchema }),
  fact('visit', { booth: code }),
  fact('talk', { booth: code, post: code.exactOptional() }),
  fact('resume', { booth: code, post: code }),
  fact('intent', {
    booth: code,
    post: code.exactOptional(),
    step: z.enum(orLater(codesOf(intentSteps))),
    /** The intents that this one follows; two if it settles a concurrent pair. */
    supersedes: z.array(factRefSchema).max(8),
  }),
  fact('consult', { desk: code, topic: code }),
  fact('handout', { desk: code, item: code, copies: count }),
  fact('service', { desk: code, step: code }),
  fact('booth', { booth: code, now: z.enum(['open', 'closed']) }),
  fact('paper', {
    booth: code,
    visits: count.exactOptional(),
    resumes: count.exactOptional(),
    intents: count.exactOptional(),
    source: code,
    enteredBy: z.string().min(1).max(40),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('clock'),
    what: z.discriminatedUnion('change', [
      z.strictObject({ change: z.literal('jump'), fromMs: ms, toMs: ms }),
      z.strictObject({
        change: z.literal('learnt'),
        /** Add this to the station's stamps to get the true time. */
        offsetMs: z.int(),
        source: z.enum(['server', 'organiser', 'peer']),
      }),
    ]),
  }),
  fact('retract', {
    fact: factRefSchema,
    reason: z.enum(['slip', 'duplicate', 'mistaken', 'request']).exactOptional(),
  }),
  fact('decide', {
    fact: factRefSchema,
    decision: z.enum(['admit', 'exclude', 'explain']),
    by: z.string().min(1).max(40),
  }),
]);
export type ChainedFact = z.infer<typeof chainedFactSchema>;
export const factKindSchema = z.enum(
  chainedFactSchema.options.map(({ shape }) => shape.kind.value),
);
export type FactKind = z.infer<typeof factKindSchema>;
const factKinds: ReadonlySet<string> = new Set(factKindSchema.options);
export const isFactKind = (kind: string): kind is FactKind => factKinds.has(kind);
export type FactOf<K extends FactKind> = Extract<ChainedFact, { kind: K }>;

/**
 * What every version can read of a fact, whatever its kind: its place on a chain, and whom it is about.
 */
const envelopeSchema = z.object({
  ...common,
  v: z.int().min(1),
  stamp: z.object({ ms, n: z.int().min(0) }),
  kind: z.string().min(1).max(40),
  what: z.looseObject({}),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export interface ReadFact {
  readonly envelope: Envelope;
  /** As far as this version knows it; absent if it does not know the kind, or too little of it. */
  readonly chained?: ChainedFact;
  /** Something of it is for a newer version alone (P75). */
  readonly unread: boolean;
}

/** How it stands in a column: 1 if it counts by what is known of it, 2 if it counts nowhere yet. */
export const howUnread = ({ chained, unread }: ReadFact): 1 | 2 | null =>
  unread ? (chained ? 1 : 2) : null;

/** Undefined if the text is no fact of any version. */
export function readFact(text: string): ReadFact | undefined {
  const json = jsonOf(text);
  const known = readKnown(chainedFactSchema, json);
  if (known) return { envelope: known.value, chained: known.value, unread: !known.isWhole };
  const envelope = envelopeSchema.safeParse(json).data;
  return envelope && { envelope, unread: true };
}

/** What a station records, before the ledger adds its place on the chain. */
export type Happening = {
  [K in FactKind]: { readonly kind: K; readonly what: FactOf<K>['what'] };
}[FactKind];

/**
 * Opens the commitments of a fact: who it is about, and for a `bind` the pre-printed pass. Stands beside the
 * chain, and goes at an erasure.
 */
export interface Opening {
  readonly pseudonym: string;
  readonly salt: string;
  readonly blank?: string;
}

/** A fact with what is kept beside the chain. After an erasure `person` is a tombstone without salt. */
export interface Fact {
  readonly chained: ChainedFact;
  readonly hash: string;
  readonly person?: Partial<Opening> & Pick<Opening, 'pseudonym'>;
}

/** A fact with the pseudonym (or tombstone) of its person. */
export interface PersonalFact {
  readonly chained: ChainedFact;
  /** Absent if the fact is about nobody, or if nothing proves whom it is about. */
  readonly pseudonym?: string;
  /** The pass that a `bind` opens. */
  readonly blank?: string;
}

/** The pre-printed pass that a `bind` gives away, if that is known. */
export function blankOf({ chained, blank }: PersonalFact): string | undefined {
  if (chained.kind !== 'bind') return undefined;
  return 'blank' in chained.what ? chained.what.blank : blank;
}

/** It names a person whom nothing proves, so it counts nowhere. */
export function isUnproven({ chained, pseudonym }: PersonalFact): boolean {
  return chained.person !== undefined && pseudonym === undefined;
}

export function refOf(fact: Pick<Envelope, 'station' | 'incarnation' | 'seq'>): FactRef {
  return `${fact.station}.${fact.incarnation}.${fact.seq}`;
}

/** The booth or desk where a fact happened. */
export function placeOf({ what }: Pick<ChainedFact, 'what'>): string | undefined {
  if ('booth' in what) return what.booth;
  return 'desk' in what ? what.desk : undefined;
}

/** The same for a fact of any kind. */
export function placeIn({ what }: Pick<Envelope, 'what'>): string | undefined {
  return code.safeParse(what.booth ?? what.desk).data;
}
