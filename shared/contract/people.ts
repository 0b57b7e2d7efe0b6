import { z } from 'zod';
import { aboutSchema, answersSchema } from '../answers.ts';
import { ageBands, codesOf, educations, sexes, trades } from '../codes.ts';
import type { CardRecord } from '../consents.ts';
import { arrivalMeansSchema } from '../facts.ts';
import { postSchema as fairPost } from '../fair.ts';
import { kindOf, moment, named } from './shapes.ts';

/** What an attendee's page may know of a person: a masked name or four digits, never the number. */

export const arrivalId = z.string().length(16);

export const laneSchema = z.enum(['self', 'express']);
export type Lane = z.infer<typeof laneSchema>;

export const greetingSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('name'), maskedName: z.string() }),
  z.strictObject({ by: z.literal('digits'), lastFour: z.string().length(4) }),
  z.strictObject({ by: z.literal('nothing') }),
]);
export type Greeting = z.infer<typeof greetingSchema>;

/** An earlier check-in of the same person, if this station knows of one. */
const earlierSchema = z.strictObject({
  station: named,
  at: moment,
  /** How many more there are, besides the first one. */
  more: z.int().min(0),
});

/** What of the card is recorded beside the check-in, in the order in which people read it. */
export const cardRecordSchema = z.enum(['sex', 'age'] satisfies readonly CardRecord[]);

/** A person is here who has not yet said whether we may use their data. */
export const arrivalSchema = z.strictObject({
  arrival: arrivalId,
  means: arrivalMeansSchema,
  greeting: greetingSchema,
  cardExpiredOn: z.iso.date().exactOptional(),
  /** Absent if the fair records nothing of it, or they hold none. */
  records: z.array(cardRecordSchema).exactOptional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/** The check-in is on disk, and this is the pass. */
export const welcomeSchema = z.strictObject({
  arrival: arrivalId,
  greeting: greetingSchema,
  anonymous: z.boolean(),
  pass: z.strictObject({
    /** The content of the QR: `CF1:` and base45. */
    text: z.string().max(154),
    /** Printed beside it, to type at a booth if the phone's screen is cracked. */
    shortCode: z.string(),
  }),
  earlier: earlierSchema.exactOptional(),
  /** Known answers, so that no question is asked twice. */
  answers: answersSchema,
  /** They agreed to answer about key groups, here or at an earlier visit. */
  groupsAgreed: z.boolean(),
  /** A phone number was left, as far as they may know. It is sealed, so it can't be shown again. */
  phoneLeft: z.boolean(),
  /** True if they hold their ID card: only then may they see, correct and erase their data. */
  byCard: z.boolean(),
  /** They showed a pass, which may be a photograph: it changes nothing. */
  byPass: z.boolean(),
  lane: z.enum(['self', 'express']),
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** Why a scan led to nobody. Each reason has its own sentence and its own next step. */
export const refusalKinds = [
  'wrong-card',
  'card-unreadable',
  'card-moved',
  'code-unreadable',
  'code-unknown',
  'code-of-other-fair',
  'pass-forged',
  'pass-revoked',
  'blank-of-nobody',
  'blank-taken',
  'social-security-code',
  'reader-fault',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export const savingFaults = kindOf('not-saved', 'disk-full', 'not-allowed', 'gone');

const reasonSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trade'), trade: z.enum(codesOf(trades)) }),
  z.strictObject({ kind: z.literal('education'), education: z.enum(codesOf(educations)) }),
  z.strictObject({ kind: z.literal('any-education') }),
  z.strictObject({ kind: z.literal('pay') }),
  z.strictObject({ kind: z.literal('place') }),
  z.strictObject({ kind: z.literal('quiet') }),
]);

export const fittingPostSchema = z.strictObject({
  code: z.string(),
  title: z.string(),
  employer: z.string(),
  booth: z.string(),
  ...fairPost.pick({ pay: true, payText: true, per: true }).shape,
  place: z.string(),
  reasons: z.array(reasonSchema),
});
export type FittingPost = z.infer<typeof fittingPostSchema>;

/** What this station knows of a person, to show to that person; nothing that was sealed. */
export const myDaySchema = z.strictObject({
  maskedName: z.string(),
  checkins: z.array(z.strictObject({ station: named, at: moment })),
  ...aboutSchema.shape,
  /** What was recorded of their card, and not withdrawn. */
  card: z
    .strictObject({
      sex: z.enum(codesOf(sexes)).exactOptional(),
      age: z.enum(codesOf(ageBands)).exactOptional(),
    })
    .exactOptional(),
  /** Boxes that only the organiser can open. */
  sealed: z.strictObject({ identity: z.boolean(), phone: z.boolean() }),
  /** All employers of the fair, and whether this person withdrew what that one has. */
  employers: z.array(
    z.strictObject({ booth: z.string(), employer: z.string(), withdrawn: z.boolean() }),
  ),
  /** The number of facts about them here, including check-ins. */
  facts: z.int(),
});
export type MyDay = z.infer<typeof myDaySchema>;
