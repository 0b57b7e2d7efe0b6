import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Refused } from '../../shared/command.ts';
import type { Result } from '../../shared/result.ts';
import { refuseRoot } from './account.ts';
import { databaseTrouble } from '../storage/database-trouble.ts';
import { databaseUrl } from './open-home.ts';
import { readSettings } from './read-settings.ts';
import { secretIn } from './secret.ts';
import { expected, settingNames } from './settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, text: string, mode = 0o600): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

async function refused(toml: string): Promise<string> {
  return said(await readSettings({ settings: await written('refused.toml', toml) }, '/program'));
}

function said(read: Result<unknown, Refused>): string {
  if (read.ok) throw new Error('it was not refused');
  return read.fault.sentence;
}

describe('a settings file', () => {
  it('gives its values, with paths beginning at its own folder', async () => {
    const text = 'data = "kept"\nport = 80\nfair = ["a.json", "/b.json"]\n';
    const settings = await written('server.toml', text);
    expect(await readSettings({ settings }, '/program')).toEqual({
      ok: true,
      value: {
        data: join(folder, 'kept'),
        host: '127.0.0.1',
        port: 80,
        fair: [join(folder, 'a.json'), resolve(folder, '/b.json')],
        proxy: [],
        log_level: 'info',
        log_days: 180,
        archive_after_days: 7,
      },
    });
  });

  it('gives way to flags', async () => {
    const settings = await written('server.toml', 'port = 80\nhost = "10.0.0.1"\n');
    const flags = { settings, port: 81, databaseUrlFile: '/url', host: undefined, asRoot: true };
    expect(await readSettings(flags, '/program')).toMatchObject({
      value: { port: 81, host: '10.0.0.1', database_url_file: resolve('/url') },
    });
  });

  it('with an unknown setting names it, and the nearest one', async () => {
    expect(await refused('prot = 1')).toMatch(/没有 prot，是不是想写 port？.*did you mean port\?/);
    expect(await refused('colour = 1')).toContain(`there are ${settingNames.join(', ')}`);
    expect(await refused('[server]\nport = 1')).toContain('There is no setting server');
  });

  it('with a mistake in its writing names the line', async () => {
    expect(await refused('port = 1\nhost = = 2\n')).toMatch(/第 2 行.*line 2, column/);
    expect(await refused('port = 1\nport = 2\n')).toMatch(/line 2/);
  });

  it.each([
    ['port', '"5190"'],
    ['port', '65536'],
    ['host', '""'],
    ['data', '""'],
    ['data', '5'],
    ['fair', '"fair.json"'],
    ['upstream', '"central.example"'],
    ['upstream', '"ftp://central.example"'],
    ['upstream', '"https://central.example/?fair=1"'],
    ['upstream', '"https://user@central.example"'],
    ['database_url_file', '""'],
    ['log_level', '"loud"'],
    ['log_days', '0'],
    ['metrics', '"127.0.0.1:99999"'],
  ] as const)('with %s = %s says what it must be', async (name, value) => {
    expect(await refused(`${name} = ${value}`)).toContain(
      `The setting ${name} must be ${expected[name].en}`,
    );
  });

  it('takes the address of a server above with a path or without', async () => {
    for (const upstream of ['https://central.example/fairs', 'http://10.0.0.1:5190/']) {
      const settings = await written('hub.toml', `upstream = "${upstream}"`);
      expect(await readSettings({ settings }, '/program')).toMatchObject({ value: { upstream } });
    }
  });

  it('that is missing is a sentence', async () => {
    const read = await readSettings({ settings: join(folder, 'none.toml') }, '/program');
    expect(said(read)).toContain('ENOENT');
  });
});

describe.runIf(process.platform !== 'win32')('the file of a secret', () => {
  it('is read without its line end', async () => {
    const file = await written('secret', `${'s'.repeat(40)}\n`);
    expect(await secretIn(file, { least: 40 })).toEqual({ ok: true, value: 's'.repeat(40) });
  });

  it.each([0o640, 0o604, 0o660, 0o644])('is refused where others may use it: %o', async (mode) => {
    const read = await secretIn(await written('wide', 's'.repeat(40), mode), { least: 1 });
    expect(said(read)).toContain('chmod 600');
  });

  it.each(['', '\n', 'short', `${'s'.repeat(40)}\n${'s'.repeat(40)}`])(
    'is refused where it is empty, short or of two lines: %j',
    async (text) => {
      const read = await secretIn(await written('bad', text), { least: 32 });
      expect(said(read)).toContain('one line of at least 32');
    },
  );

  it.runIf(process.getuid?.() === 0)(
    'is refused where another account owns it',
    async ({ skip }) => {
      const file = await written('of-another', 's'.repeat(40));
      // Not every root has other accounts: a container may have this one alone.
      await chown(file, 65_534, 65_534).catch(() => skip());
      const read = await secretIn(file, { least: 1 });
      expect(said(read)).toContain('chown');
    },
  );

  it('holds PostgreSQL’s address, or the start is refused without showing it', async () => {
    const good = await written('url', 'postgresql://chunfeng:word@db/fair\n');
    expect(await databaseUrl({ data: '', database_url_file: good })).toMatchObject({ ok: true });
    const bad = await written('url', 'mysql://chunfeng:word@db/fair');
    const read = await databaseUrl({ data: '', database_url_file: bad }, good);
    expect(said(read)).toContain('postgresql://');
    expect(said(read)).not.toContain('chunfeng:word');
  });
});

test('root is refused unless a flag says so', () => {
  expect(refuseRoot({}, 0)).toMatchObject({ ok: false });
  expect(refuseRoot({ asRoot: true }, 0)).toBeUndefined();
  expect(refuseRoot({}, 1000)).toBeUndefined();
  expect(refuseRoot({}, undefined)).toBeUndefined();
});

describe('a database that cannot be used at the start', () => {
  const coded = (code: string) => Object.assign(new Error('of pg'), { code });
  it.each([
    [coded('ECONNREFUSED'), /can’t be reached/],
    [new AggregateError([coded('ECONNREFUSED')]), /can’t be reached/],
    [new Error('timeout expired'), /can’t be reached/],
    [coded('28P01'), /neither this user nor this password/],
    [coded('3D000'), /createdb/],
    [coded('25006'), /primary/],
    [new Error('The server does not support SSL connections'), /turn its ssl on/],
  ])('says what to do: %s', (error, sentence) => {
    expect(databaseTrouble(error)?.en).toMatch(sentence);
  });

  it('leaves an error that nobody expected to be a bug', () => {
    expect(databaseTrouble(new TypeError('x is not a function'))).toBeUndefined();
    expect(databaseTrouble(coded('42601'))).toBeUndefined();
  });
});
