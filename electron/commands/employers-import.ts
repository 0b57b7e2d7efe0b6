import { rename, writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { ok } from '../../shared/result.ts';
import { fairDraftSchema } from '../station/keys/fair-pack.ts';
import type { EmployerTable } from '../station/organiser/employers-table.ts';
import { ending, refuse } from './command.ts';
import { employersAt } from './employers-file.ts';
import { jsonAt } from './json-file.ts';

/** Copies employers, booths and posts from a table into the draft that `fair create` reads. */
export const command = new Command()
  .requiredOption('--file <table>', 'Excel（.xlsx）或 CSV an Excel sheet or CSV')
  .requiredOption('--draft <file>', '招聘会草稿 the fair’s draft')
  .option('--sure', '写入；不写就只说会改什么 writes the changes; default: only lists them', false)
  .action(
    ending(async ({ file, draft: draftFile, sure }) => {
      const draft = fairDraftSchema.safeParse(await jsonAt(draftFile));
      if (!draft.success) return refuse(`${draftFile}\n${z.prettifyError(draft.error)}`);
      const table = await employersAt(file, draft.data.booths);
      if (!table.ok) return table;
      console.log(changesOf(table.value));
      if (!sure) return ok('还没有写入；确定就加上 --sure。Nothing was written: add --sure.');
      // Write all of it or nothing.
      const whole = { ...draft.data, booths: table.value.booths };
      await writeFile(`${draftFile}.new`, `${JSON.stringify(whole, undefined, 2)}\n`);
      await rename(`${draftFile}.new`, draftFile);
      return ok(`✓ ${draftFile}`);
    }),
  );

function changesOf({ booths, changes }: EmployerTable): string {
  const { boothsNew, boothsChanged, postsNew, postsChanged, postsKept } = changes;
  return (
    `${booths.length} 家单位 employers：新增 new ${boothsNew}，改动 changed ${boothsChanged}；` +
    `岗位 posts：新增 new ${postsNew}，改动 changed ${postsChanged}` +
    (postsKept > 0 ? `，表里没有、原样保留 not in the table, kept ${postsKept}` : '')
  );
}
