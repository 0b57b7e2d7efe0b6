import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type Booth,
  type EmployerFault,
  type EmployerTable,
  readEmployers,
} from '../organiser/employers-table.ts';

const SHOWN = 20;

/** The table at a path, or in words why nothing of it can be taken. */
export async function employersAt(
  file: string,
  before: readonly Booth[],
): Promise<Result<EmployerTable, { readonly kind: 'refused'; readonly sentence: string }>> {
  const refuse = (sentence: string) => fail({ kind: 'refused' as const, sentence });
  const bytes = await readFile(file).catch(() => new Uint8Array());
  const read = await readEmployers(bytes, before);
  if (!read.ok) {
    return refuse(
      read.fault.kind === 'column-missing'
        ? `表头里没有“${read.fault.column}”这一列。The heading has no column ${read.fault.column}.`
        : `${file}：这不是表格，要 Excel（.xlsx）或 CSV。This is no table: an Excel sheet (.xlsx) or CSV is needed.`,
    );
  }
  const { faulty, booths } = read.value;
  if (booths.length === 0 && faulty.length === 0)
    return refuse('表里没有单位。There is no employer in the table.');
  if (faulty.length === 0) return ok(read.value);
  const sentences = faulty
    .slice(0, SHOWN)
    .map(({ row, fault }) => `第 ${row} 行 row ${row}：${sentenceOf(fault)}`);
  const more = faulty.length > SHOWN ? [`…另有 and ${faulty.length - SHOWN} more`] : [];
  return refuse(
    [
      ...sentences,
      ...more,
      `${faulty.length} 行有误，什么都没有导入。${faulty.length} rows have a mistake, and nothing was imported.`,
    ].join('\n'),
  );
}

function sentenceOf(fault: EmployerFault): string {
  switch (fault.kind) {
    case 'missing':
      return `没有填“${fault.column}”。${fault.column} is missing.`;
    case 'booth-code':
      return '展位号只能是字母、数字和横线，不超过 20 个。A booth’s number is letters, digits and hyphens, at most 20.';
    case 'post-code':
      return '岗位编号只能是字母、数字和横线，不超过 24 个；不填会自动编。A post’s number is letters, digits and hyphens, at most 24; left empty it is given one.';
    case 'code-of-other':
      return `岗位编号和展位 ${fault.booth} 的重了；每个岗位要有自己的编号，不填会自动编。Booth ${fault.booth} has a post of that number: each needs its own.`;
    case 'headcount':
      return '招聘人数要是 1 以上的整数。The headcount is a whole number of at least 1.';
    case 'pay':
      return '薪资写成 5000、5000-7000 或 面议。The pay is 5000, 5000-7000 or 面议.';
    case 'per':
      return '计薪写“月”或“天”。Pay is by 月 (month) or 天 (day).';
    case 'too-long':
      return '文字太长，或人数太大。A text is too long, or a number too large.';
    case 'unknown-word':
      return `${fault.column}里不认识“${fault.word}”。Unknown word.`;
    case 'twice':
      return `和第 ${fault.row} 行是同一个岗位。The same post as row ${fault.row}.`;
  }
}
