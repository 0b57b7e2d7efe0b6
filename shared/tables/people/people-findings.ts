import { z } from 'zod';
import type { IdNumberFault } from '../../id-number.ts';
import { leftOutSchema } from '../left-out.ts';
import { placeShape } from '../finding.ts';
import { cellFaultSchema, cellNoteSchema } from '../reading.ts';

/** What was found in a list of people: each with its place, and what to do. */

const numberFaults = [
  'length',
  'character',
  'region',
  'birth',
  'checksum',
] as const satisfies readonly IdNumberFault['kind'][];

export type NumberFault = (typeof numberFaults)[number];

const peopleFindingKindSchema = z.discriminatedUnion('kind', [
  /** Refused: nobody is known by such a row. */
  z.strictObject({ kind: z.enum(['no-name', 'no-number', 'rounded']) }),
  z.strictObject({ kind: z.literal('number'), why: z.enum(numberFaults) }),
  z.strictObject({ kind: z.literal('twice-person'), sheet: z.string(), row: z.int() }),
  /** Emptied: only this cell is left out. */
  z.strictObject({ kind: z.literal('unread'), why: cellFaultSchema }),
  z.strictObject({ kind: z.literal('uncalculated') }),
  /** Asked: taken so, and somebody should look. */
  z.strictObject({ kind: z.literal('read-so'), note: cellNoteSchema }),
  /** Left out, with a word. */
  z.strictObject({ kind: z.literal('row-left-out'), why: leftOutSchema }),
  z.strictObject({
    kind: z.literal('sheet-left-out'),
    why: z.enum(['no-people', 'no-number', 'hidden']),
  }),
]);
export type PeopleFindingKind = z.infer<typeof peopleFindingKindSchema>;

export const peopleFindingSchema = z
  .strictObject({ ...placeShape, what: peopleFindingKindSchema })
  .omit({ read: true });
/** Never holds what stands in the cell: it is about a person. */
export type PeopleFinding = z.infer<typeof peopleFindingSchema>;
