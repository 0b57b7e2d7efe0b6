import { z } from 'zod';
import { diskFaultKinds } from '../disk-fault.ts';
import { destructionSchema } from '../report/destruction.ts';
import { handedOver, kindOf, moment, nothing, result } from './shapes.ts';

/** The end of a fair at one machine, whether its keys are open, locked, or gone. */

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
  /** What is left of the fair goes into a folder of its own, and the machine begins as an empty one. */
  'ending.anew': {
    input: nothing,
    output: result(nothing, kindOf('folder-in-use', ...diskFaultKinds)),
  },
  'ending.leave': { input: nothing, output: nothing },
} as const;
