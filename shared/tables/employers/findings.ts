import { z } from 'zod';
import { placeShape } from '../finding.ts';
import { leftOutSchema } from '../left-out.ts';
import { cellFaultSchema, cellNoteSchema } from '../reading.ts';
import { proposalSchema } from './proposals.ts';

/** What a table's reader found: each with its place, what was read, and what to do. */

const employerFindingSchema = z.discriminatedUnion('kind', [
  /** Refused: the row cannot be an employer's. */
  z.strictObject({ kind: z.enum(['no-employer', 'no-title']) }),
  /** Refused: there is no room for it. */
  z.strictObject({ kind: z.literal('booth-full'), booth: z.string(), most: z.int() }),
  z.strictObject({ kind: z.literal('fair-full'), most: z.int() }),
  /** Emptied: only this cell is left out. */
  z.strictObject({ kind: z.literal('unread'), why: cellFaultSchema }),
  z.strictObject({ kind: z.enum(['uncalculated', 'post-code', 'place-on-map']) }),
  z.strictObject({ kind: z.literal('code-of-other'), booth: z.string() }),
  /** Asked: taken as proposed, and somebody should look. */
  z.strictObject({ kind: z.literal('read-so'), note: cellNoteSchema }),
  ...proposalSchema.options,
  /** Left out, with a word. */
  z.strictObject({ kind: z.literal('row-left-out'), why: leftOutSchema }),
  /** An employer of a sheet that was joined. */
  z.strictObject({ kind: z.literal('no-posts-of') }),
  z.strictObject({
    kind: z.literal('sheet-left-out'),
    why: z.enum(['no-posts', 'hidden', 'not-chosen']),
  }),
]);
export type EmployerFindingKind = z.infer<typeof employerFindingSchema>;

export const findingSchema = z.strictObject({ ...placeShape, what: employerFindingSchema });
export type Finding = z.infer<typeof findingSchema>;
