import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { say, type Words } from '../../shared/say.ts';
import { employerVocabulary } from '../../shared/tables/columns/employer-meanings.ts';
import { changeWords } from '../../shared/tables/employers/change-words.ts';
import type { EmployerChoices } from '../../shared/tables/employers/choices.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { countsOf } from '../../shared/tables/employers/merge.ts';
import { type FileFault, fileFaultWords } from '../../shared/tables/file-faults.ts';
import { findingPlace } from '../../shared/tables/finding.ts';
import {
  readAsChosen,
  type EmployersTable,
  openEmployers,
} from '../station/organiser/employers-staged.ts';
import { both, columnsAsked, columnsChosen } from './column-options.ts';
import { type Refused, refuse } from '../../shared/command.ts';

/** As the page's choices, by their options. */
export interface EmployerOptions {
  readonly column: readonly string[];
  readonly sheet: readonly string[];
  readonly employer?: string | undefined;
  readonly together: boolean;
  readonly fromText: boolean;
}

const NO_OPTIONS: EmployerOptions = { column: [], sheet: [], together: false, fromText: false };

export const employerOptions = {
  sheet: ['--sheet <name>', '只读这张工作表，可写几次 reads only this sheet; may be repeated'],
  employer: [
    '--employer <name>',
    '表里没有写单位时，是哪一家的 whose posts they are, where the table does not say',
  ],
  fromText: [
    '--from-text',
    '没写学历、年龄的，按要求里明白写的填 takes education and age from the requirements, where no cell says them',
    false,
  ],
  together: ['--together', '一格里的几个岗位不分开 keeps the posts of one cell together', false],
} as const;

export interface TableFault {
  readonly kind: FileFault['kind'] | 'no-column' | 'no-sheet';
  readonly words: Words;
}

/** Reads a table with what was chosen by options. */
export async function employersIn(
  bytes: Uint8Array,
  fileName: string,
  fair: Pick<Fair, 'booths' | 'days'>,
  options: EmployerOptions,
): Promise<Result<EmployersTable, TableFault>> {
  const plain = plainChoices(options);
  const first = await openEmployers(bytes, fileName, fair, plain);
  if (!first.ok) return fail({ kind: first.fault.kind, words: fileFaultWords(first.fault) });
  const names = first.value.workbook.sheets.map(({ name }) => name);
  const absent = options.sheet.filter((name) => !names.includes(name));
  if (absent.length > 0) return fail({ kind: 'no-sheet', words: noSheet(absent, names) });
  const named = columnsAsked(options.column, employerVocabulary);
  if (!named.ok) return named;
  if (named.value.length === 0) return first;
  const columns = columnsChosen(first.value.tables, named.value, employerVocabulary);
  if (!columns.ok) return columns;
  return ok(readAsChosen(first.value, fair, { ...plain, columns: columns.value }));
}

const plainChoices = ({
  sheet,
  employer,
  together,
  fromText,
}: EmployerOptions): EmployerChoices => ({
  ...(sheet.length > 0 && { sheets: [...sheet] }),
  ...(employer !== undefined && { employer: employer.slice(0, 60) }),
  ...(together && { together }),
  ...(fromText && { fromText }),
});

const noSheet = (absent: readonly string[], names: readonly string[]): Words =>
  say(
    `没有工作表“${absent.join('”“')}”，有的是：${names.join('、')}`,
    `no such sheet: ${absent.join(', ')}`,
  );

/** Reads the table at a path and prints what it would do, or says why it can't be used. */
export async function employersAt(
  file: string,
  fair: Pick<Fair, 'booths' | 'days'>,
  options: EmployerOptions = NO_OPTIONS,
): Promise<Result<EmployersTable, Refused>> {
  const read = await employersIn(await readFile(file), parse(file).name, fair, options);
  if (!read.ok) return refuse(`${file}：${both(read.fault.words)}`);
  for (const line of saidOf(read.value)) console.log(line);
  return read.value.rows.length > 0 ? read : refuse('表里没有岗位。The table lists no post.');
}

/** All findings, what would change by name, and the sums. */
function saidOf({ booths, tables, rows, findings, changes }: EmployersTable): string[] {
  const ignored = ignoredColumns(tables);
  const refused = rows.filter(({ state }) => state === 'refused').length;
  const { boothsNew, boothsChanged, postsNew, postsChanged, postsKept } = countsOf(changes);
  return [
    ...findings.map((finding) => {
      const [place, words] = [findingPlace(finding), findingWords(finding.what)];
      return `${place.zh}——${words.zh}。${place.en}: ${words.en}.`;
    }),
    ...changes.filter(({ kind }) => kind === 'changed').map((change) => both(changeWords(change))),
    ...(ignored.length > 0 ? [`不导入的列 columns that are not taken: ${ignored.join('、')}`] : []),
    `${rows.length} 行 rows，不能导入 not taken ${refused}`,
    `${booths.length} 家单位 employers：新增 new ${boothsNew}，改动 changed ${boothsChanged}；` +
      `岗位 posts：新增 new ${postsNew}，改动 changed ${postsChanged}` +
      (postsKept > 0 ? `，表里没有、原样保留 not in the table, kept ${postsKept}` : ''),
  ];
}
