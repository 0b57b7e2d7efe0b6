import { answerNames, answerTable } from '../../../shared/answers.ts';
import type { CivilDay } from '../../../shared/id-number.ts';
import type { Sheet } from '../../../shared/report/sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Words } from '../../../shared/say.ts';
import { type FileFault, fileFaultWords } from '../../../shared/tables/file-faults.ts';
import type { PeopleChoices } from '../../../shared/tables/people/choices.ts';
import { noPeopleWords } from '../../../shared/tables/people/people-finding-words.ts';
import {
  type NoPeople,
  type StagedPeople,
  stagedPeople,
} from '../../../shared/tables/people/staged-people.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { openWorkbook } from '../tables/open-workbook.ts';

/** Reads a list of people who registered, whatever made it: a website, a school, a bureau. */

export interface Roster extends StagedPeople {
  /** The file as it came, to be given back with marks. */
  readonly bytes: Uint8Array;
  readonly workbook: Workbook;
}

export type RosterFault = FileFault | ({ readonly kind: 'no-people' } & NoPeople);

/** Also a list of which nobody can be taken until a column is set otherwise: then it says what is missing. */
export async function openRoster(
  bytes: Uint8Array,
  today: CivilDay,
  choices: PeopleChoices,
): Promise<Result<Roster, RosterFault>> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  return rosterChosen({ bytes, workbook: opened.value }, today, choices);
}

export function rosterChosen(
  { bytes, workbook }: Pick<Roster, 'bytes' | 'workbook'>,
  today: CivilDay,
  choices: PeopleChoices,
): Result<Roster, Extract<RosterFault, { kind: 'no-people' }>> {
  const staged = stagedPeople(workbook, today, choices);
  return 'rows' in staged
    ? ok({ ...staged, bytes, workbook })
    : fail({ kind: 'no-people', ...staged });
}

export async function readRoster(
  bytes: Uint8Array,
  today: CivilDay,
  choices: PeopleChoices = { columns: {} },
): Promise<Result<Roster, RosterFault>> {
  const read = await openRoster(bytes, today, choices);
  if (!read.ok || read.value.missing === undefined) return read;
  return fail({ kind: 'no-people', missing: read.value.missing });
}

export const rosterFaultWords = (fault: RosterFault): Words =>
  fault.kind === 'no-people' ? noPeopleWords(fault.missing) : fileFaultWords(fault);

/** The columns to fill in, with an example row. */
export const rosterTemplate: Sheet = {
  name: '报名名单',
  columns: [
    ['姓名', 12],
    ['证件号码', 24],
    ['手机号', 16],
    ['住址', 36],
    ...answerNames.map((name) => {
      const { columns, most } = answerTable[name];
      return [columns[0], most === 1 ? 12 : 24] as const;
    }),
  ],
  rows: [
    [
      '（示例）张三',
      '（18 位，按文本填）',
      '13800138000',
      '云溪街道',
      ...answerNames.map((name) => answerTable[name].example),
    ],
  ],
};
