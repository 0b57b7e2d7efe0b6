import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { type Fair, headsOffered } from '../../../shared/fair.ts';
import type { CivilDay } from '../../../shared/id-number.ts';
import type { EmployerChoices } from '../../../shared/tables/employers/choices.ts';
import type { Edited } from '../../../shared/tables/employers/edits.ts';
import { ignoredColumns } from '../../../shared/tables/employers/ignored.ts';
import { countsOf } from '../../../shared/tables/employers/merge.ts';
import { countedRows } from '../../../shared/tables/finding.ts';
import { ignoredHeadings } from '../../../shared/tables/columns/columns.ts';
import { type History, unedited } from '../../../shared/tables/history.ts';
import type { PeopleChoices } from '../../../shared/tables/people/choices.ts';
import { countsByDoes } from '../../../shared/tables/sorted-findings.ts';
import { openRoster, type Roster, rosterChosen } from '../people/roster.ts';
import { chosenAnew, type EmployersTable, openEmployers } from './employers-staged.ts';
import { isOfNewer } from '../keys/signed-fair.ts';
import { type RememberedChoices, signatureOf } from './remembered-choices.ts';
import type { Draft, TableAtWork } from './set-up-bench.ts';

/** What the page shows of an uploaded file, and what can be done with it, if anything. */
export interface Review {
  readonly work: SetUpWork;
  readonly draft?: Draft;
}

export async function employersReview(
  bytes: Uint8Array,
  fileName: string,
  fair: Fair,
  choices: EmployerChoices,
  remembered: Pick<RememberedChoices, 'of'>,
): Promise<Review> {
  const read = await openEmployers(bytes, fileName, fair, choices);
  if (!read.ok) return { work: { at: 'file-refused', fault: read.fault } };
  const table = read.value;
  const signature = signatureOf(table.tables);
  const before = remembered.of(signature, table.workbook);
  if (!before) return tableReview({ ...table, signature, carried: 0 }, fair, unedited(choices));
  const now = { ...choices, ...before };
  const carried = chosenCount(before);
  const chosen = { ...chosenAnew(table, fair, now), signature, carried };
  // An organiser who does not want the earlier choices undoes them.
  return tableReview(chosen, fair, { undo: [choices], redo: [] });
}

const chosenCount = ({
  trades = {},
  booths = [],
  cells = [],
  ...others
}: EmployerChoices): number =>
  Object.keys(trades).length + booths.length + cells.length + Object.keys(others).length;

/** Also after edits. */
export function tableReview(
  table: TableAtWork,
  fair: Fair,
  { undo, redo }: Pick<Edited, 'undo' | 'redo'>,
): Review {
  const { booths, rows, findings, tables, changes, given } = table;
  if (tables.length === 0 && undo.length === 0) return refused('no-posts');
  if (isOfNewer(fair)) return refused('newer');
  const { places, some } = headsOffered({ booths: [...booths] });
  const taken = given.filter(({ why }) => why === 'taken').length;
  return {
    draft: { is: 'employers', table, undo, redo },
    work: {
      at: 'employers',
      file: table.fileName,
      blocked: blockedBy(table),
      rows: countedRows(rows),
      findings: { count: findings.length, by: countsByDoes(findings) },
      ignoredColumns: ignoredColumns(tables),
      tradesToConfirm: table.trades.filter(({ confirmed }) => !confirmed).length,
      booths: { given: given.length, taken },
      split: findings.filter(({ what }) => what.kind === 'posts-in-cell').length,
      inText: findings.filter(({ what }) => what.kind === 'said-in-text').length,
      fromText: table.choices.fromText ?? false,
      employer: employerOf(table),
      edits: { undo: undo.length, redo: redo.length },
      carried: table.carried,
      employers: booths.length,
      posts: places,
      some,
      changes: countsOf(changes),
    },
  };
}

function employerOf({ choices, findings }: EmployersTable): string | null {
  const proposed = findings.flatMap(({ what }) =>
    what.kind === 'no-employer-column' ? [what.employer] : [],
  );
  return choices.employer ?? proposed[0] ?? null;
}

/** Such tables open, since other columns may mend them. */
export const blockedBy = ({ rows }: EmployersTable) =>
  rows.every(({ state }) => state === 'refused') ? 'no-posts' : null;

export async function peopleReview(
  bytes: Uint8Array,
  fileName: string,
  today: CivilDay,
  choices: PeopleChoices,
): Promise<Review> {
  const read = await openRoster(bytes, today, choices);
  if (read.ok) {
    const isEmpty = read.value.rows.length === 0 && read.value.missing === undefined;
    return isEmpty ? refused('empty') : rosterReview(read.value, fileName, unedited(choices));
  }
  const { fault } = read;
  if (fault.kind !== 'no-people') return { work: { at: 'file-refused', fault } };
  return { work: { at: 'no-people', missing: fault.missing } };
}

/** The same file with other choices; undefined where it would hold nobody. */
export function peopleChosen(
  { roster, fileName }: Extract<Draft, { is: 'people' }>,
  today: CivilDay,
  chosen: History<PeopleChoices>,
): Review | undefined {
  const read = rosterChosen(roster, today, chosen.now);
  return read.ok ? rosterReview(read.value, fileName, chosen) : undefined;
}

function rosterReview(
  roster: Roster,
  fileName: string,
  { now, undo, redo }: History<PeopleChoices>,
): Review {
  const { people, rows, findings, tables, missing } = roster;
  const counts = countedRows(rows);
  return {
    work: {
      at: 'people',
      file: fileName,
      rows: counts,
      blocked: missing ?? null,
      findings: { count: findings.length, by: countsByDoes(findings) },
      ignoredColumns: ignoredHeadings(tables.flatMap(({ columns }) => columns)),
      edits: { undo: undo.length, redo: redo.length },
      people: people.length,
    },
    draft: { is: 'people', roster, fileName, refused: counts.refused, choices: now, undo, redo },
  };
}

const refused = (why: Extract<SetUpWork, { at: 'refused' }>['why']): Review => ({
  work: { at: 'refused', why },
});
