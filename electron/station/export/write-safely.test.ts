import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canLink } from './testing/links.ts';
import { safeName, writeSafely } from './write-safely.ts';

let stick = '';
beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'chunfeng-stick-'));
});
afterEach(() => rm(stick, { recursive: true, force: true }));
const bytes = Buffer.from('a list');

describe('a saved file', () => {
  it('is there whole, alone and under its name', async () => {
    const saved = await writeSafely(stick, '名单.xlsx', bytes);
    expect(saved).toEqual({ ok: true, value: join(stick, '名单.xlsx') });
    expect(await readdir(stick)).toEqual(['名单.xlsx']);
    expect(await readFile(join(stick, '名单.xlsx'))).toEqual(bytes);
  });

  it('gets a number where its name is taken, and overwrites nothing', async () => {
    await writeFile(join(stick, 'list.csv'), 'yesterday');
    await mkdir(join(stick, 'list (2).csv'));
    expect(await writeSafely(stick, 'list.csv', bytes)).toMatchObject({
      value: join(stick, 'list (3).csv'),
    });
    expect(await readFile(join(stick, 'list.csv'), 'utf8')).toBe('yesterday');
  });

  it.skipIf(!canLink)('follows no link that lies under its name', async () => {
    await symlink(join(tmpdir(), 'chunfeng-elsewhere'), join(stick, 'list.csv'));
    const saved = await writeSafely(stick, 'list.csv', bytes);
    expect(saved).toMatchObject({ value: join(stick, 'list (2).csv') });
  });

  it.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\Windows\\a.exe', 'C--Windows-a.exe'],
    ['a\u0000b\n.csv', 'a-b-.csv'],
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
    ['名单. ', '名单'],
    ['...', 'chunfeng'],
    ['', 'chunfeng'],
    [`${'长'.repeat(300)}.json`, `${'长'.repeat(60)}.json`],
  ])('never leaves its folder by its name: %j', async (name, safe) => {
    expect(safeName(name)).toBe(safe);
    const saved = await writeSafely(stick, name, bytes);
    expect(saved).toMatchObject({ value: join(stick, safe) });
  });

  it('clears away what an earlier stick was pulled out of', async () => {
    await writeFile(join(stick, '.0a1b2c3d.chunfeng-part'), 'half');
    await writeSafely(stick, 'list.csv', bytes);
    expect(await readdir(stick)).toEqual(['list.csv']);
  });
});

describe('a file that can’t be saved', () => {
  it('says that the stick is gone', async () => {
    const gone = join(stick, 'pulled-out');
    expect(await writeSafely(gone, 'list.csv', bytes)).toMatchObject({ fault: { kind: 'gone' } });
  });

  it('stops when its time is up, and leaves nothing', async () => {
    const late = AbortSignal.abort();
    const saved = await writeSafely(stick, 'list.csv', bytes, late);
    expect(saved).toMatchObject({ fault: { kind: 'no-answer' } });
    expect(await readdir(stick)).toEqual([]);
  });

  // A real stick, in a name space where an ordinary user may mount one.
  const module = join(import.meta.dirname, 'write-safely.ts');
  const saving = `const { writeSafely } = await import(process.env.MODULE);
    const { rmSync, readdirSync } = await import('node:fs');
    const pull = process.argv[2] ? () => rmSync(process.argv[1], { recursive: true }) : () => {};
    const signal = Object.assign(new EventTarget(), { aborted: false, throwIfAborted: pull });
    const saved = await writeSafely(process.argv[1], 'a.csv', Buffer.alloc(200_000), signal);
    console.log(JSON.stringify([saved, readdirSync('/mnt')]));`;
  const inOwnMounts = (script: string) =>
    spawnSync('unshare', ['-rm', 'sh', '-c', script], {
      encoding: 'utf8',
      env: { NODE: process.execPath, MODULE: module, SAVING: saving, PATH: process.env.PATH },
    });
  const canMount = inOwnMounts('mount -t tmpfs none /mnt').status === 0;

  it.skipIf(!canMount).each([
    ['is full', 'mount -t tmpfs -o size=64k none /mnt', '/mnt', 'full'],
    ['is write-protected', 'mount -t tmpfs -o ro none /mnt', '/mnt', 'read-only'],
    [
      'is pulled out in the middle',
      'mount -t tmpfs none /mnt && mkdir /mnt/stick',
      '/mnt/stick pull',
      'gone',
    ],
  ])('leaves nothing on a stick that %s', (_what, mount, args, kind) => {
    const node = `"$NODE" --input-type=module -e "$SAVING" ${args}`;
    const { stdout, stderr } = inOwnMounts(`${mount} && ${node}`);
    expect(JSON.parse(stdout || JSON.stringify(stderr))).toEqual([
      { ok: false, fault: { kind } },
      [],
    ]);
  });
});
