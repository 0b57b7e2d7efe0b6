import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { workbook } from '../../shared/report/files.ts';
import { ok } from '../../shared/result.ts';
import { employersTemplate } from '../station/organiser/employers-template.ts';
import { ending } from './command.ts';

/** Writes an empty table of employers and posts. */
export const command = new Command()
  .requiredOption('--out <file>', '空表写到哪里 where to write the empty table')
  .action(
    ending(async ({ out }) => {
      await writeFile(out, await workbook([employersTemplate]));
      return ok(`空表 a table to fill in: ${out}`);
    }),
  );
