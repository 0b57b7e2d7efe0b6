import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { workbook } from '../../shared/report/files.ts';
import { fairDraftSchema } from '../station/keys/fair-pack.ts';
import { type EmployerTable, employersTemplate } from '../station/organiser/employers-table.ts';
import { employersAt } from './employers-file.ts';

/**
 * `npm run employers:import -- --file employers.xlsx --draft draft.json`: employers, booths and posts of a
 * table into the draft that `fair:create` reads. Without `--sure` it says what would change and writes
 * nothing. `--template FILE` makes a table to fill in.
 */

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    draft: { type: 'string' },
    template: { type: 'string' },
    sure: { type: 'boolean', default: false },
  },
});

if (values.template !== undefined) {
  await writeFile(values.template, await workbook([employersTemplate]));
  console.log(`空表 a table to fill in: ${values.template}`);
} else if (values.file === undefined || values.draft === undefined) {
  stop(
    'npm run employers:import -- --template employers.xlsx\nnpm run employers:import -- --file employers.xlsx --draft draft.json (--sure)',
  );
} else {
  await importInto(values.file, values.draft);
}

async function importInto(file: string, draftFile: string): Promise<void> {
  const draft = fairDraftSchema.safeParse(JSON.parse(await readFile(draftFile, 'utf8')));
  if (!draft.success) return stop(`${draftFile}\n${z.prettifyError(draft.error)}`);
  const table = await employersAt(file, draft.data.booths);
  if (!table.ok) return stop(table.fault.sentence);
  say(table.value);
  if (!values.sure) {
    console.log('还没有写入；确定就加上 --sure。Nothing was written: add --sure.');
    return;
  }
  // Whole or not at all.
  await writeFile(
    `${draftFile}.new`,
    `${JSON.stringify({ ...draft.data, booths: table.value.booths }, undefined, 2)}\n`,
  );
  await rename(`${draftFile}.new`, draftFile);
  console.log(`✓ ${draftFile}`);
}

function say({ booths, changes }: EmployerTable): void {
  const { boothsNew, boothsChanged, postsNew, postsChanged, postsKept } = changes;
  console.log(
    `${booths.length} 家单位 employers：新增 new ${boothsNew}，改动 changed ${boothsChanged}；` +
      `岗位 posts：新增 new ${postsNew}，改动 changed ${postsChanged}` +
      (postsKept > 0 ? `，表里没有、原样保留 not in the table, kept ${postsKept}` : ''),
  );
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
