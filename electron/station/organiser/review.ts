import { dateInParts } from '../../../shared/calendar.ts';
import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { type Fair, headsOffered } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { PAGE_LENGTH } from '../../../shared/contract/employers-table.ts';
import { readFile } from '../../../shared/read-known.ts';
import type { EmployerChoices } from '../../../shared/tables/employers/choices.ts';
import { ignoredColumns } from '../../../shared/tables/employers/ignored.ts';
import { countsOf } from '../../../shared/tables/employers/merge.ts';
import type { RowState } from '../../../shared/tables/employers/stage.ts';
import { ignoredHeadings } from '../../../shared/tables/columns/columns.ts';
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

/** Also after other choices. */
export function tableReview(table: EmployersTable, fair: Fair): Review {
  const { booths, rows, findings, tables, changes } = table;
  const draft = { is: 'employers', table } as const;
  if (rows.length === 0) return { ...refused('no-posts'), draft };
  if (isOfNewer(fair)) return { ...refused('newer'), draft };
  if (!nextRevision(revisionHere(fair), { booths }).success)
    return { ...refused('too-many'), draft };
  const { places, some } = headsOffered({ booths: [...booths] });
  return {
    work: {
      at: 'employers',
      rows: countedRows(rows),
      findings: { count: findings.length, first: findings.slice(0, PAGE_LENGTH) },
      ignoredColumns: ignoredColumns(tables),
      employers: booths.length,
      posts: places,
      some,
      changes: countsOf(changes),
    },
    draft,
  };
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
  const first = GRAVEST.flatMap((does) => findings.filter((finding) => finding.does === does));
  return {
    work: {
      at: 'people',
      rows: counts,
      findings: { count: findings.length, first: first.slice(0, PAGE_LENGTH) },
      ignoredColumns: ignoredHeadings(columns),
      people: people.length,
    },
    draft: { is: 'people', roster: read.value, fileName, refused: counts.refused },
  };
}

const GRAVEST = ['refused', 'emptied', 'asks', 'left-out'] as const;

function countedRows(rows: readonly { readonly state: RowState }[]) {
  const count = (wanted: RowState): number => rows.filter(({ state }) => state === wanted).length;
  return {
    all: rows.length,
    untouched: count('untouched'),
    proposed: count('proposed'),
    emptied: count('emptied'),
    refused: count('refused'),
  };
}

const refused = (why: Extract<SetUpWork, { at: 'refused' }>['why']): Review => ({
  work: { at: 'refused', why },
});
