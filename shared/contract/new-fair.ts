import { z } from 'zod';
import { diskFaultKinds } from '../disk-fault.ts';
import { newFairDraftSchema } from '../new-fair/draft.ts';
import { passphraseSchema } from './keys.ts';
import { MOST_BYTES, PART_BYTES } from './setup.ts';
import { kindOf, named, nothing, result } from './shapes.ts';
import { slotSchema } from '../facts.ts';
import { roleSchema } from '../fair.ts';

/** Making a fair: at a machine that has none, and right after at the organiser's station that it became. */

/** A former fair's employers are thousands of lines: the station has them, the page their number. */
const draftOnPageSchema = newFairDraftSchema.omit({ booths: true });
export type DraftOnPage = z.infer<typeof draftOnPageSchema>;

const employers = z.strictObject({ employers: z.int(), posts: z.int(), some: z.int() });

const newFairSchema = z.strictObject({
  draft: draftOnPageSchema,
  /** From a former fair; null if none are taken over. */
  former: employers.nullable(),
  /** By this machine's clock. */
  today: z.iso.date(),
});
export type NewFairState = z.infer<typeof newFairSchema>;

const diskFault = kindOf(...diskFaultKinds);

/** What is still to do where a fair was made a moment ago, in this order, or after a take-over. */
export const firstSteps = z.enum(['employers', 'papers', 'took-over']);
export type FirstStep = z.infer<typeof firstSteps>;

const papersSchema = z.strictObject({
  fair: named,
  organiser: named,
  /** As its QR, and as lines to type. */
  recovery: z.strictObject({ code: z.string(), lines: z.array(z.string()) }),
  staffCard: z.string(),
  /** Null where the fair's PINs were chosen by somebody. */
  pins: z.strictObject({ staff: z.string(), organiser: z.string() }).nullable(),
  stations: z.array(z.strictObject({ slot: slotSchema, role: roleSchema, name: named })),
  /** This machine. */
  slot: slotSchema,
});
export type Papers = z.infer<typeof papersSchema>;

export const newFairCalls = {
  'newfair.state': { input: nothing, output: newFairSchema },
  /** After each step, so that it can be left and gone on with. */
  'newfair.keep': {
    input: z.strictObject({ draft: draftOnPageSchema, withFormer: z.boolean() }),
    output: result(nothing, diskFault),
  },
  /** Begins from nothing again. */
  'newfair.forget': { input: nothing, output: result(newFairSchema, diskFault) },
  /** A former fair's file in parts: organiser.json, fair.json, or enrolment.json. */
  'newfair.begin': {
    input: z.strictObject({ bytes: z.int().min(1).max(MOST_BYTES) }),
    output: nothing,
  },
  'newfair.part': {
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(nothing, kindOf('gone')),
  },
  'newfair.former': {
    input: nothing,
    output: result(newFairSchema, kindOf('gone', 'not-a-fair', ...diskFaultKinds)),
  },
  'newfair.propose': { input: nothing, output: z.strictObject({ passphrase: z.string() }) },
  /** Makes the keys. The fair is there whole or not at all, and opens behind the same door. */
  'newfair.make': {
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: result(
      nothing,
      kindOf('unfinished', 'weak', 'busy', 'not-opened', 'folder-in-use', ...diskFaultKinds),
    ),
  },
  'newfair.steps': {
    by: 'station',
    input: nothing,
    output: z.strictObject({ todo: z.array(firstSteps) }),
  },
  'newfair.done': {
    by: 'station',
    input: z.strictObject({ step: firstSteps }),
    output: result(nothing, diskFault),
  },
  /** What is printed, and then forgotten: the page draws it and keeps none of it. */
  'newfair.papers': {
    by: 'station',
    input: nothing,
    output: result(papersSchema, kindOf('locked', 'no-root')),
  },
} as const;
