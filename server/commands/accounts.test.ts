import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../shared/command.ts';
import { auditOf } from '../accounts/audit.ts';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { anySignedFair, browserAt } from '../testing/any-page.ts';
import { program } from './program.ts';
import { terminal } from './terminal.ts';

/** As at the terminal of a server that runs on the same folder. */

let folder = '';
let storage: Storage;
let app: App;
let fair = '';
let said = '';
beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', undefined);
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-accounts-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: Date.now, logger: false });
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  ({ id: fair } = await anySignedFair(storage, '样例'));
});

function hear(text: string | Uint8Array): boolean {
  said += String(text);
  return true;
}

async function server(...argv: readonly string[]): Promise<string> {
  said = '';
  await runProgram(program, [...argv, '--data', folder], terminal);
  return said.trim();
}

async function passwordFile(password: string): Promise<string> {
  const file = join(folder, 'password');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return file;
}

describe('at the server’s terminal', () => {
  it('an account is added, signed in with, given a new password and removed', async () => {
    const name = `王海燕${fair}`;
    const at = ['--fair', fair];
    const file = await passwordFile('correct horse battery');
    await server('account', 'add', name, ...at, '--password-file', file);
    const browser = browserAt(app);
    expect(await browser.signIn(name)).toMatchObject({ value: { ok: true } });
    expect(await server('account', 'list', ...at)).toBe(
      `${name}  主办方 organiser  登录 1 处 signed in 1 times`,
    );
    const [, made = ''] =
      /password: (\S+)$/.exec(await server('account', 'password', name, ...at, '--generate')) ?? [];
    expect(await browser.signIn(name)).toMatchObject({ value: { ok: false } });
    expect(await browser.signIn(name, made)).toMatchObject({ value: { ok: true } });
    await server('account', 'sign-out', name, ...at);
    expect(await server('account', 'list', ...at)).toContain('登录 0 处');
    await server('account', 'remove', name, ...at);
    expect(await server('account', 'list', ...at)).toContain('还没有账号');
    const { whole, lines } = await auditOf(storage, fair);
    expect(whole).toBe(true);
    expect(lines.map(({ did }) => did)).toEqual([
      'account-added',
      'signed-in',
      'account-password',
      'signed-in',
      'sessions-ended',
      'account-removed',
    ]);
  });

  it('a token is printed once, alone, and works until it is removed', async () => {
    const at = ['--fair', fair];
    const token = await server('token', 'add', '上级系统', ...at, '--may', 'figures', 'contacts');
    expect(token).toMatch(/^cf1\.[0-9a-f]{8}\.[\w-]{43}$/);
    const figures = async () =>
      (
        await app.inject({
          url: `/v1/fairs/${fair}/figures`,
          headers: { authorization: `Bearer ${token}` },
        })
      ).statusCode;
    expect(await figures()).toBe(200);
    expect(await server('token', 'list', ...at)).toBe('上级系统  figures contacts');
    await server('token', 'remove', '上级系统', ...at);
    expect(await figures()).toBe(401);
  });

  it.each([
    [['account', 'add', '甲', '--generate'], '--whole-server'],
    [['account', 'add', '甲', '--fair', 'ffffffff', '--generate'], '没有这场招聘会'],
    [['account', 'add', '甲', '--whole-server', '--generate'], '只能是管理员'],
    [['account', 'add', '甲', '--fair', 'nothing', '--generate'], '八位编号'],
    [['account', 'remove', '乙', '--whole-server'], '没有这个名字'],
    [['token', 'remove', '乙', '--fair', 'ffffffff'], '没有这个名字'],
    [['token', 'add', '乙', '--fair', 'ffffffff'], '--may'],
  ])('%j is refused with what to do', async (argv, sentence) => {
    expect(await server(...argv)).toContain(sentence);
  });

  it.each(['short', '1234567890', ''])('the password “%s” is refused', async (password) => {
    const file = await passwordFile(password);
    const argv = ['account', 'add', '丙', '--fair', fair, '--password-file', file];
    expect(await server(...argv)).toMatch(/10 个字符|太常见/);
  });
});
