import type { Trade } from '../../codes.ts';
import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import { employerVocabulary } from '../columns/employer-meanings.ts';
import type { EmployerChoices } from './choices.ts';
import type { Edit } from './edit.ts';

/**
 * What the deeds on a table's page come to, each of which can be undone. A deed changes the choices; the file
 * stays as it came.
 */

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
