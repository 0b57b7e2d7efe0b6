import type { z } from 'zod';
import { dateInParts } from '../../../shared/calendar.ts';
import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { GRID_LENGTH, PAGE_LENGTH } from '../../../shared/contract/read-table.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { withColumn } from '../../../shared/tables/columns/chosen-columns.ts';
import { columnGroups } from '../../../shared/tables/columns/column-groups.ts';
import { peopleVocabulary } from '../../../shared/tables/columns/people-meanings.ts';
import type { employerColumnsSchema } from '../../../shared/tables/employers/choices.ts';
import { type Edited, edited } from '../../../shared/tables/employers/edits.ts';
import { gridWindow } from '../../../shared/tables/employers/grid-window.ts';
import { type History, redone, stepped, undone } from '../../../shared/tables/history.ts';
import type { PeopleChoices } from '../../../shared/tables/people/choices.ts';
import { seenColumns } from '../../../shared/tables/people/seen-columns.ts';
import { sortedFindings } from '../../../shared/tables/sorted-findings.ts';
import { readAsChosen } from './employers-staged.ts';
import type { RememberedChoices } from './remembered-choices.ts';
import type { RememberedColumns } from './remembered-columns.ts';
import { peopleChosen, type Review, tableReview } from './review.ts';
import type { Draft, SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/** What counts for later tables, too. */
export interface TableMemory {
  readonly columns: {
    readonly employers: RememberedColumns<z.infer<typeof employerColumnsSchema>>;
    readonly people: RememberedColumns<PeopleChoices['columns']>;
  };
  readonly choices: RememberedChoices;
}

type Names =
  | 'columns'
  | 'findings'
  | 'changes'
  | 'trades'
  | 'booths'
  | 'grid'
  | 'edit'
  | 'undoEdit'
  | 'redoEdit'
  | 'peopleColumns'
  | 'setPeopleColumn'
  | 'peopleFindings';
type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `setup.${Names}`>>;
type EmployersDraft = Extract<Draft, { is: 'employers' }>;

const gone = fail({ kind: 'gone' });

/** The uploaded table, while nothing is published yet. */
export function tableCalls(
  { revisions, now, onTrouble }: Options,
  bench: SetUpBench,
  { columns, choices }: TableMemory,
): Calls {
  function draft<K extends 'employers' | 'people'>(is: K): Extract<Draft, { is: K }> | undefined {
    const now = bench.draft();
    if (!isOf(now, is)) return undefined;
    bench.touch();
    return now;
  }

  async function change(step: (before: Edited, draft: EmployersDraft) => Edited | undefined) {
    const before = draft('employers');
    const next = before && step({ now: before.table.choices, ...before }, before);
    if (!next) return gone;
    await columns.employers.keep(next.now.columns ?? {}).catch(onTrouble);
    const { table } = before;
    await choices.keep(table.signature, next.now, table.workbook).catch(onTrouble);
    const fair = revisions.newest();
    return shown(tableReview({ ...table, ...readAsChosen(table, fair, next.now) }, fair, next));
  }

  async function changePeople(
    step: (before: History<PeopleChoices>) => History<PeopleChoices> | undefined,
  ) {
    const before = draft('people');
    const next = before && step({ now: before.choices, ...before });
    const { utcOffsetMinutes } = revisions.newest();
    const reviewed = next && peopleChosen(before, dateInParts(now(), utcOffsetMinutes), next);
    if (!reviewed) return gone;
    await columns.people.keep(next.now.columns).catch(onTrouble);
    return shown(reviewed);
  }

  function shown(reviewed: Review) {
    bench.put(reviewed.draft);
    bench.show(reviewed.work);
    return ok({});
  }

  const isPeople = (): boolean => bench.draft()?.is === 'people';

  return {
    'setup.columns': () => {
      const table = draft('employers')?.table;
      if (!table) return gone;
      const read = new Set(table.tables.map(({ sheet }) => sheet));
      return ok({
        sheets: table.workbook.sheets.map(({ name }) => ({ name, isRead: read.has(name) })),
        groups: columnGroups(table.tables),
        together: table.choices.together ?? false,
      });
    },
    'setup.findings': ({ from, does }) =>
      paged(from, findingsOf(draft('employers')?.table.findings, does)),
    'setup.changes': ({ from, kind }) => {
      const changes = draft('employers')?.table.changes;
      return paged(from, kind ? changes?.filter((change) => change.kind === kind) : changes);
    },
    'setup.trades': ({ from }) => paged(from, draft('employers')?.table.trades),
    'setup.booths': ({ from }) => paged(from, draft('employers')?.table.given),
    'setup.grid': (wanted) => {
      const table = draft('employers')?.table;
      const grid = table && gridWindow(table, table, { ...wanted, length: GRID_LENGTH });
      return grid ? ok(grid) : gone;
    },
    'setup.edit': ({ edit }) => change((before, { table }) => edited(before, edit, table.trades)),
    'setup.undoEdit': () => (isPeople() ? changePeople(undone) : change(undone)),
    'setup.redoEdit': () => (isPeople() ? changePeople(redone) : change(redone)),
    'setup.peopleColumns': () => {
      const roster = draft('people')?.roster;
      return roster ? ok({ groups: seenColumns(roster.tables) }) : gone;
    },
    'setup.setPeopleColumn': (chosen) =>
      changePeople((before) =>
        stepped(before, { columns: withColumn(before.now.columns, chosen, peopleVocabulary) }),
      ),
    'setup.peopleFindings': ({ from, does }) =>
      paged(from, findingsOf(draft('people')?.roster.findings, does)),
  };
}

const isOf = <K extends Draft['is']>(
  draft: Draft | undefined,
  is: K,
): draft is Extract<Draft, { is: K }> => draft?.is === is;

function paged<T>(from: number, items: readonly T[] | undefined) {
  if (!items) return gone;
  return ok({ count: items.length, items: items.slice(from, from + PAGE_LENGTH) });
}

function findingsOf<F extends Parameters<typeof sortedFindings>[0][number]>(
  findings: readonly F[] | undefined,
  does: F['does'] | undefined,
): F[] | undefined {
  const wanted = does ? findings?.filter((finding) => finding.does === does) : findings;
  return wanted && sortedFindings(wanted);
}
