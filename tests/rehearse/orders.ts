import { z } from 'zod';
import { codesOf, intentSteps } from '../../shared/codes.ts';
import { boothTaps } from '../../shared/deeds.ts';
import { slotSchema } from '../../shared/facts.ts';
import { fairSchema } from '../../shared/fair.ts';

/** The commands that a rehearsal sends to a station's process, and the replies. */

const intent = z.strictObject({ post: z.string(), step: z.enum(codesOf(intentSteps)) });

const card = z.strictObject({
  type: z.literal('citizen'),
  name: z.string(),
  number: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  birth: z.string(),
  address: z.string(),
  validUntil: z.string(),
});

const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('open'),
    folder: z.string(),
    fair: fairSchema,
    slot: slotSchema,
    passSeed: z.base64url(),
    pseudonymKey: z.base64url().exactOptional(),
    server: z.url(),
    /** The card that binds a scanner, by booth. */
    cards: z.record(z.string(), z.string()),
  }),
  z.strictObject({ do: z.literal('enter'), nowMs: z.int(), card, consents: z.boolean() }),
  z.strictObject({
    do: z.literal('call'),
    nowMs: z.int(),
    booth: z.string(),
    pass: z.string(),
    post: z.string(),
    taps: z.array(z.enum(boothTaps)),
    intent: intent.exactOptional(),
    slip: intent.exactOptional(),
  }),
  z.strictObject({ do: z.literal('walk-in'), nowMs: z.int(), booth: z.string() }),
  /** The network is back. */
  z.strictObject({ do: z.literal('online') }),
  z.strictObject({ do: z.literal('close') }),
]);
export type Order = z.infer<typeof orderSchema>;
export type Opening = Extract<Order, { do: 'open' }>;

export const numberedOrder = z.strictObject({ number: z.int(), order: orderSchema });

export const answerSchema = z.strictObject({
  number: z.int(),
  /** The reason of a failure; empty on success. */
  fault: z.string(),
  /** The pass of the person who checked in. */
  pass: z.string().exactOptional(),
});
export type Answer = z.infer<typeof answerSchema>;
