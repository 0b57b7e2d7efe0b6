import { z } from 'zod';
import { employerMeanings } from '../columns/employer-meaning.ts';

/** What is taken as proposed, until somebody says otherwise. */

export const proposalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['posts-in-cell', 'posts-in-text']), titles: z.array(z.string()) }),
  /** The requirements say it, and no cell does; it counts once somebody has confirmed that. */
  z.strictObject({
    kind: z.literal('said-in-text'),
    field: z.enum(['education', 'age']),
    said: z.string(),
    taken: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('shared-headcount') }),
  z.strictObject({ kind: z.literal('employer-above'), employer: z.string() }),
  z.strictObject({ kind: z.literal('example') }),
  /** The same post further up: both are taken. */
  z.strictObject({ kind: z.literal('twice'), row: z.int() }),
  /** Another post of this name, which differs. */
  z.strictObject({ kind: z.literal('same-name'), row: z.int() }),
  z.strictObject({
    kind: z.literal('booth-taken'),
    booth: z.string(),
    by: z.string(),
    given: z.string(),
  }),
  /** A sheet without posts says more of employers. */
  z.strictObject({ kind: z.literal('sheet-joined'), employers: z.int() }),
  /** By a name that is only like its own. */
  z.strictObject({ kind: z.literal('joined-alike'), sheet: z.string(), employer: z.string() }),
  /** The first of several rows of one employer. */
  z.strictObject({ kind: z.literal('joined-first'), sheet: z.string(), row: z.int() }),
  z.strictObject({ kind: z.literal('differs'), kept: z.string() }),
  z.strictObject({ kind: z.literal('region-as-place'), place: z.string() }),
  /** Of the whole table. */
  z.strictObject({ kind: z.literal('no-employer-column'), employer: z.string() }),
  z.strictObject({ kind: z.literal('column-by-cells'), is: z.enum(employerMeanings) }),
  z.strictObject({ kind: z.literal('zone-by-sheet'), zone: z.string() }),
  z.strictObject({ kind: z.literal('booths-numbered'), count: z.int() }),
  z.strictObject({ kind: z.literal('other-year'), year: z.int() }),
]);
export type Proposal = z.infer<typeof proposalSchema>;
