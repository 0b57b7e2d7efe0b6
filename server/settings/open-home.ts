import { type Refused, refuse } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import { ok, type Result } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { terminal } from '../commands/terminal.ts';
import { untilThere } from '../storage/away.ts';
import { DEAF, HEARS } from '../storage/hearing.ts';
import type { Storage } from '../storage/homes.ts';
import { openPostgres, PATIENCE } from '../storage/postgres-home.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import type { StorageFault } from '../storage/storage-fault.ts';
import { refusalOf } from '../storage/storage-words.ts';
import { databaseTrouble } from '../storage/database-trouble.ts';
import { secretIn } from './secret.ts';
import type { Settings } from './settings.ts';

/** Opens the database that the settings name, and says in a sentence why it can't. */

type Where = Pick<Settings, 'data' | 'database_url_file' | 'database_listen_url_file'>;

/** Undefined for SQLite. `DATABASE_URL` is for tests and development: others can read the environment. */
export const databaseUrl = (
  { database_url_file: file }: Where,
  inEnvironment = process.env.DATABASE_URL,
): Promise<Result<string | undefined, Refused>> => addressIn(file, inEnvironment);

async function addressIn(
  file: string | undefined,
  inEnvironment: string | undefined,
): Promise<Result<string | undefined, Refused>> {
  const secret = file === undefined ? ok(inEnvironment) : await secretIn(file, { least: 1 });
  if (!secret.ok || secret.value === undefined) return secret;
  if (/^postgres(ql)?:\/\/\S+$/.test(secret.value)) return secret;
  return refuse(
    `PostgreSQL 的地址要写成 postgresql://用户:密码@主机/数据库。PostgreSQL’s address must be written postgresql://USER:PASSWORD@HOST/DATABASE. ${file ?? ''}`,
  );
}

/** A server has it to itself, and waits for a PostgreSQL that is away; a command works beside the server. */
export async function openHome(
  where: Where,
  how: 'serving' | 'beside',
): Promise<Result<Storage, Refused>> {
  const url = await databaseUrl(where);
  if (!url.ok) return url;
  try {
    if (url.value === undefined)
      return orRefused(await openSqlite(where.data, { beside: how === 'beside' }));
    const address = url.value;
    if (how === 'beside') return orRefused(await openPostgres(address));
    const listenUrl = await addressIn(
      where.database_listen_url_file,
      process.env.DATABASE_LISTEN_URL,
    );
    if (!listenUrl.ok) return listenUrl;
    const listening = {
      listenUrl: listenUrl.value,
      onDeaf: (isDeaf: boolean) => terminal.say(isDeaf ? DEAF : HEARS),
    };
    return orRefused(
      await untilThere(() => openPostgres(address, PATIENCE, listening), terminal.say),
    );
  } catch (error) {
    return homeTrouble(error, where, url.value === undefined ? 'sqlite' : 'postgres');
  }
}

function orRefused(opened: Result<Storage, StorageFault>): Result<Storage, Refused> {
  return opened.ok ? opened : refuse(refusalOf(opened.fault));
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
