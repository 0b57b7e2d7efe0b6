import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EmployerChoices } from '../../../shared/tables/employers/choices.ts';
import { rememberedChoices, signatureOf } from './remembered-choices.ts';
import { openEmployers } from './employers-staged.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-choices-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function opened(...rows: string[]) {
  const text = ['单位名称,岗位名称,招聘人数,学历', ...rows].join('\n');
  const read = await openEmployers(Buffer.from(text), '', { booths: [], days: [] });
  if (!read.ok) throw new Error(read.fault.kind);
  const { tables, workbook } = read.value;
  return { signature: signatureOf(tables), workbook };
}

const TABLE = ['甲厂,普工,一大堆,大砖', '乙厂,焊工,很多很多,大专'];
const choices: EmployerChoices = {
  trades: { 普工: 'manufacturing' },
  booths: [{ of: '甲厂|', booth: 'A05' }],
  together: true,
  cells: [
    { sheet: '', row: 2, at: 2, text: '12' },
    { sheet: '', row: 3, at: 2, text: '5' },
  ],
};

it('brings what was confirmed to the same table, once it comes back mended (T80)', async () => {
  const first = await opened(...TABLE);
  await (await rememberedChoices(folder)).keep(first.signature, choices, first.workbook);
  const mended = await opened('甲厂,普工,20,大专', ...TABLE.slice(1));
  const { cells, ...others } = choices;
  // The first row was mended in Excel, and that has the last word there.
  expect((await rememberedChoices(folder)).of(mended.signature, mended.workbook)).toEqual({
    ...others,
    cells: cells?.slice(1),
  });
});

it('brings nothing to a table with other columns, and nothing that was undone (T80)', async () => {
  const first = await opened(...TABLE);
  const remembered = await rememberedChoices(folder);
  await remembered.keep(first.signature, choices, first.workbook);
  expect(remembered.of(`${first.signature}x`, first.workbook)).toBeUndefined();
  await remembered.keep(first.signature, {}, first.workbook);
  expect(remembered.of(first.signature, first.workbook)).toBeUndefined();
});

it('keeps no cell of the table but those that somebody typed', async () => {
  const first = await opened(...TABLE);
  await (await rememberedChoices(folder)).keep(first.signature, choices, first.workbook);
  expect(await readFile(join(folder, 'table-choices.json'), 'utf8')).not.toMatch(/大砖|焊工/);
});
