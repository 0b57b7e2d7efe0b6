import { z } from 'zod';
import { factRefSchema, fairIdSchema, slotSchema } from '../facts.ts';
import { askedSchema, behindSchema } from '../report/behind.ts';
import { anomalySchema, MOST_FACTS_SHOWN } from '../report/anomalies.ts';
import { checklistSchema } from '../report/checklist.ts';
import { dayViewSchema } from '../report/day-view.ts';
import { mergedSchema } from '../report/merged.ts';
import {
  bulletinCheckSchema,
  publicationSchema,
  publishedSchema,
  scopeSchema as scope,
  withdrawalReasonSchema,
} from '../report/published.ts';
import { wallViewSchema } from '../report/wall.ts';
import { auditSchema } from './station.ts';
import { handedOver, kindOf, named, nothing, result } from './shapes.ts';

export type { DayView, EmployerLine } from '../report/day-view.ts';
export type { Asked, Behind } from '../report/behind.ts';
export type { Anomaly } from '../report/anomalies.ts';
export type { BulletinCheck, Published } from '../report/published.ts';
export type { Merged } from '../report/merged.ts';

/**
 * What an organiser asks: at the server after sign-in, or at a station of that role; each call says which
 * of them answers it, and both are held to that by the compiler.
 */

const bulletinNumber = z.int().min(1).max(999_999);

/** Who is at the server's page; null before sign-in. */
export const signedIn = z.strictObject({
  name: z.string(),
  fair: z.strictObject({ id: fairIdSchema, name: named, sample: z.boolean() }),
});

/** The server's greeting: its page is for organisers, and asks who they are first. */
export const serverHello = z.strictObject({
  state: z.literal('server'),
  fairs: z.array(z.strictObject({ id: fairIdSchema, name: named })),
  organiser: signedIn.nullable(),
});

/** At the server, signed in or not. */
export const openServerCalls = {
  /** A station has no sign-in: the staff card opens it. */
  'organiser.signIn': {
    by: 'server',
    input: z.strictObject({
      fair: fairIdSchema,
      name: z.string().trim().min(1).max(40),
      token: z.string().min(1).max(200),
    }),
    output: result(nothing, kindOf('wrong-token', 'no-such-fair')),
  },
  'organiser.signOut': { by: 'server', input: nothing, output: nothing },
  /** A published text is public: anybody may check it. */
  'bulletin.check': {
    by: 'server',
    input: z.strictObject({ fair: fairIdSchema, number: bulletinNumber }),
    output: result(bulletinCheckSchema, kindOf('none')),
  },
} as const;

/** At the server, these need a sign-in. */
export const organiserCalls = {
  'organiser.day': {
    by: 'both',
    input: z.strictObject({ scope }),
    output: result(dayViewSchema, kindOf('signed-out')),
  },
  /** What is missing before the doors open. */
  'organiser.checklist': {
    by: 'both',
    input: nothing,
    output: result(checklistSchema, kindOf('signed-out')),
  },
  /** What was written more than once and counts once. */
  'organiser.merged': {
    by: 'both',
    input: nothing,
    output: result(mergedSchema, kindOf('signed-out')),
  },
  /** Nobody has to wait for a slot that no machine was given: at the server, by who signed in. */
  'organiser.unused': {
    by: 'server',
    input: z.strictObject({ slot: slotSchema, unused: z.boolean() }),
    output: result(nothing, kindOf('signed-out', 'heard')),
  },
  /** The very facts that a figure counts. */
  'organiser.behind': {
    by: 'both',
    input: askedSchema,
    output: result(behindSchema, kindOf('signed-out')),
  },
  'organiser.anomalies': {
    by: 'both',
    input: nothing,
    output: result(
      z.strictObject({
        anomalies: z.array(anomalySchema),
        /** Decisions are facts, and only a station writes facts. */
        decidesHere: z.boolean(),
      }),
      kindOf('signed-out'),
    ),
  },
  /** At an organiser's station: what was found is admitted, excluded or explained, by name. */
  'organiser.decide': {
    by: 'station',
    input: z.strictObject({
      facts: z.array(factRefSchema).min(1).max(MOST_FACTS_SHOWN),
      decision: z.enum(['admit', 'exclude', 'explain']),
      by: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(1).max(200),
    }),
    output: result(nothing, kindOf('not-saved', 'disk-full')),
  },
  'organiser.auditExport': {
    by: 'both',
    input: nothing,
    output: result(handedOver, kindOf('signed-out', 'cancelled', 'not-saved')),
  },
  'organiser.audit': {
    by: 'both',
    input: nothing,
    output: result(auditSchema, kindOf('signed-out')),
  },
  /** At the server, which writes the text itself and refuses where it is not the one that was shown. */
  'organiser.publish': {
    by: 'server',
    input: publicationSchema,
    output: result(z.strictObject({ number: z.int() }), kindOf('signed-out', 'moved')),
  },
  /** At the server: what was published, and what of it was withdrawn. */
  'organiser.bulletins': {
    by: 'server',
    input: nothing,
    output: result(z.array(publishedSchema), kindOf('signed-out')),
  },
  /** At the server. Withdrawn twice, the first time and reason stand. */
  'organiser.withdraw': {
    by: 'server',
    input: z.strictObject({ number: bulletinNumber, reason: withdrawalReasonSchema }),
    output: result(nothing, kindOf('signed-out', 'none')),
  },
  /** For everyone in the hall: at a station of that role, or at the server after sign-in. */
  'wall.view': { by: 'both', input: nothing, output: result(wallViewSchema, kindOf('signed-out')) },
  'organiser.export': {
    by: 'both',
    input: z.strictObject({ scope, format: z.enum(['xlsx', 'csv', 'json']) }),
    output: result(handedOver, kindOf('signed-out', 'cancelled', 'not-saved')),
  },
} as const;
