import { readFile } from 'node:fs/promises';
import { ok, type Result } from '../../shared/result.ts';
import { type FaultyRow, rowFaultWords } from '../../shared/tables/row-faults.ts';
import type { Booth } from '../station/organiser/employers-merge.ts';
import { type EmployerTable, readEmployers } from '../station/organiser/employers-table.ts';
import { type Refused, refuse } from './command.ts';

const SHOWN = 20;

/** Reads the table at a path, or says why it can't be used. */
export async function employersAt(
  file: string,
  before: readonly Booth[],
): Promise<Result<EmployerTable, Refused>> {
  const bytes = await readFile(file).catch(() => new Uint8Array());
  const read = await readEmployers(bytes, before);
  if (!read.ok) {
    return refuse(
      read.fault.kind === 'column-missing'
        ? `表头里没有“${read.fault.column}”这一列。The heading lacks the column ${read.fault.column}.`
        : `${file}：这不是表格，要 Excel（.xlsx）或 CSV。This is not a table: use Excel (.xlsx) or CSV.`,
    );
  }
  const { faulty, booths } = read.value;
  if (booths.length === 0 && faulty.length === 0)
    return refuse('表里没有单位。The table lists no employer.');
  if (faulty.length === 0) return ok(read.value);
  const sentences = faulty.slice(0, SHOWN).map(faultyRowSentence);
  const more = faulty.length > SHOWN ? [`…另有 and ${faulty.length - SHOWN} more`] : [];
  return refuse(
    [
      ...sentences,
      ...more,
      `${faulty.length} 行有误，什么都没有导入。${faulty.length} rows have a mistake, and nothing was imported.`,
    ].join('\n'),
  );
}

export function faultyRowSentence({ row, fault }: FaultyRow): string {
  const { zh, en } = rowFaultWords(fault);
  return `第 ${row} 行：${zh}。Row ${row}: ${en}.`;
}
