import { z } from 'zod';
import { codesOf, trades } from '../../codes.ts';
import { employerMeanings } from '../columns/employer-meaning.ts';
import { boothSchema, cellSchema } from './choices.ts';

/** What somebody does on the page of a table, one deed at a time. */

/** `proposed` takes back what was chosen. */
const columnMeaningSchema = z.enum([...employerMeanings, 'none', 'proposed']);

export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('column'),
    shape: z.string().max(20_000),
    key: z.string().max(200),
    is: columnMeaningSchema,
  }),
  z.strictObject({ kind: z.literal('sheets'), sheets: z.array(z.string().max(100)).max(500) }),
  z.strictObject({ kind: z.literal('cell'), ...cellSchema.shape }),
  z.strictObject({
    kind: z.literal('trade'),
    title: z.string().max(60),
    trade: z.enum(codesOf(trades)),
  }),
  /** Confirms all that are proposed. */
  z.strictObject({ kind: z.literal('proposed-trades') }),
  z.strictObject({ kind: z.literal('booths'), booths: z.array(boothSchema).min(1).max(100) }),
  z.strictObject({ kind: z.literal('employer'), employer: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('together'), together: z.boolean() }),
  z.strictObject({ kind: z.literal('from-text'), fromText: z.boolean() }),
]);
export type Edit = z.infer<typeof editSchema>;
