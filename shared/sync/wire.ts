import { z } from 'zod';
import {
  type Envelope,
  fairIdSchema,
  hashSchema,
  incarnationSchema,
  pseudonymSchema,
  saltSchema,
  slotSchema,
} from '../facts.ts';
import { canonicalObjectSchema, type CanonicalObject, canonicalText } from '../canonical.ts';
import { signedFairSchema } from '../fair.ts';
import { wallNewsSchema } from '../report/wall.ts';
import { MOST_BOXES, sentBoxSchema } from './boxes.ts';
import { anyErasureSchema, erasureSchema } from './erasures.ts';
import { coverageSchema } from '../report/coverage.ts';

/**
 * How facts travel from a station to the server, to a hub on the way, or onto a stick. A batch may be cut
 * anywhere: stations sign heads, and a fact counts once a signed head follows it.
 */

export const SYNC_VERSION = 1;
/** A database's word that it holds all that it has acknowledged and sent so far (P60). */
const receiptSchema = z.string().max(120);
/** The most that a server accepts at once. */
export const MOST_FACTS = 5_000;

const headSchema = z.strictObject({ seq: z.int().min(0), hash: hashSchema });

/** By the station's own key, over `headText`. */
const signedHeadSchema = z.strictObject({
  ...headSchema.shape,
  signature: z.base64url().length(86),
});
export type SignedHead = z.infer<typeof signedHeadSchema>;

/** Says whom a fact is about; all absent if it is about nobody, or if the sender cannot tell. */
const besideSchema = z.strictObject({
  opening: z
    .strictObject({
      pseudonym: pseudonymSchema,
      salt: saltSchema,
      /** The pre-printed pass that a `bind` gives to this person. */
      blank: pseudonymSchema.exactOptional(),
    })
    .exactOptional(),
  /** Takes the place of an erased person. */
  tombstone: pseudonymSchema.exactOptional(),
  /** By the fact's author, over `coverText`: that the tombstone stands for the fact's person. */
  cover: z.base64url().length(86).exactOptional(),
});
export type Beside = z.infer<typeof besideSchema>;

export const COVER_DOMAIN = 'chunfeng/cover/1';

export function coverText(
  fair: string,
  { station, incarnation, seq }: Pick<Envelope, 'station' | 'incarnation' | 'seq'>,
  hash: string,
  tombstone: string,
): string {
  return `${fair}/${station}/${incarnation}/${seq}/${hash}/${tombstone}`;
}

/** For a fact that the receiver has, and has no proof of its person. */
const factPlaceSchema = z.strictObject({ incarnation: incarnationSchema, seq: z.int().min(1) });
export type FactPlace = z.infer<typeof factPlaceSchema>;
export const placeName = ({ incarnation, seq }: FactPlace): string => `${incarnation}.${seq}`;
const proofSchema = z.strictObject({ ...factPlaceSchema.shape, ...besideSchema.shape });
export type Proof = z.infer<typeof proofSchema>;
export const MOST_PROOFS = 500;

const wireFactSchema = z.strictObject({
  text: z.string().max(8_000),
  hash: hashSchema,
  ...besideSchema.shape,
});
export type WireFact = z.infer<typeof wireFactSchema>;

export const HEAR_DOMAIN = 'chunfeng/hear/1';

/** Hubs in a row, at most. */
const MOST_HOPS = 4;

/** Machines whose records the fair lets a station receive, and how far (P125). */
export const heardMachinesSchema = z
  .array(z.strictObject({ of: slotSchema, before: z.int().min(1) }))
  .max(10_000);

/** A question for a server above the hub that carries it up (P70). */
const questionAboveSchema = z.strictObject({
  nonce: z.string().max(120),
  signature: z.base64url().length(86),
  erasures: z.int().min(0),
  facts: z.int().min(0),
  machines: heardMachinesSchema.exactOptional(),
  /** With which the station heard that far. */
  receipt: receiptSchema.exactOptional(),
});

/**
 * A station's question for news of others. The answer names people by pseudonym, so the server gives it
 * only to the holder of the station's key, proved by a signature over the server's recent nonce.
 */
