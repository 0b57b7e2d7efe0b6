import { parse } from 'node:path';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { fileFaultWords } from '../../shared/tables/file-faults.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { openEmployers } from '../station/organiser/employers-staged.ts';
import { notOpened, type Tried, triedTable, tryCommand } from './tables-tried.ts';

/** Says what an import would make of tables, without a fair. */
export const command = tryCommand(tried);

async function tried(file: string, bytes: Uint8Array): Promise<Tried> {
  const read = await openEmployers(bytes, parse(file).name, { booths: [], days: [] });
  if (!read.ok) return { table: notOpened(file, read.fault.kind, fileFaultWords(read.fault)) };
  const { rows, findings, tables, workbook } = read.value;
  const found = findings.map((each) => ({ ...each, words: findingWords(each.what) }));
  return triedTable(file, { workbook, rows, found, ignoredColumns: ignoredColumns(tables) });
}
