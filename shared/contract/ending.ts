import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { handedOver, kindOf, moment, named, nothing, result } from './shapes.ts';

/** The end of a fair at one machine, whether its keys are open, locked, or gone. */

/** What was destroyed at a machine, and what stays. */
export const destructionSchema = z.strictObject({
  fair: z.strictObject({ id: z.string(), ...named.shape, organiser: z.string() }),
  station: z.strictObject({ slot: slotSchema, ...named.shape }),
  keepUntil: z.string(),
  utcOffsetMinutes: z.int(),
  /** By the organiser's signature. */
  signedMs: z.int(),
  /** By this machine's clock. */
  doneMs: z.int(),
  destroyed: z.strictObject({
    boxes: z.int(),
    profiles: z.int(),
    registrations: z.int(),
    notes: z.int(),
    backups: z.int(),
    setAside: z.int(),
    lists: z.int(),
    savedFiles: z.int(),
  }),
  /** They stay, under numbers that no key joins to a person any more. */
  facts: z.int(),
});
export type Destruction = z.infer<typeof destructionSchema>;

/** Keys and people are destroyed here. A machine that an earlier version retired kept no certificate. */
export const retiredHello = z.strictObject({
  state: z.literal('retired'),
  certificate: destructionSchema.nullable(),
  canLeave: z.boolean(),
});

export const endingCalls = {
  /** Whether the organiser has signed that the fair's storage period is over, as far as this machine knows. */
  'ending.state': {
    input: nothing,
    output: z.strictObject({ signed: moment.nullable(), facts: z.int() }),
  },
  /** Only while the station is locked: an open one destroys by itself, once the server has all its facts. */
  'ending.destroy': {
    input: nothing,
    output: result(nothing, kindOf('not-ended', 'not-here')),
  },
  'ending.certificate': {
    input: nothing,
    output: result(handedOver, kindOf('none')),
  },
  'ending.leave': { input: nothing, output: nothing },
} as const;
