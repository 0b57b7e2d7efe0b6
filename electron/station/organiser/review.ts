import { dateInParts } from '../../../shared/calendar.ts';
import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { type Fair, headsOffered } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile } from '../../../shared/read-known.ts';
import type { EmployerChoices } from '../../../shared/tables/employers/choices.ts';
import { type Edited, unedited } from '../../../shared/tables/employers/edits.ts';
import { ignoredColumns } from '../../../shared/tables/employers/ignored.ts';
import { countsOf } from '../../../shared/tables/employers/merge.ts';
import { countedRows } from '../../../shared/tables/finding.ts';
import { ignoredHeadings } from '../../../shared/tables/columns/columns.ts';
import { countsByDoes } from '../../../shared/tables/sorted-findings.ts';
import { organiserFileSchema } from '../keys/fair-pack.ts';
import { readRoster } from '../people/roster.ts';
import { type EmployersTable, openEmployers } from './employers-staged.ts';
import { isOfNewer, revisionHere } from '../keys/signed-fair.ts';
import { nextRevision } from './revision.ts';
import type { Draft } from './set-up-bench.ts';

/** What the page shows of an uploaded file, and what can be done with it, if anything. */
export interface Review {
  readonly work: SetUpWork;
  readonly draft?: Draft;
}

export function organiserFileReview(bytes: Uint8Array): Review {
  const file = readFile(organiserFileSchema, jsonOf(Buffer.from(bytes).toString('utf8')));
  if (!file.ok) return refused(file.fault.kind === 'newer' ? 'newer' : 'not-organisers');
  return { work: { at: 'closed' }, draft: { is: 'organiser-file', file: file.value } };
}

export async function employersReview(
  bytes: Uint8Array,
  fileName: string,
  fair: Fair,
  choices: EmployerChoices,
): Promise<Review> {
  const read = await openEmployers(bytes, fileName, fair, choices);
  if (!read.ok) return { work: { at: 'file-refused', fault: read.fault } };
  return tableReview(read.value, fair);
}

/** Also after edits. */
export function tableReview(
  table: EmployersTable,
  fair: Fair,
  { undo, redo }: Pick<Edited, 'undo' | 'redo'> = unedited(table.choices),
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
      blocked: blockedBy(table, fair),
      rows: countedRows(rows),
      findings: { count: findings.length, by: countsByDoes(findings) },
      ignoredColumns: ignoredColumns(tables),
      tradesToConfirm: table.trades.filter(({ confirmed }) => !confirmed).length,
      booths: { given: given.length, taken },
      split: findings.filter(({ what }) => what.kind === 'posts-in-cell').length,
      employer: employerOf(table),
      edits: { undo: undo.length, redo: redo.length },
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
export function blockedBy({ rows, booths }: EmployersTable, fair: Fair) {
  if (rows.every(({ state }) => state === 'refused')) return 'no-posts';
  return nextRevision(revisionHere(fair), { booths }).success ? null : 'too-many';
}

export async function peopleReview(
  bytes: Uint8Array,
  fileName: string,
  fair: Fair,
  nowMs: number,
): Promise<Review> {
  const read = await readRoster(bytes, dateInParts(nowMs, fair.utcOffsetMinutes));
  if (!read.ok) {
    const { fault } = read;
    if (fault.kind !== 'no-people') return { work: { at: 'file-refused', fault } };
    return { work: { at: 'no-people', missing: fault.missing } };
  }
  const { people, rows, findings, columns } = read.value;
  if (rows.length === 0) return refused('empty');
  const counts = countedRows(rows);
  return {
    work: {
      at: 'people',
      file: fileName,
      rows: counts,
      findings: { count: findings.length, by: countsByDoes(findings) },
      ignoredColumns: ignoredHeadings(columns),
      people: people.length,
    },
    draft: { is: 'people', roster: read.value, fileName, refused: counts.refused },
  };
}

const refused = (why: Extract<SetUpWork, { at: 'refused' }>['why']): Review => ({
  work: { at: 'refused', why },
});
