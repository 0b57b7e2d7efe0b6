import { z } from 'zod';
import { rehearsalSchema } from '../report/rehearsal.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** 演练: the fair gone through in a copy, only at an organiser's station. Nothing of it counts or leaves it. */

export const MOST_REHEARSING = 500;

export const rehearsalCalls = {
  'rehearsal.state': { input: nothing, output: rehearsalSchema },
  'rehearsal.begin': {
    input: z.strictObject({ people: z.int().min(1).max(MOST_REHEARSING) }),
    output: result(nothing, kindOf('running', 'not-here')),
  },
  'rehearsal.stop': { input: nothing, output: nothing },
} as const;
