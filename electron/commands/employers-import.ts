import { rename, writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { fairSchema } from '../../shared/fair.ts';
import { ok } from '../../shared/result.ts';
import { fairDraftSchema } from '../station/keys/fair-pack.ts';
import { refuse, several } from '../../shared/command.ts';
import { ending } from './command.ts';
import { columnOption } from './column-options.ts';
import { employerOptions, employersAt } from './employers-file.ts';
import { jsonAt } from './json-file.ts';

/** Copies employers, booths and posts from a table into the draft that `fair create` reads. */
export const command = new Command()
  .requiredOption('--file <table>', 'Excel（.xlsx、.xls）或 CSV an Excel sheet or CSV')
  .requiredOption('--draft <file>', '招聘会草稿 the fair’s draft')
  .option(columnOption.flags, columnOption.says, several, [])
  .option(...employerOptions.sheet, several, [])
  .option(...employerOptions.employer)
  .option(...employerOptions.together)
  .option(...employerOptions.fromText)
  .option('--sure', '写入；不写就只说会改什么 writes the changes; default: only lists them', false)
  .action(
    ending(async ({ file, draft: draftFile, sure, ...options }) => {
      const draft = fairDraftSchema.safeParse(await jsonAt(draftFile));
      if (!draft.success) return refuse(`${draftFile}\n${z.prettifyError(draft.error)}`);
      const table = await employersAt(file, draft.data, options);
      if (!table.ok) return table;
      const booths = fairSchema.shape.booths.safeParse(table.value.booths);
      if (!booths.success) return refuse(`${file}\n${z.prettifyError(booths.error)}`);
      if (!sure) return ok('还没有写入；确定就加上 --sure。Nothing was written: add --sure.');
      // Write all of it or nothing.
      const whole = { ...draft.data, booths: booths.data };
      await writeFile(`${draftFile}.new`, `${JSON.stringify(whole, undefined, 2)}\n`);
      await rename(`${draftFile}.new`, draftFile);
      return ok(`✓ ${draftFile}`);
    }),
  );
