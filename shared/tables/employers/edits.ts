import { z } from 'zod';
import { codesOf, type Trade, trades } from '../../codes.ts';
import { type EmployerMeaning, employerMeanings } from '../columns/employer-meaning.ts';
import { employerVocabulary } from '../columns/employer-meanings.ts';
import { boothSchema, cellSchema, type EmployerChoices } from './choices.ts';

/**
 * What somebody does on the page of a table, one deed at a time, each of which can be undone. A deed changes
 * the choices; the file stays as it came.
 */

/** `proposed` takes back what was chosen. */
export const columnMeaningSchema = z.enum([...employerMeanings, 'none', 'proposed']);

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
]);
export type Edit = z.infer<typeof editSchema>;

/** The choices now, and those that undo and redo lead to, the nearest first. */
export interface Edited {
  readonly now: EmployerChoices;
  readonly undo: readonly EmployerChoices[];
  readonly redo: readonly EmployerChoices[];
}

export const unedited = (now: EmployerChoices): Edited => ({ now, undo: [], redo: [] });

const MOST_STEPS = 200;

type Proposed = readonly { readonly title: string; readonly trade?: Trade }[];

export function edited({ now, undo }: Edited, edit: Edit, proposed: Proposed): Edited {
  const next = chosen(now, edit, proposed);
  return { now: next, undo: [now, ...undo].slice(0, MOST_STEPS), redo: [] };
}

export function undone({ now, undo: [before, ...undo], redo }: Edited): Edited | undefined {
  return before && { now: before, undo, redo: [now, ...redo] };
}

export function redone({ now, undo, redo: [after, ...redo] }: Edited): Edited | undefined {
  return after && { now: after, undo: [now, ...undo], redo };
}

function chosen(now: EmployerChoices, edit: Edit, proposed: Proposed): EmployerChoices {
  switch (edit.kind) {
    case 'column':
      return { ...now, columns: withColumn(now.columns ?? {}, edit) };
    case 'sheets':
      return { ...now, sheets: edit.sheets };
    case 'cell': {
      const { kind: _, ...cell } = edit;
      const others = (now.cells ?? []).filter(
        ({ sheet, row, at }) => sheet !== cell.sheet || row !== cell.row || at !== cell.at,
      );
      return { ...now, cells: [...others, cell] };
    }
    case 'trade':
      return { ...now, trades: { ...now.trades, [edit.title]: edit.trade } };
    case 'proposed-trades': {
      const all = proposed.flatMap(({ title, trade }) => (trade ? [[title, trade] as const] : []));
      return { ...now, trades: { ...Object.fromEntries(all), ...now.trades } };
    }
    case 'booths': {
      const others = (now.booths ?? []).filter(
        ({ of }) => !edit.booths.some((one) => one.of === of),
      );
      return { ...now, booths: [...others, ...edit.booths] };
    }
    case 'employer':
      return { ...now, employer: edit.employer };
    case 'together':
      return { ...now, together: edit.together };
  }
}

type Columns = NonNullable<EmployerChoices['columns']>;

/** A meaning that only one column can have leaves the column that it was chosen for before. */
function withColumn(
  columns: Columns,
  { shape, key, is }: Extract<Edit, { kind: 'column' }>,
): Columns {
  const own = Object.hasOwn(columns, shape) ? columns[shape] : undefined;
  const others = Object.entries(own ?? {}).filter(
    ([other, meaning]) => other !== key && (meaning !== is || isShared(meaning)),
  );
  const next = Object.fromEntries(is === 'proposed' ? others : [...others, [key, is] as const]);
  // The newest shape comes last: the oldest are forgotten first.
  const { [shape]: _, ...rest } = columns;
  return Object.keys(next).length > 0 ? { ...rest, [shape]: next } : rest;
}

const isShared = (meaning: EmployerMeaning | 'none'): boolean =>
  employerVocabulary.meanings.some(
    ({ is, several, leftOut }) => is === meaning && (several || leftOut),
  ) || meaning === 'none';
