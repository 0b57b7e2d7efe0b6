import { parse } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { fileFaultWords } from '../../shared/tables/file-faults.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { openEmployers } from '../station/organiser/employers-staged.ts';
import { notOpened, printTried, type Tried, triedTable } from './tables-tried.ts';

/** Says what an import would make of tables, without a fair. */
export const command = new Command()
  .argument('<file...>', 'Excel（.xlsx、.xls）或 CSV Excel sheets or CSV')
  .option('--json', '输出 JSON，含每一条发现 prints JSON, with each finding', false)
  .option('--marked <folder>', '在这里存一份标出了问题的表 saves the tables there with marks')
  .action(async (files, options) => printTried(files, options, tried));

async function tried(file: string, bytes: Uint8Array): Promise<Tried> {
  const read = await openEmployers(bytes, parse(file).name, { booths: [], days: [] });
  if (!read.ok) return { table: notOpened(file, read.fault.kind, fileFaultWords(read.fault)) };
  const { rows, findings, tables, workbook } = read.value;
  const found = findings.map((each) => ({ ...each, words: findingWords(each.what) }));
  return triedTable(file, { workbook, rows, found, ignoredColumns: ignoredColumns(tables) });
}
