import { z } from 'zod';
import { kindOf, named, nothing, result } from './shapes.ts';

/** The simulated reader, which only a sample fair has. */

export const sampleCalls = {
  'sample.things': {
    input: nothing,
    output: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['card', 'code']),
        zh: z.string(),
        en: z.string(),
        note: named,
      }),
    ),
  },
  'sample.present': {
    input: z.strictObject({ id: z.string() }),
    output: result(nothing, kindOf('not-a-sample', 'no-such-thing')),
  },
} as const;
