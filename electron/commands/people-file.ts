import type { CivilDay } from '../../shared/id-number.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { say, type Words } from '../../shared/say.ts';
import { peopleVocabulary } from '../../shared/tables/columns/people-meanings.ts';
import type { NamedColumn } from '../../shared/tables/columns/named-columns.ts';
import type { PeopleMeaning } from '../../shared/tables/columns/people-meaning.ts';
import {
  openRoster,
  type Roster,
  rosterChosen,
  type RosterFault,
  rosterFaultWords,
} from '../station/people/roster.ts';
import { columnsChosen } from './column-options.ts';

export interface ListFault {
  readonly kind: RosterFault['kind'] | 'no-column';
  readonly words: Words;
}

/** Reads a list of people with columns set by their headings. */
export async function peopleIn(
  bytes: Uint8Array,
  today: CivilDay,
  named: readonly NamedColumn<PeopleMeaning>[],
): Promise<Result<Roster, ListFault>> {
  const first = await openRoster(bytes, today, { columns: {} });
  if (!first.ok) return faulty(first.fault);
  const columns = columnsChosen(first.value.tables, named, peopleVocabulary);
  if (!columns.ok) return columns;
  const read =
    named.length === 0 ? first : rosterChosen(first.value, today, { columns: columns.value });
  if (!read.ok) return faulty(read.fault);
  const { missing } = read.value;
  if (missing === undefined) return ok(read.value);
  const { zh, en } = rosterFaultWords({ kind: 'no-people', missing });
  const more = say(
    `${zh}。有一列像证件号码：是本人的，就加上 --column 表头=证件号码`,
    `${en}. One column looks like ID numbers: if they are the people’s own, add --column heading=number`,
  );
  return fail({ kind: 'no-people', words: more });
}

const faulty = (fault: RosterFault) => fail({ kind: fault.kind, words: rosterFaultWords(fault) });