export const hearingSchema = z.strictObject({
  nonce: z.string().max(120),
  signature: z.base64url().length(86),
  /** The last erasure order, and the last fact of others, that it has received. */
  erasures: z.int().min(0),
  facts: z.int().min(0),
  /** Whose facts it also has up to there; absent where the fair names none for it, and from earlier versions. */
  machines: heardMachinesSchema.exactOptional(),
  /** The revision of the fair in force; omitted by stations that accept none over the network. */
  revision: z.int().min(1).exactOptional(),
  /** The hash of that revision; omitted while it knows of another one of this number. */
  revisionHash: hashSchema.exactOptional(),
  /** It lost its own facts of this incarnation after this one; the server has them. */
  lostAfter: z.int().min(0).exactOptional(),
  /** Drawn at each start of the station: two machines of one slot take turns (P68). */
  run: incarnationSchema.exactOptional(),
  /** Where a hub asks for the station: the receipt with which the station heard that far. */
  receipt: receiptSchema.exactOptional(),
  /** For the servers above the hub, the nearest first. */
  above: z.array(questionAboveSchema).max(MOST_HOPS).exactOptional(),
  /** Only rises, so that nobody asks the same again. Absent from earlier versions, which sign the nonce alone. */
  number: z.int().min(1).exactOptional(),
});
export type Hearing = z.infer<typeof hearingSchema>;

export function hearText(fair: string, slot: number, nonce: string, run?: string): string {
  return `${fair}/${slot}/${nonce}${run === undefined ? '' : `/${run}`}`;
}

export const QUESTION_DOMAIN = 'chunfeng/question/1';

/** Everything in the question, so that nobody on the way can change what is asked. */
export function questionText(fair: string, slot: number, question: CanonicalObject): string {
  return `${fair}/${slot}/${canonicalText(question)}`;
}

/** For the stream that only says that there is news. */
export const LIVE_DOMAIN = 'chunfeng/live/1';

/** A whole hall's readers fit in; it is kept as it was signed, whatever a newer station says in it. */
const MOST_SAID = 20_000;

const sentConditionSchema = z.strictObject({
  said: canonicalObjectSchema.refine((said) => canonicalText(said).length <= MOST_SAID),
  /** How long it waited at a hub. The station's clock is compared with the moment before that. */
  ageMs: z.int().min(0),
});
export type SentCondition = z.infer<typeof sentConditionSchema>;

export const uploadSchema = z.strictObject({
  v: z.literal(SYNC_VERSION),
  incarnation: incarnationSchema,
  /** The station's head when this incarnation began. */
  from: headSchema,
  facts: z.array(wireFactSchema).max(MOST_FACTS),
  /** At or after the last of these facts. */
  head: signedHeadSchema,
  /** How many facts still wait at the station after these. */
  waiting: z.int().min(0),
  /** Erasure orders that were given here. */
  erasures: z.array(anyErasureSchema).max(200),
  /** For facts that the server named as unproven. Absent from earlier versions, which are not asked. */
  proofs: z.array(proofSchema).max(MOST_PROOFS).exactOptional(),
  /** Present if the fair lets boxes leave the station. */
  boxes: z.array(sentBoxSchema).max(MOST_BOXES).exactOptional(),
  /** The station's condition; omitted by stations that only upload. */
  condition: sentConditionSchema.exactOptional(),
  /** A question as it was signed; omitted while the station has no nonce, and by stations that only upload. */
  hears: canonicalObjectSchema.exactOptional(),
  /** The newest one that this server gave. */
  receipt: receiptSchema.exactOptional(),
  /** The server said that its revision is earlier than this one. */
  revised: signedFairSchema.exactOptional(),
});
export type Upload = z.infer<typeof uploadSchema>;

const heardHereSchema = z.strictObject({
  /** Erasure orders from elsewhere, and the number of the last one. */
  erasures: z.array(erasureSchema),
  erasuresUpTo: z.int().min(0),
  facts: z.array(wireFactSchema),
  factsUpTo: z.int().min(0),
  /** Whose facts are sent as well, in answer to a question that names some. */
  machines: heardMachinesSchema.exactOptional(),
  /** More is available than fits into one answer. */
  more: z.boolean(),
  /** The station's own facts that it lost. */
  lost: z.array(wireFactSchema),
  /** The head above them that the station signed. */
  lostHead: signedHeadSchema.exactOptional(),
  /** Another machine asks in the name of this station, in turns with it. */
  twin: z.literal(true).exactOptional(),
  /** A revision later than the station's. */
  fair: signedFairSchema.exactOptional(),
  /** The server's coverage of all stations; only for an organiser's station. */
  coverage: coverageSchema.exactOptional(),
  /** The number of the lists of registered people here; only for entrances and an organiser's station. */
  people: z.int().min(0).exactOptional(),
  /** Only for a wall, which gets no facts of people. */
  wall: wallNewsSchema.exactOptional(),
});

