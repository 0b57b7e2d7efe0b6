import type { Trade } from '../../codes.ts';
import { withColumn } from '../columns/chosen-columns.ts';
import { employerVocabulary } from '../columns/employer-meanings.ts';
import { type History, stepped } from '../history.ts';
import type { EmployerChoices } from './choices.ts';
import type { Edit } from './edit.ts';

/**
 * What the deeds on a table's page come to, each of which can be undone. A deed changes the choices; the file
 * stays as it came.
 */

export type Edited = History<EmployerChoices>;

type Proposed = readonly { readonly title: string; readonly trade?: Trade }[];

export const edited = (before: Edited, edit: Edit, proposed: Proposed): Edited =>
  stepped(before, chosen(before.now, edit, proposed));

function chosen(now: EmployerChoices, edit: Edit, proposed: Proposed): EmployerChoices {
  switch (edit.kind) {
    case 'column':
      return { ...now, columns: withColumn(now.columns ?? {}, edit, employerVocabulary) };
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
        ({ of: seat }) => !edit.booths.some((one) => one.of === seat),
      );
      return { ...now, booths: [...others, ...edit.booths] };
    }
    case 'employer':
      return { ...now, employer: edit.employer };
    case 'together':
      return { ...now, together: edit.together };
    case 'from-text':
      return { ...now, fromText: edit.fromText };
  }
}
