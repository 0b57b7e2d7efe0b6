import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { READERS_FILE, readerTable } from './real-readers.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-readers-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a station without a table of its own uses the shipped reader table', async () => {
  const { table, fault } = await readerTable({ resources, folder });
  expect(table.readers.length).toBeGreaterThan(5);
  expect(fault).toBeUndefined();
});

test('an operator’s line takes precedence over ours in the reader table', async () => {
  const line = { vendor: '0c2e', usagePage: '8c', kind: 'code', layout: 'D', name: '本场的枪' };
  await writeFile(join(folder, READERS_FILE), JSON.stringify({ readers: [line] }));
  const { table, fault } = await readerTable({ resources, folder });
  expect(table.readers[0]).toMatchObject({ vendor: 0x0c2e, layout: 'D', name: '本场的枪' });
  expect(fault).toBeUndefined();
});

test.each([
  ['no JSON at all', '{ readers: [', 'not JSON'],
  [
    'a layout that does not exist',
    '{"readers":[{"vendor":"0c2e","kind":"code","layout":"Z","name":"x"}]}',
    'layout',
  ],
])('%s in operators’ table is reported, and ours still works', async (_what, text, cause) => {
  await writeFile(join(folder, READERS_FILE), text);
  const { table, fault } = await readerTable({ resources, folder });
  expect(fault).toContain(cause);
  expect(table.readers.length).toBeGreaterThan(5);
});
