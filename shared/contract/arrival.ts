import { z } from 'zod';
import { answersSchema } from '../answers.ts';
import {
  arrivalId,
  arrivalSchema,
  fittingPostSchema,
  myDaySchema,
  refusalKinds,
  savingFaults,
  welcomeSchema,
} from './people.ts';
import { printFault, ticketSchema } from './printing.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** What an entrance's page asks about the person in front of it, and what scans lead to. */

export const arrivalCalls = {
  /** An ID number from the on-screen keys. */
  'arrival.keypad': {
    input: z.strictObject({ number: z.string().max(24) }),
    output: result(
      arrivalSchema,
      kindOf('length', 'character', 'region', 'birth', 'checksum', 'busy'),
    ),
  },
  /** What a keyboard-wedge scanner typed; answered by a `face` event, as for any reader. */
  'arrival.wedge': { input: z.strictObject({ text: z.string().max(512) }), output: nothing },
  /**
   * Someone without card or code, or who prefers to give none. The page names the arrival, so that asking
   * again after a lost answer counts nobody twice.
   */
  'arrival.nameless': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(welcomeSchema, savingFaults),
  },
  'arrival.consent': {
    input: z.strictObject({ arrival: arrivalId, consent: z.boolean() }),
    output: result(welcomeSchema, savingFaults),
  },
  /** The person has begun to answer: a scan meanwhile is ignored, and says so. */
  'arrival.attend': { input: z.strictObject({ arrival: arrivalId }), output: nothing },
  'arrival.answer': {
    input: z.strictObject({
      arrival: arrivalId,
      answers: answersSchema,
      phone: z
        .string()
        .regex(/^1[3-9]\d{9}$/)
        .exactOptional(),
      /** Employers who take their résumé may see the number. */
      share: z.boolean().exactOptional(),
    }),
    output: result(welcomeSchema, savingFaults),
  },
  /** Posts that fit their answers; nothing of it is stored. */
  'arrival.posts': {
    input: z.strictObject({
      arrival: arrivalId,
      notForMe: z.array(z.string().max(24)).max(200),
      payAtLeast: z.int().min(0).max(1_000_000).exactOptional(),
      place: z.string().max(40).exactOptional(),
    }),
    output: result(
      z.strictObject({
        posts: z.array(fittingPostSchema),
        total: z.int(),
        places: z.array(z.string()),
        /** They named a trade or an education; otherwise the posts are a first look around. */
        asked: z.boolean(),
      }),
      kindOf('gone'),
    ),
  },
  /** Takes back the pre-printed pass that was given last. */
  'arrival.unbind': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, savingFaults),
  },
  'arrival.myDay': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(myDaySchema, kindOf('gone', 'card-only')),
  },
  /** Erases them from this station and its backups, for good. */
  'arrival.erase': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, kindOf('gone', 'card-only', 'not-erased')),
  },
  /** A ticket with their pass, which is on the screen too. */
  'arrival.print': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(
      z.discriminatedUnion('how', [
        z.strictObject({ how: z.literal('printed') }),
        /** The page lays this out, then calls `arrival.printPage`. */
        z.strictObject({ how: z.literal('page'), ticket: ticketSchema }),
      ]),
      z.union([printFault, kindOf('gone')]),
    ),
  },
  'arrival.printPage': {
    input: nothing,
    output: result(z.strictObject({ how: z.enum(['printed', 'dialogue']) }), printFault),
  },
  'fair.hall': {
    input: nothing,
    output: z.strictObject({
      width: z.int(),
      height: z.int(),
      zones: z.array(
        z.strictObject({
          name: z.string(),
          x: z.int(),
          y: z.int(),
          width: z.int(),
          height: z.int(),
        }),
      ),
      spots: z.array(z.strictObject({ booth: z.string(), x: z.int(), y: z.int() })),
    }),
  },
  /** Done, or gone: the station forgets them. */
  'arrival.leave': { input: z.strictObject({ arrival: arrivalId }), output: nothing },
} as const;

export const faceEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arrival'), arrival: arrivalSchema }),
  z.strictObject({ kind: z.literal('welcome'), welcome: welcomeSchema }),
  z.strictObject({ kind: z.literal('refused'), why: z.enum(refusalKinds) }),
  /** The pre-printed pass that was scanned is theirs now. */
  z.strictObject({ kind: z.literal('bound'), arrival: arrivalId, shortCode: z.string() }),
  /** A scan in a step that has no use for it. It will not fire later. */
  z.strictObject({ kind: z.literal('ignored') }),
  z.strictObject({ kind: z.literal('not-saved'), why: z.enum(['not-saved', 'disk-full']) }),
]);
export type FaceEvent = z.infer<typeof faceEvent>;
