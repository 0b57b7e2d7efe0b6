import { z } from 'zod';
import { codesOf, trades } from '../codes.ts';
import { columnWhySchema } from '../tables/columns/columns.ts';
import { employerMeanings } from '../tables/columns/employer-meaning.ts';
import { employerChoicesSchema } from '../tables/employers/choices.ts';
import { changeSchema } from '../tables/employers/merge.ts';
import { findingSchema } from '../tables/employers/findings.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** An uploaded table of employers: what each column is taken for, and what its rows would do. */

/** Findings and changes come in pages, for a table may have thousands. */
export const PAGE_LENGTH = 100;

const meaning = z.enum(employerMeanings);

const columnSchema = z.strictObject({
  at: z.int(),
  heading: z.string(),
  key: z.string(),
  is: meaning.exactOptional(),
  taken: z.boolean(),
  why: columnWhySchema,
  examples: z.array(z.string()).max(3).readonly(),
});

const tableSchema = z.strictObject({
  sheet: z.string(),
  table: z.int(),
  shape: z.string(),
  columns: z.array(columnSchema).readonly(),
  /** What a form says of its employer above the list. */
  labels: z
    .array(
      z.strictObject({
        row: z.int(),
        heading: z.string(),
        is: meaning,
        text: z.string(),
        taken: z.boolean(),
      }),
    )
    .readonly(),
  rows: z.int(),
});

const page = z.strictObject({ from: z.int().min(0) });
const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ count: z.int(), items: z.array(item).max(PAGE_LENGTH) });

export const employersTableCalls = {
  'setup.table': {
    by: 'station',
    input: nothing,
    output: result(
      z.strictObject({
        sheets: z.array(z.string()),
        tables: z.array(tableSchema).readonly(),
        trades: z.array(
          z.strictObject({
            title: z.string(),
            trade: z.enum(codesOf(trades)).exactOptional(),
            posts: z.int(),
          }),
        ),
        choices: employerChoicesSchema,
      }),
      kindOf('gone'),
    ),
  },
  'setup.findings': {
    by: 'station',
    input: page,
    output: result(pageOf(findingSchema), kindOf('gone')),
  },
  'setup.changes': {
    by: 'station',
    input: page,
    output: result(pageOf(changeSchema), kindOf('gone')),
  },
  /** Reads the same file anew, and remembers what its columns mean for other tables of its shape. */
  'setup.choose': {
    by: 'station',
    input: z.strictObject({ choices: employerChoicesSchema }),
    output: result(nothing, kindOf('gone')),
  },
} as const;
