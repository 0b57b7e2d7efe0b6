import { dateInParts } from '../../../shared/calendar.ts';
import { MOST_ROWS_SHOWN, type SetUpWork } from '../../../shared/contract/setup.ts';
import { type Fair, placesOffered } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile } from '../../../shared/read-known.ts';
import type { FaultyRow } from '../../../shared/tables/row-faults.ts';
import { organiserFileSchema } from '../keys/fair-pack.ts';
import { readRoster } from '../people/roster.ts';
import type { HeadingFault } from '../tables/headed.ts';
import { readEmployers } from './employers-table.ts';
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

export async function employersReview(bytes: Uint8Array, fair: Fair): Promise<Review> {
  const read = await readEmployers(bytes, fair.booths);
  if (!read.ok) return badHeading(read.fault);
  const { booths, faulty, changes } = read.value;
  if (booths.length + faulty.length === 0) return refused('empty');
  if (isOfNewer(fair)) return refused('newer');
  if (!nextRevision(revisionHere(fair), { booths }).success) return refused('too-many');
  const posts = placesOffered({ booths: [...booths] });
  return {
    work: { at: 'employers', faulty: shown(faulty), employers: booths.length, posts, changes },
    ...(faulty.length === 0 && { draft: { is: 'employers', booths } }),
  };
}

export async function peopleReview(bytes: Uint8Array, fair: Fair, nowMs: number): Promise<Review> {
  const read = await readRoster(bytes, dateInParts(nowMs, fair.utcOffsetMinutes));
  if (!read.ok) return badHeading(read.fault);
  const { people, faulty } = read.value;
  if (people.length + faulty.length === 0) return refused('empty');
  return {
    work: { at: 'people', faulty: shown(faulty), people: people.length },
    draft: { is: 'people', list: people, faulty: faulty.length },
  };
}

const refused = (why: Extract<SetUpWork, { at: 'refused' }>['why']): Review => ({
  work: { at: 'refused', why },
});

function badHeading(fault: HeadingFault): Review {
  if (fault.kind === 'not-a-table') return refused('not-a-table');
  return { work: { at: 'column-missing', column: fault.column } };
}

function shown(faulty: readonly FaultyRow[]) {
  return { count: faulty.length, rows: faulty.slice(0, MOST_ROWS_SHOWN) };
}
