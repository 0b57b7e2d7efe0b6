import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import type { Fair } from '../../shared/fair.ts';
import type { Result } from '../../shared/result.ts';
import type { Words } from '../../shared/say.ts';
import { changeWords } from '../../shared/tables/employers/change-words.ts';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { countsOf } from '../../shared/tables/employers/merge.ts';
import { fileFaultWords } from '../../shared/tables/file-faults.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { findingPlace } from '../../shared/tables/finding.ts';
import { type EmployersTable, openEmployers } from '../station/organiser/employers-staged.ts';
import { type Refused, refuse } from '../../shared/command.ts';

/** Reads the table at a path and prints what it would do, or says why it can't be used. */
export async function employersAt(
  file: string,
  fair: Pick<Fair, 'booths' | 'days'>,
): Promise<Result<EmployersTable, Refused>> {
  const read = await openEmployers(await readFile(file), parse(file).name, fair);
  if (!read.ok) return refuse(`${file}：${both(fileFaultWords(read.fault))}`);
  for (const line of saidOf(read.value)) console.log(line);
  return read.value.rows.length > 0 ? read : refuse('表里没有岗位。The table lists no post.');
}

const both = ({ zh, en }: Words): string => `${zh} ${en}`;

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
