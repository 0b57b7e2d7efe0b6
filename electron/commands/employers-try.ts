import { parse } from 'node:path';
import { ok } from '../../shared/result.ts';
import { employerVocabulary } from '../../shared/tables/columns/employer-meanings.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { both, columnsAsked } from './column-options.ts';
import { refuse, several } from '../../shared/command.ts';
import { ending } from './command.ts';
import { type EmployerOptions, employerOptions, employersIn } from './employers-file.ts';
import { notOpened, type Tried, triedEach, triedTable, tryCommand } from './tables-tried.ts';

/** Says what an import would make of tables, without a fair. */
export const command = tryCommand()
  .option(...employerOptions.sheet, several, [])
  .option(...employerOptions.employer)
  .option(...employerOptions.together)
  .option(...employerOptions.fromText)
  .action(
    ending(async (files, options) => {
      const named = columnsAsked(options.column, employerVocabulary);
      if (!named.ok) return refuse(both(named.fault.words));
      return ok(await triedEach(files, options, (file, bytes) => tried(file, bytes, options)));
    }),
  );

async function tried(file: string, bytes: Uint8Array, options: EmployerOptions): Promise<Tried> {
  const read = await employersIn(bytes, parse(file).name, { booths: [], days: [] }, options);
  if (!read.ok) return { table: notOpened(file, read.fault.kind, read.fault.words) };
  const { rows, findings, tables, workbook } = read.value;
  const found = findings.map((each) => ({ ...each, words: findingWords(each.what) }));
  return triedTable(file, { workbook, rows, found, ignoredColumns: ignoredColumns(tables) });
}
