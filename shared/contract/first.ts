import { z } from 'zod';
import { readerSchema } from '../devices.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** The first screen: a machine that belongs to no fair yet. */

export const emptyHello = z.strictObject({
  state: z.literal('empty'),
  readers: z.array(readerSchema),
  canLeave: z.boolean(),
});

export const firstCalls = {
  /** Opens the sample fair, in a folder of its own, until `first.back`. */
  'first.sample': { input: nothing, output: result(nothing, kindOf('not-opened')) },
  /** From the sample to the first screen; what was tried stays in its folder. */
  'first.back': { input: nothing, output: nothing },
  /** Leaves the kiosk: a machine without a fair has nothing to protect. */
  'first.leave': { input: nothing, output: result(nothing, kindOf('not-here')) },
} as const;
