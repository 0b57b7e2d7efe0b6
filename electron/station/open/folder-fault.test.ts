import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderFault, folderFaultSentence } from './folder-fault.ts';

let at = '';
beforeEach(async () => {
  at = await mkdtemp(join(tmpdir(), 'chunfeng-folder-'));
});
afterEach(() => rm(at, { recursive: true }));

describe('a data folder', () => {
  it('is made for its owner alone, and nothing is left in it', async () => {
    const folder = join(at, 'new', 'station');
    expect(folderFault(folder)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('that can’t be made is a sentence', async () => {
    await writeFile(join(at, 'file'), '');
    const folder = join(at, 'file', 'station');
    const fault = folderFault(folder);
    expect(fault).toEqual({ kind: 'not-made', code: 'ENOTDIR' });
    expect(fault && folderFaultSentence(fault, folder)).toContain('can’t be made (ENOTDIR)');
  });

  // Root may write everywhere, but not into what the kernel shows as files.
  it.runIf(process.platform === 'linux')('that is read-only is a sentence', async () => {
    const isRoot = process.getuid?.() === 0;
    await chmod(at, 0o555);
    const folder = isRoot ? '/proc/self' : at;
    const fault = folderFault(folder);
    expect(fault?.kind).toBe('not-writable');
    expect(fault && folderFaultSentence(fault, folder)).toContain('can’t be written to');
    await chmod(at, 0o755);
  });
});
