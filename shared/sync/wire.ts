import { z } from 'zod';
import {
  fairIdSchema,
  hashSchema,
  incarnationSchema,
  pseudonymSchema,
  saltSchema,
  slotSchema,
} from '../facts.ts';
import { signedFairSchema } from '../fair.ts';
import { wallToldSchema } from '../report/wall.ts';
import { MOST_BOXES, sentBoxSchema } from './boxes.ts';
import { signedConditionSchema } from '../condition.ts';
import { coverageSchema } from '../report/coverage.ts';

/**
 * How facts travel: from a station to the server, to a hub on the way, or onto a stick. A batch may be
 * cut anywhere; what is signed is a head, and a fact counts once a signed head stands on it.
 */

export const SYNC_VERSION = 1;
/** As many as a server takes at once. */
export const MOST_FACTS = 5_000;

export const headSchema = z.strictObject({ seq: z.int().min(0), hash: hashSchema });

/** By the station's own key, over `headText`. */
export const signedHeadSchema = z.strictObject({
  ...headSchema.shape,
  signature: z.base64url().length(86),
});
export type SignedHead = z.infer<typeof signedHeadSchema>;

export const wireFactSchema = z.strictObject({
  text: z.string().max(8_000),
  hash: hashSchema,
  /** Absent where the fact is about no one. */
  opening: z.strictObject({ pseudonym: pseudonymSchema, salt: saltSchema }).exactOptional(),
  /** In the place of whoever was erased. */
  tombstone: pseudonymSchema.exactOptional(),
});
export type WireFact = z.infer<typeof wireFactSchema>;

export const ERASURE_DOMAIN = 'chunfeng/erasure/1';

/** Somebody asked to be taken out, at the station that signs this; it goes to whoever has facts of them. */
export const erasureSchema = z.strictObject({
  by: slotSchema,
  pseudonym: pseudonymSchema,
  /** What else their facts stand under. */
  also: z.array(pseudonymSchema).max(100),
  tombstone: pseudonymSchema,
  /** Later facts are of a new consent. */
  stampMs: z.int().min(0),
  signature: z.base64url().length(86),
});
export type Erasure = z.infer<typeof erasureSchema>;

export function erasureText(fair: string, erasure: Omit<Erasure, 'signature'>): string {
  const { by, pseudonym, also, tombstone, stampMs } = erasure;
  return `${fair}/${by}/${pseudonym}/${also.join('+')}/${tombstone}/${stampMs}`;
}

export const HEAR_DOMAIN = 'chunfeng/hear/1';

/**
 * What a station wants to know of the others. It names people, by pseudonym: the server tells it to
 * nobody but the holder of the station's key, who has signed what the server thought of just now.
 */
export const hearingSchema = z.strictObject({
  nonce: z.string().max(120),
  signature: z.base64url().length(86),
  /** How far it has heard of orders of erasure, and of others' facts. */
  erasures: z.int().min(0),
  facts: z.int().min(0),
  /** Of the fair, that it works by; absent from who takes none over the network. */
  revision: z.int().min(1).exactOptional(),
  /** Of this incarnation it has facts up to here only, and the server more. */
  lostAfter: z.int().min(0).exactOptional(),
});
export type Hearing = z.infer<typeof hearingSchema>;

export function hearText(fair: string, slot: number, nonce: string): string {
  return `${fair}/${slot}/${nonce}`;
}

export const sentConditionSchema = z.strictObject({
  said: signedConditionSchema,
  /** For so long it waited at a hub: what the station's clock said was right, or wrong, then. */
  ageMs: z.int().min(0),
});
export type SentCondition = z.infer<typeof sentConditionSchema>;

export const uploadSchema = z.strictObject({
  v: z.literal(SYNC_VERSION),
  incarnation: incarnationSchema,
  /** Where this incarnation began: the head that the station had then. */
  from: headSchema,
  facts: z.array(wireFactSchema).max(MOST_FACTS),
  /** At or after the last of these facts. */
  head: signedHeadSchema,
  /** How many facts wait at the station after these. */
  waiting: z.int().min(0),
  /** What people asked for here. */
  erasures: z.array(erasureSchema).max(200),
  /** Where the fair lets them leave the station. */
  boxes: z.array(sentBoxSchema).max(MOST_BOXES).exactOptional(),
  /** How the station is; absent from who only delivers. */
  condition: sentConditionSchema.exactOptional(),
  /** Absent while the station has no nonce, and for who only delivers. */
  hears: hearingSchema.exactOptional(),
});
export type Upload = z.infer<typeof uploadSchema>;

export const heardSchema = z.strictObject({
  /** What was asked for elsewhere since, and up to which number that is. */
  erasures: z.array(erasureSchema),
  erasuresUpTo: z.int().min(0),
  facts: z.array(wireFactSchema),
  factsUpTo: z.int().min(0),
  /** There are more than were told at once. */
  more: z.boolean(),
  /** The station's own, that it has lost. */
  lost: z.array(wireFactSchema),
  /** A later revision than the one that the station works by. */
  fair: signedFairSchema.exactOptional(),
  /** What the server has seen of all stations; for an organiser's station alone. */
  coverage: coverageSchema.exactOptional(),
  /** For a wall alone, which hears of nobody. */
  wall: wallToldSchema.exactOptional(),
});
export type Heard = z.infer<typeof heardSchema>;

export const ackSchema = z.strictObject({
  /** All up to here is on the server's disk. */
  acked: headSchema,
  /** All up to here stands under a signed head, and counts. */
  proven: z.int().min(0),
  /** The boxes that came with it are kept; absent where its revision of the fair wants none. */
  boxes: z.literal(true).exactOptional(),
  /** For the next question. */
  nonce: z.string(),
  heard: heardSchema.exactOptional(),
});
export type Ack = z.infer<typeof ackSchema>;

export const syncFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no-such-fair') }),
  z.strictObject({ kind: z.literal('no-such-station') }),
  z.strictObject({ kind: z.literal('revoked') }),
  z.strictObject({ kind: z.literal('bad-upload') }),
  /** The head is not signed by this station's key. */
  z.strictObject({ kind: z.literal('not-signed') }),
  /** The chain does not go on where the server stands: begin there. */
  z.strictObject({ kind: z.literal('does-not-fit'), acked: headSchema }),
  /** An incarnation that begins after a fact that the server has not seen yet. */
  z.strictObject({ kind: z.literal('unknown-beginning') }),
  /** The same place on the chain holds another fact: two machines say that they are this station. */
  z.strictObject({ kind: z.literal('forked'), seq: z.int() }),
]);
export type SyncFault = z.infer<typeof syncFaultSchema>;

export const stationPathSchema = z.strictObject({
  fair: fairIdSchema,
  slot: z.coerce.number().pipe(slotSchema),
});

/** What a station signs: this place on this chain, and no other. */
export function headText(
  fair: string,
  slot: number,
  incarnation: string,
  { seq, hash }: { readonly seq: number; readonly hash: string },
): string {
  return `${fair}/${slot}/${incarnation}/${seq}/${hash}`;
}
export const HEAD_DOMAIN = 'chunfeng/head/1';
