import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolderSafely } from './write-folder.ts';

let stick = '';
beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'chunfeng-folder-'));
});
afterEach(() => rm(stick, { recursive: true, force: true }));

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const set = (replaces: boolean, ...files: ReturnType<typeof file>[]) => ({
  name: '让机器加入',
  replaces,
  files,
});

describe('files that belong together', () => {
  it('are there all at once, in a folder of their own', async () => {
    await writeFile(join(stick, 'photo.jpg'), 'mine');
    const saved = await writeFolderSafely(
      stick,
      set(true, file('1.json', 'a'), file('2.json', 'b')),
    );
    expect(saved).toEqual({ ok: true, value: join(stick, '让机器加入') });
    expect((await readdir(stick)).toSorted()).toEqual(['photo.jpg', '让机器加入'].toSorted());
    expect(await readFile(join(stick, '让机器加入', '2.json'), 'utf8')).toBe('b');
  });

  it('take the place of an earlier set, of which no file stays', async () => {
    await writeFolderSafely(stick, set(true, file('1.json', 'old'), file('2.json', 'old')));
    await writeFolderSafely(stick, set(true, file('1.json', 'new')));
    expect(await readdir(stick)).toEqual(['让机器加入']);
    expect(await readdir(join(stick, '让机器加入'))).toEqual(['1.json']);
    expect(await readFile(join(stick, '让机器加入', '1.json'), 'utf8')).toBe('new');
  });

  it('stay beside an earlier set where both are wanted', async () => {
    await writeFolderSafely(stick, set(false, file('1.json', 'old')));
    expect(await writeFolderSafely(stick, set(false, file('1.json', 'new')))).toMatchObject({
      value: join(stick, '让机器加入 (2)'),
    });
    expect(await readFile(join(stick, '让机器加入', '1.json'), 'utf8')).toBe('old');
  });

  it('leave the earlier set whole when somebody stops the writing', async () => {
    await writeFolderSafely(stick, set(true, file('1.json', 'old')));
    const stop = AbortSignal.abort();
    expect(await writeFolderSafely(stick, set(true, file('1.json', 'new')), stop)).toMatchObject({
      ok: false,
    });
    expect(await readdir(stick)).toEqual(['让机器加入']);
    expect(await readFile(join(stick, '让机器加入', '1.json'), 'utf8')).toBe('old');
  });

  it('clear away what an earlier stick was pulled out of', async () => {
    await mkdir(join(stick, '.0a1b2c3d.chunfeng-part'));
    await writeFile(join(stick, '.0a1b2c3d.chunfeng-part', '1.json'), 'half');
    await writeFolderSafely(stick, set(true, file('1.json', 'a')));
    expect(await readdir(stick)).toEqual(['让机器加入']);
  });

  it('say so where the stick is gone', async () => {
    const gone = join(stick, 'gone');
    expect(await writeFolderSafely(gone, set(true, file('1.json', 'a')))).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
  });
});
