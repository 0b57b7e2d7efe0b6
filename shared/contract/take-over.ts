import { z } from 'zod';
import { takeOverFaults } from '../joining-faults.ts';
import { kindOf, named, nothing, result } from './shapes.ts';

/** A new machine takes the place of the organiser's, which has died: by the recovery sheet and the fair's file. */

const said = { said: z.enum(takeOverFaults).exactOptional() };

/** How far it is. */
export const takingOverSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('idle') }),
  /** Waits for the recovery sheet, or an organiser's file. */
  z.strictObject({ at: z.literal('sheet'), ...said }),
  /** Has the sheet, and waits for the signed fair. */
  z.strictObject({ at: z.literal('fair'), ...said }),
  z.strictObject({
    at: z.literal('passphrase'),
    ...said,
    fair: named,
    revision: z.int(),
    /** The places of organisers, the likeliest first. */
    slots: z.array(z.strictObject({ slot: z.int(), name: named })).min(1),
  }),
  z.strictObject({ at: z.literal('opening') }),
]);
export type TakingOverFace = z.infer<typeof takingOverSchema>;

export const takeOverCalls = {
  'first.takingOver': { input: nothing, output: takingOverSchema },
  'first.takeOver': { input: nothing, output: nothing },
  'first.takeOverBack': { input: nothing, output: nothing },
  /** The lines of the sheet, typed where no scanner is left. */
  'first.sheetLines': {
    input: z.strictObject({ lines: z.array(z.string().max(80)).max(20) }),
    output: result(nothing, kindOf('not-right')),
  },
  /** What sticks hold of fairs that may be taken over, the newest first. */
  'first.fairFiles': {
    input: nothing,
    output: z.strictObject({
      sticks: z.array(z.string()),
      files: z.array(
        z.strictObject({
          id: z.string(),
          stick: z.string(),
          name: z.string(),
          /** With the keys in it, or the signed fair alone. */
          holds: z.enum(['keys', 'fair']),
          fair: named,
          revision: z.int(),
        }),
      ),
    }),
  },
  'first.takeFairFile': { input: z.strictObject({ id: z.string().max(64) }), output: nothing },
  'first.openOrganiser': {
    input: z.strictObject({ passphrase: z.string().min(1).max(200), slot: z.int() }),
    output: nothing,
  },
} as const;
