import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readByAnother from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { fingerprintOf } from '../../shared/report/season/fair-figures.ts';
import { madeFair } from '../../shared/report/season/testing/made-fair.ts';
import { chunfeng, succeeds } from './terminal.ts';

let folder = '';
const inFolder = (name: string): string => join(folder, name);
const market = madeFair();
const village = madeFair({ days: ['2027-03-06'], name: { zh: '云溪镇专场', en: '' } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-season-'));
  await writeFile(
    inFolder('a.json'),
    market.exported({ figures: { attendees: 70 }, township: 'no' }),
  );
  await writeFile(
    inFolder('b.json'),
    village.exported({ figures: { attendees: 30 }, township: 'yes' }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const said = z.object({
  files: z.array(z.object({ state: z.object({ is: z.string() }) })),
  sums: z.array(z.object({ id: z.string(), value: z.int() })),
});

it('a season is summed in a terminal, once its fingerprints are confirmed', async () => {
  const unconfirmed = await chunfeng('season', [inFolder('a.json'), inFolder('b.json')]);
  expect(unconfirmed.code).toBe(1);
  expect(unconfirmed.err).toContain(fingerprintOf(market.key));
  expect(unconfirmed.err).toContain('--confirm');

  const keys = [market, village].flatMap(({ key }) => ['--confirm', fingerprintOf(key)]);
  const args = [inFolder('a.json'), inFolder('b.json'), ...keys, '--return', 'spring'];
  const { files, sums } = said.parse(
    JSON.parse(await succeeds('season', [...args, '--xlsx', inFolder('spring.xlsx'), '--json'])),
  );
  expect(files.map(({ state }) => state.is)).toEqual(['summed', 'summed']);
  const values = Object.fromEntries(sums.map(({ id, value }) => [id, value]));
  expect(values).toMatchObject({ 招聘会场次: 2, 乡镇场次: 1, 求职者人数: 100 });
  const [sheet] = await readByAnother(await readFile(inFolder('spring.xlsx')));
  expect(sheet?.data[2]?.slice(0, 2)).toEqual(['其中乡镇（场）', 1]);
});
