import { parse } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { fileFaultWords } from '../../shared/tables/file-faults.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { openEmployers } from '../station/organiser/employers-staged.ts';
import { notOpened, printTried, type Tried, type TriedTable } from './tables-tried.ts';

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
  const count = (wanted: string): number => rows.filter(({ state }) => state === wanted).length;
  const found = findings.map((each) => ({ ...each, words: findingWords(each.what) }));
  const table: TriedTable = {
    file,
    opened: true,
    rows: rows.length,
    untouched: count('untouched'),
    proposed: count('proposed'),
    refused: count('refused'),
    emptied: findings.filter(({ does }) => does === 'emptied').length,
    ignoredColumns: ignoredColumns(tables),
    findings: findings.map(({ sheet, row, column, read: text, does, what }) => ({
      sheet,
      row,
      ...(column !== undefined && { column }),
      read: text,
      does,
      kind: what.kind,
      ...findingWords(what),
    })),
  };
  return { table, opened: { workbook, found } };
}
