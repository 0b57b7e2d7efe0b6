import { type Refused, refuse } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import { ok, type Result } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { openPostgres, openSqlite, type Storage } from '../storage/homes.ts';
import { databaseTrouble } from './database-trouble.ts';
import { secretIn } from './secret.ts';
import type { Settings } from './settings.ts';

/** Opens the database that the settings name, and says in a sentence why it can't. */

type Where = Pick<Settings, 'data' | 'database_url_file'>;

/** Undefined for SQLite. `DATABASE_URL` is for tests and development: others can read the environment. */
export async function databaseUrl(
  { database_url_file: file }: Where,
  inEnvironment = process.env.DATABASE_URL,
): Promise<Result<string | undefined, Refused>> {
  const secret = file === undefined ? ok(inEnvironment) : await secretIn(file, { least: 1 });
  if (!secret.ok || secret.value === undefined) return secret;
  if (/^postgres(ql)?:\/\/\S+$/.test(secret.value)) return secret;
  return refuse(
    `PostgreSQL 的地址要写成 postgresql://用户:密码@主机/数据库。PostgreSQL’s address must be written postgresql://USER:PASSWORD@HOST/DATABASE. ${file ?? 'DATABASE_URL'}`,
  );
}

export async function openHome(where: Where): Promise<Result<Storage, Refused>> {
  const url = await databaseUrl(where);
  if (!url.ok) return url;
  try {
    const opened = await (url.value === undefined
      ? openSqlite(where.data)
      : openPostgres(url.value));
    if (opened.ok) return opened;
    return refuse(
      `数据由更新版本的春风写成（${opened.fault.found}），原样未动。The data was written by a newer Chunfeng and was left as it is.`,
    );
  } catch (error) {
    return homeTrouble(error, where, url.value === undefined ? 'sqlite' : 'postgres');
  }
}

/** A refusal for what a disk or a database does; anything else is a bug. */
export function homeTrouble(
  error: unknown,
  { data }: Where,
  home: Storage['home'],
): Result<never, Refused> {
  // A file elsewhere, that a command was told to read or write.
  if (error instanceof Error && 'path' in error && !String(error.path).startsWith(data)) {
    throw error;
  }
  if (home === 'postgres') {
    const words = databaseTrouble(error);
    if (words) return refuse(`${words.zh}\n${words.en}`);
  }
  const fault = diskFault(error);
  if (!fault) throw error;
  const { zh, en } = diskWords[fault.kind];
  return refuse(`${zh}\n${en}\n${data}`);
}