const heardAboveSchema = z.strictObject({
  heard: heardHereSchema.pick({
    erasures: true,
    erasuresUpTo: true,
    facts: true,
    factsUpTo: true,
    machines: true,
    more: true,
  }),
  receipt: receiptSchema.exactOptional(),
});
export type HeardAbove = z.infer<typeof heardAboveSchema>;

const heardSchema = z.strictObject({
  ...heardHereSchema.shape,
  /** What the servers above this hub answered, the nearest first. */
  above: z.array(heardAboveSchema).max(MOST_HOPS).exactOptional(),
});
export type Heard = z.infer<typeof heardSchema>;

/** An incarnation of the station as the server has it, up to its last signed head. */
const seenBranchSchema = z.strictObject({
  incarnation: incarnationSchema,
  from: headSchema,
  head: headSchema,
});
export type SeenBranch = z.infer<typeof seenBranchSchema>;

export const ackSchema = z.strictObject({
  /** Everything up to here is on the server's disk. */
  acked: headSchema,
  /** Everything up to here is under a signed head, and counts. */
  proven: z.int().min(0),
  /** The boxes that came with it are stored; absent if the server's revision of the fair accepts none. */
  boxes: z.literal(true).exactOptional(),
  /** Facts of this station without a proof by their author; for senders of proofs. */
  unproven: z.array(factPlaceSchema).max(MOST_PROOFS).exactOptional(),
  /** For the next question. */
  nonce: z.string(),
  heard: heardSchema.exactOptional(),
  receipt: receiptSchema.exactOptional(),
  /** The receipt is not from this database, or from a later state of it: send and hear all again (P62). */
  restored: z.literal(true).exactOptional(),
  /** Of the fair, at this server. */
  revision: z.int().exactOptional(),
  /** All incarnations of the slot; not in answer to facts without a question. */
  branches: z.array(seenBranchSchema).exactOptional(),
  /** From the servers above this hub, the nearest first: for the next question. */
  above: z.array(z.string()).max(MOST_HOPS).exactOptional(),
  /** Which messages this server reads (see versions.ts). */
  reads: z.int().exactOptional(),
});
export type Ack = z.infer<typeof ackSchema>;

export const syncFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('no-such-fair'),
    /** It was archived here: what there was of this slot, for its station alone (P135). */
    branches: z.array(seenBranchSchema).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('no-such-station') }),
  z.strictObject({ kind: z.literal('revoked') }),
  z.strictObject({ kind: z.literal('bad-upload') }),
  /** The head is not signed by this station's key. */
  z.strictObject({ kind: z.literal('not-signed') }),
  /** The chain does not continue from the server's last fact: continue from `acked`. */
  z.strictObject({ kind: z.literal('does-not-fit'), acked: headSchema }),
  /** An incarnation that begins after a fact that the server does not have yet. */
  z.strictObject({ kind: z.literal('unknown-beginning') }),
  /** The server has another fact at this place: two machines claim to be this station. */
  z.strictObject({
    kind: z.literal('forked'),
    seq: z.int(),
    /** Heads of the server's own chain, from its end back, ever further apart (P65). */
    trail: z.array(headSchema).exactOptional(),
    nonce: z.string().exactOptional(),
  }),
]);
export type SyncFault = z.infer<typeof syncFaultSchema>;

export const stationPathSchema = z.strictObject({
  fair: fairIdSchema,
  slot: z.coerce.number().pipe(slotSchema),
});

/** A refusal for a reason that only a newer station knows; servers do not send it. */
export type UnknownFault = { readonly kind: 'unknown' };

/** What a station signs: this place on this chain. */
export function headText(
  fair: string,
  slot: number,
  incarnation: string,
  { seq, hash }: { readonly seq: number; readonly hash: string },
): string {
  return `${fair}/${slot}/${incarnation}/${seq}/${hash}`;
}
export const HEAD_DOMAIN = 'chunfeng/head/1';
