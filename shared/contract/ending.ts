import { z } from 'zod';
import { diskFaultKinds } from '../disk-fault.ts';
import { destructionSchema } from '../report/destruction.ts';
import { handedOver, kindOf, moment, nothing, result } from './shapes.ts';
import { staffKey, syncTroubleSchema } from './station.ts';

/** The end of a fair at one machine, whether its keys are open, locked, or gone. */

/** Keys and people are destroyed here. A machine that an earlier version retired kept no certificate. */
export const retiredHello = z.strictObject({
  state: z.literal('retired'),
  certificate: destructionSchema.nullable(),
  canLeave: z.boolean(),
});

/** What an open machine has that its server has not, and why it stays so. */
export const holdingSchema = z.strictObject({
  /** Null where the server has not said since this start what it has. */
  facts: z.int().nullable(),
  /** Sealed boxes that the fair wants at the server. */
  boxes: z.int(),
  why: z.enum(['no-server', ...syncTroubleSchema.options]),
});
export type Holding = z.infer<typeof holdingSchema>;

export const endingCalls = {
  /** Whether the organiser has signed that the fair's storage period is over, as far as this machine knows. */
  'ending.state': {
    input: nothing,
    output: z.strictObject({
      signed: moment.nullable(),
      /** Written here; null where the ledger cannot be read. */
      facts: z.int().nullable(),
      /** Only of an open machine that cannot go on by itself: staff decide there. */
      holds: holdingSchema.nullable(),
      /** A hub ran here: it is opened first, so that its list is ticked. */
      hub: z.boolean(),
    }),
  },
  /** Only while the station is locked: an open one destroys by itself, once the server has all its facts. */
  'ending.destroy': {
    input: nothing,
    output: result(nothing, kindOf('not-ended', 'not-here', 'has-hub')),
  },
  /** Staff of an open one, who have read what it still holds: no more than that is given up. */
  'ending.destroyHolding': {
    input: z.strictObject({
      key: staffKey,
      ...holdingSchema.pick({ facts: true, boxes: true }).shape,
    }),
    output: result(nothing, kindOf('staff-only', 'not-ended', 'changed')),
  },
  'ending.certificate': {
    input: nothing,
    output: result(handedOver, kindOf('none')),
  },
  /** Whether the fair's server knows that this machine is destroyed; `none` where it could sign nothing. */
  'ending.report': {
    input: nothing,
    output: z.strictObject({ at: z.enum(['none', 'waiting', 'received', 'refused']) }),
  },
  /** What is left of the fair goes into a folder of its own, and the machine begins as an empty one. */
  'ending.reuse': {
    input: nothing,
    output: result(nothing, kindOf('folder-in-use', ...diskFaultKinds)),
  },
  'ending.leave': { input: nothing, output: nothing },
} as const;
