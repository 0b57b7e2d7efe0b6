import { z } from 'zod';
import { factRefSchema, fairIdSchema, slotSchema } from '../facts.ts';
import { MOST_BOOTHS } from '../fair.ts';
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
import { filledReturnSchema } from '../report/returns/fill.ts';
import { keptBulletinSchema, returnIdSchema, returnPartSchema } from '../report/returns/kept.ts';
import { wallViewSchema } from '../report/wall.ts';
import {
  accountNameSchema,
  accountRoleSchema,
  accountsOfSchema,
  passwordSchema,
} from './accounts.ts';
import { placeCode } from './counter.ts';
import { auditSchema } from './station.ts';
import { handedOver, kindOf, named, nothing, result } from './shapes.ts';

/**
 * An organiser's calls. `by` says who answers each: the server, a station of that role, or both. The
 * compiler checks this on both sides.
 */

const notKept = ['not-saved', 'disk-full', 'not-allowed'] as const;

const bulletinNumber = z.int().min(1).max(999_999);

/** Who is signed in at the server's page; the fair is null for the whole server. */
const signedIn = z.strictObject({
  name: z.string(),
  role: accountRoleSchema,
  fair: z.strictObject({ id: fairIdSchema, name: named, sample: z.boolean() }).nullable(),
});

/** The server's greeting; its page asks for a sign-in if `organiser` is null. It names no fair to strangers. */
export const serverHello = z.strictObject({
  state: z.literal('server'),
  organiser: signedIn.nullable(),
});

/** The server answers these with or without a sign-in. */
export const openServerCalls = {
  /** Not at a station: there the staff card takes the place of a sign-in. */
  'organiser.signIn': {
    by: 'server',
    input: z.strictObject({
      account: accountNameSchema,
      password: passwordSchema,
      /** The choice, where the same name and password are good for several. */
      of: accountsOfSchema.exactOptional(),
    }),
    output: result(
      z.strictObject({
        /** Empty if the sign-in is done; else what is to be chosen from. The whole server has no name. */
        choose: z.array(z.strictObject({ of: accountsOfSchema, name: named.nullable() })),
      }),
      kindOf('wrong'),
    ),
  },
  'organiser.signOut': { by: 'server', input: nothing, output: nothing },
  /** A published text is public, so anybody may check it. */
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
  /** What is missing before the fair opens. */
  'organiser.checklist': {
    by: 'both',
    input: nothing,
    output: result(checklistSchema, kindOf('signed-out')),
  },
  /** Facts that were written more than once and count once. */
  'organiser.merged': {
    by: 'both',
    input: nothing,
    output: result(mergedSchema, kindOf('signed-out')),
  },
  /** Marks a slot that no machine uses today, so that figures do not wait for it. */
  'organiser.unused': {
    by: 'server',
    input: z.strictObject({ slot: slotSchema, unused: z.boolean() }),
    output: result(nothing, kindOf('signed-out', 'heard')),
  },
  /** The facts that a figure counts. */
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
        /** True only at a station: decisions are facts, and only a station writes facts. */
        decidesHere: z.boolean(),
      }),
      kindOf('signed-out'),
    ),
  },
  /** Admits, excludes or explains an anomaly's facts, under a person's name. */
  'organiser.decide': {
    by: 'station',
    input: z.strictObject({
      facts: z.array(factRefSchema).min(1).max(MOST_FACTS_SHOWN),
      decision: z.enum(['admit', 'exclude', 'explain']),
      by: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(1).max(200),
    }),
    output: result(nothing, kindOf('not-saved', 'disk-full', 'not-allowed')),
  },
  /** Marks employers as here whose booth has no machine, or takes that back. */
  'organiser.presence': {
    by: 'station',
    input: z.strictObject({
      booths: z.array(placeCode).min(1).max(MOST_BOOTHS),
      here: z.boolean(),
    }),
    output: result(nothing, kindOf(...notKept)),
  },
  /** The booths that were marked here today. */
  'organiser.markedHere': {
    by: 'station',
    input: nothing,
    output: result(z.strictObject({ booths: z.array(z.string()) }), kindOf('signed-out')),
  },
  'organiser.auditExport': {
    by: 'both',
    input: nothing,
    output: result(handedOver, kindOf('signed-out')),
  },
  'organiser.audit': {
    by: 'both',
    input: nothing,
    output: result(auditSchema, kindOf('signed-out')),
  },
  /** The server writes the text itself, and refuses if it differs from the one that was shown. */
  'organiser.publish': {
    by: 'server',
    input: publicationSchema,
    output: result(z.strictObject({ number: z.int() }), kindOf('signed-out', 'moved', 'faulty')),
  },
  'organiser.bulletins': {
    by: 'server',
    input: nothing,
    output: result(z.array(publishedSchema), kindOf('signed-out')),
  },
  /** A second withdrawal changes nothing: the first time and reason stand. */
  'organiser.withdraw': {
    by: 'server',
    input: z.strictObject({ number: bulletinNumber, reason: withdrawalReasonSchema }),
    output: result(nothing, kindOf('signed-out', 'none')),
  },
  /** The bureau's own template of the bulletin, kept where this call is answered. */
  'organiser.template': {
    by: 'both',
    input: nothing,
    output: result(
      z.strictObject({ bulletin: keptBulletinSchema.nullable() }),
      kindOf('signed-out'),
    ),
  },
  'organiser.keepTemplate': {
    by: 'both',
    input: z.strictObject({ bulletin: keptBulletinSchema.nullable() }),
    output: result(nothing, kindOf('signed-out', ...notKept)),
  },
  /** A return as it is filled now, and the name of the bureau's own workbook if it is filled. */
  'organiser.return': {
    by: 'both',
    input: z.strictObject({ scope, id: returnIdSchema }),
    output: result(
      z.strictObject({ shown: filledReturnSchema, own: z.string().nullable() }),
      kindOf('signed-out'),
    ),
  },
  'organiser.returnFile': {
    by: 'both',
    input: z.strictObject({ scope, id: returnIdSchema, as: z.enum(['filled', 'template']) }),
    output: result(handedOver, kindOf('signed-out')),
  },
  /** Takes the bureau's own workbook with its last part; null takes the shipped one again. */
  'organiser.keepReturn': {
    by: 'both',
    input: z.strictObject({ id: returnIdSchema, file: returnPartSchema.nullable() }),
    output: result(nothing, kindOf('signed-out', 'not-a-workbook', ...notKept)),
  },
  /** The big screen: at a station of the role `wall`, or at the server. */
  'wall.view': { by: 'both', input: nothing, output: result(wallViewSchema, kindOf('signed-out')) },
  'organiser.export': {
    by: 'both',
    input: z.strictObject({ scope, format: z.enum(['xlsx', 'csv', 'json']) }),
    output: result(handedOver, kindOf('signed-out')),
  },
} as const;
