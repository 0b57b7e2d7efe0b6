import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steadyFile, steadyFileWords } from './steady-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-steady-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a table’s file (T62)', () => {
  it('is read whole', async () => {
    const file = join(folder, '岗位.csv');
    await writeFile(file, '单位,岗位\n');
    expect(await steadyFile(file)).toEqual({ ok: true, value: Buffer.from('单位,岗位\n') });
  });

  it('is refused if somebody saves it while it is read', async () => {
    const file = join(folder, '岗位.csv');
    await writeFile(file, '单位,岗位\n');
    const slow = async (path: string): Promise<Buffer> => {
      const bytes = await readFile(path);
      await writeFile(path, '单位,岗位\n永晟,普工\n');
      return bytes;
    };
    expect(await steadyFile(file, slow)).toEqual({ ok: false, fault: { kind: 'changed' } });
  });

  it('that is not there is a sentence', async () => {
    const read = await steadyFile(join(folder, 'none.xlsx'));
    expect(read.ok || steadyFileWords(read.fault).zh).toContain('没有这个文件');
  });
});
