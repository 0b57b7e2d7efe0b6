import { z } from 'zod';
import { takeOverFaults } from '../joining-faults.ts';
import { LONGEST_FILE } from './first.ts';
import { PART_BYTES } from './setup.ts';
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
  /** Has the address of a server, and waits for the passphrase, which opens the key that asks for the fair. */
  z.strictObject({ at: z.literal('server'), ...said, server: z.string() }),
  z.strictObject({ at: z.literal('fetching'), server: z.string() }),
  z.strictObject({
    at: z.literal('passphrase'),
    ...said,
    fair: named,
    revision: z.int(),
    /** The passphrase was typed before: only the place is still to choose. */
    isTyped: z.boolean(),
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
  /** One that the page's own file picker found, in parts. */
  'first.fairBegin': {
    input: z.strictObject({ bytes: z.int().min(1).max(LONGEST_FILE) }),
    output: nothing,
  },
  'first.fairPart': {
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(nothing, kindOf('gone')),
  },
  'first.takeFairFile': { input: z.strictObject({ id: z.string().max(64) }), output: nothing },
  /** Where the fair is, in a stick's place: a server's address, or the text of an address code. */
  'first.fairServer': {
    input: z.strictObject({ address: z.string().min(1).max(1_000) }),
    output: nothing,
  },
  'first.fetchFair': {
    input: z.strictObject({ passphrase: z.string().min(1).max(200) }),
    output: nothing,
  },
  'first.openOrganiser': {
    input: z.strictObject({ passphrase: z.string().max(200), slot: z.int() }),
    output: nothing,
  },
} as const;
