import { z } from 'zod';
import { answersSchema } from '../answers.ts';
import { isGroupsConsent } from '../consents.ts';
import { withdrawalSchema } from '../facts.ts';
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

/** An entrance page's questions about the person in front of it, and the results of scans. */

export const arrivalCalls = {
  /** An ID number from the on-screen keys. */
  'arrival.keypad': {
    input: z.strictObject({ number: z.string().max(24) }),
    output: result(
      arrivalSchema,
      kindOf('length', 'character', 'region', 'birth', 'checksum', 'busy'),
    ),
  },
  /** What a keyboard-wedge scanner typed; a `face` event answers it, as for any reader. */
  'arrival.wedge': { input: z.strictObject({ text: z.string().max(512) }), output: nothing },
  /**
   * Checks in someone without card or code, or who prefers to give no name. The page names the arrival, so
   * that a retry after a lost answer counts nobody twice.
   */
  'arrival.nameless': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(welcomeSchema, savingFaults),
  },
  'arrival.consent': {
    input: z.strictObject({ arrival: arrivalId, consent: z.boolean() }),
    output: result(welcomeSchema, savingFaults),
  },
  /** The person has begun to answer: until they finish, a scan is ignored and the page says so. */
  'arrival.attend': { input: z.strictObject({ arrival: arrivalId }), output: nothing },
  /** They agree to answer about key groups. Returns what they told the bureau when they registered. */
  'arrival.agreeGroups': {
    input: z.strictObject({ arrival: arrivalId, consent: z.int().refine(isGroupsConsent) }),
    output: result(
      z.strictObject({ groups: answersSchema.shape.groups }),
      kindOf('gone', 'card-only'),
    ),
  },
  /** Answers about key groups count only after `arrival.agreeGroups`. */
  'arrival.answer': {
    input: z.strictObject({
      arrival: arrivalId,
      answers: answersSchema,
      phone: z
        .string()
        .regex(/^1[3-9]\d{9}$/)
        .exactOptional(),
      /** Employers who get this person's résumé may see the number. */
      share: z.boolean().exactOptional(),
    }),
    /** `card-only`: a pass changes nothing, and who gave no data has none to change. */
    output: result(welcomeSchema, z.union([savingFaults, kindOf('card-only')])),
  },
  /** Posts that fit their answers; nothing of this is stored. */
  'arrival.posts': {
    input: z.strictObject({
      arrival: arrivalId,
      notForMe: z.array(z.string().max(24)).max(200),
      payAtLeast: z.int().min(0).max(1_000_000).exactOptional(),
      place: z.string().max(40).exactOptional(),
      /** What they typed; finds posts and employers, whatever their answers. */
      find: z.string().max(40).exactOptional(),
    }),
    output: result(
      z.strictObject({
        posts: z.array(fittingPostSchema),
        total: z.int(),
        places: z.array(z.string()),
        /** Whether they named a trade or an education; otherwise the posts are a general selection. */
        asked: z.boolean(),
      }),
      kindOf('gone'),
    ),
  },
  /** Releases the pre-printed pass that was given last. */
  'arrival.unbind': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, savingFaults),
  },
  'arrival.myDay': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(myDaySchema, kindOf('gone', 'card-only')),
  },
  /** They no longer agree; the pass stays theirs. */
  'arrival.withdraw': {
    input: z.strictObject({ arrival: arrivalId, from: withdrawalSchema }),
    output: result(welcomeSchema, z.union([savingFaults, kindOf('card-only')])),
  },
  /** Erases the person from this station and its backups, for good. */
  'arrival.erase': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, kindOf('gone', 'card-only', 'not-erased')),
  },
  /** Prints a ticket with the pass that is on the screen. */
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
  /** The person has finished or gone: the station forgets them. */
  'arrival.leave': { input: z.strictObject({ arrival: arrivalId }), output: nothing },
} as const;

export const faceEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arrival'), arrival: arrivalSchema }),
  z.strictObject({ kind: z.literal('welcome'), welcome: welcomeSchema }),
  z.strictObject({ kind: z.literal('refused'), why: z.enum(refusalKinds) }),
  /** The pre-printed pass that was scanned now belongs to them. */
  z.strictObject({ kind: z.literal('bound'), arrival: arrivalId, shortCode: z.string() }),
  /** The current step has no use for this scan. It never takes effect later. */
  z.strictObject({ kind: z.literal('ignored') }),
  z.strictObject({
    kind: z.literal('not-saved'),
    why: z.enum(['not-saved', 'disk-full', 'not-allowed']),
  }),
]);
export type FaceEvent = z.infer<typeof faceEvent>;
