import { z } from 'zod';
import { codesOf, trades } from '../codes.ts';
import { columnWhySchema } from '../tables/columns/columns.ts';
import { employerMeanings } from '../tables/columns/employer-meaning.ts';
import { editSchema } from '../tables/employers/edit.ts';
import { changeKinds, changeSchema } from '../tables/employers/merge.ts';
import { findingSchema } from '../tables/employers/findings.ts';
import { doesSchema, rowStates } from '../tables/finding.ts';
import { kindOf, nothing, result } from './shapes.ts';
import { peopleMeanings } from '../tables/columns/people-meaning.ts';
import { peopleColumnSchema } from '../tables/people/choices.ts';
import { peopleFindingSchema } from '../tables/people/people-findings.ts';

/**
 * An uploaded table before anything is published: what each column is taken for, what was found, what its rows
 * would do, and what somebody does about it. Lists come in pages, for a table may have thousands of rows.
 */

export const PAGE_LENGTH = 100;
/** Rows of the grid that the page draws. */
export const GRID_LENGTH = 40;

const meaning = z.enum(employerMeanings);
const examples = z.array(z.string()).max(3).readonly();

const column = {
  at: z.int(),
  heading: z.string(),
  taken: z.boolean(),
  why: columnWhySchema,
  examples,
};

const group = {
  shape: z.string(),
  tables: z.array(z.strictObject({ sheet: z.string(), table: z.int(), rows: z.int() })).readonly(),
};

const groupSchema = z.strictObject({
  ...group,
  columns: z
    .array(z.strictObject({ ...column, key: z.string(), is: meaning.exactOptional() }))
    .readonly(),
  labels: z
    .array(z.strictObject({ heading: z.string(), is: meaning, taken: z.boolean(), examples }))
    .readonly(),
});

const tradeSchema = z.strictObject({
  title: z.string(),
  trade: z.enum(codesOf(trades)).exactOptional(),
  confirmed: z.boolean(),
  posts: z.int(),
});

const givenSchema = z.strictObject({
  of: z.string(),
  employer: z.string(),
  zone: z.string(),
  booth: z.string(),
  why: z.enum(['numbered', 'taken', 'chosen']),
  other: z
    .strictObject({ booth: z.string(), employer: z.string(), of: z.string() })
    .exactOptional(),
});

const gridSchema = z.strictObject({
  tables: z.array(z.strictObject({ sheet: z.string(), rows: z.int() })).readonly(),
  table: z.int(),
  all: z.int(),
  marked: z.int(),
  from: z.int(),
  columns: z.array(z.strictObject({ at: z.int(), heading: z.string(), is: meaning })).readonly(),
  rows: z
    .array(
      z.strictObject({
        row: z.int(),
        state: z.enum(rowStates),
        cells: z
          .array(
            z.strictObject({ text: z.string(), fromAbove: z.boolean(), isMended: z.boolean() }),
          )
          .readonly(),
        findings: z.array(findingSchema).readonly(),
      }),
    )
    .max(GRID_LENGTH)
    .readonly(),
});

const from = z.int().min(0);
const findingsPage = z.strictObject({ from, does: doesSchema.exactOptional() });
const pageOf = <T extends z.ZodType>(item: T) =>
  result(z.strictObject({ count: z.int(), items: z.array(item).max(PAGE_LENGTH) }), kindOf('gone'));
const done = result(nothing, kindOf('gone'));

export const tableCalls = {
  'setup.columns': {
    by: 'station',
    input: nothing,
    output: result(
      z.strictObject({
        sheets: z.array(z.strictObject({ name: z.string(), isRead: z.boolean() })),
        groups: z.array(groupSchema).readonly(),
        /** Posts that stand in one cell stay one post. */
        together: z.boolean(),
      }),
      kindOf('gone'),
    ),
  },
  'setup.findings': { by: 'station', input: findingsPage, output: pageOf(findingSchema) },
  'setup.changes': {
    by: 'station',
    input: z.strictObject({ from, kind: z.enum(changeKinds).exactOptional() }),
    output: pageOf(changeSchema),
  },
  'setup.trades': { by: 'station', input: z.strictObject({ from }), output: pageOf(tradeSchema) },
  'setup.booths': { by: 'station', input: z.strictObject({ from }), output: pageOf(givenSchema) },
  'setup.grid': {
    by: 'station',
    input: z.strictObject({
      table: z.int().min(0),
      from,
      goTo: z
        .strictObject({ row: z.int().min(0), sheet: z.string().max(100).exactOptional() })
        .exactOptional(),
      allRows: z.boolean(),
    }),
    output: result(gridSchema, kindOf('gone')),
  },
  /** Reads the same file again, and remembers what its columns mean for other tables of its shape. */
  'setup.edit': { by: 'station', input: z.strictObject({ edit: editSchema }), output: done },
  'setup.undoEdit': { by: 'station', input: nothing, output: done },
  'setup.redoEdit': { by: 'station', input: nothing, output: done },
  'setup.peopleColumns': {
    by: 'station',
    input: nothing,
    /** What stands in a list of people is shown masked. */
    output: result(
      z.strictObject({
        groups: z.array(
          z.strictObject({
            ...group,
            columns: z
              .array(
                z.strictObject({
                  ...column,
                  key: z.string(),
                  is: z.enum(peopleMeanings).exactOptional(),
                }),
              )
              .readonly(),
          }),
        ),
      }),
      kindOf('gone'),
    ),
  },
  /** As `setup.edit` of a column. */
  'setup.setPeopleColumn': { by: 'station', input: peopleColumnSchema, output: done },
  'setup.peopleFindings': {
    by: 'station',
    input: findingsPage,
    output: pageOf(peopleFindingSchema),
  },
} as const;
