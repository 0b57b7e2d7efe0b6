import { z } from 'zod';
import { fairChangeSchema, fairSheetSchema } from '../revising/fair-sheet.ts';
import { changedThings } from '../revising/fair-changes.ts';
import { inForceHere } from './setup.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** Changing the fair itself, only at an organiser's station: each change is the next signed revision. */

const text = z.string();

/** Why a change is no revision. */
const changeFaults = ['no-change', 'keep-until', 'takes-place', 'invalid', 'newer'] as const;
export type ChangeFault = (typeof changeFaults)[number];

const reviseState = z.strictObject({
  revision: z.int(),
  sheet: fairSheetSchema,
  booths: z.array(
    z.strictObject({ code: text, zone: text, employer: text, posts: z.int(), closed: z.int() }),
  ),
  /** Takes the last change back, if no other revision came since; otherwise null. */
  back: fairChangeSchema.nullable(),
});
export type ReviseState = z.infer<typeof reviseState>;

const changeLine = z.strictObject({ about: z.enum(changedThings), was: text, now: text });

export const reviseCalls = {
  'revise.state': { by: 'station', input: nothing, output: reviseState },
  'revise.posts': {
    by: 'station',
    input: z.strictObject({ booth: z.string().max(24) }),
    output: z.array(z.strictObject({ code: text, zh: text, closed: z.boolean() })),
  },
  /** What a change would do, and to which revision; nothing happens yet. */
  'revise.preview': {
    by: 'station',
    input: z.strictObject({ change: fairChangeSchema }),
    output: result(
      z.strictObject({ revision: z.int(), lines: z.array(changeLine) }),
      kindOf(...changeFaults),
    ),
  },
  /** `revision` is the one that the preview was of: another may have come since. */
  'revise.publish': {
    by: 'station',
    input: z.strictObject({ change: fairChangeSchema, revision: z.int() }),
    output: result(inForceHere, kindOf('locked', 'moved', 'not-taken', ...changeFaults)),
  },
} as const;
