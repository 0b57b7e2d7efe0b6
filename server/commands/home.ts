import { refuse, type Refused } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import type { Result } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { openPostgres, openSqlite, type Storage } from '../storage/homes.ts';
import { refusalOf } from '../storage/storage-words.ts';

/** The server's data for a command: PostgreSQL if `DATABASE_URL` names one, otherwise SQLite in a folder. */
export async function withHome<T>(
  folder: string,
  work: (storage: Storage) => Promise<Result<T, Refused>>,
): Promise<Result<T, Refused>> {
  let storage: Storage | undefined;
  try {
    const url = process.env.DATABASE_URL;
    const opened = await (url === undefined
      ? openSqlite(folder, { beside: true })
      : openPostgres(url));
    if (!opened.ok) return refuse(refusalOf(opened.fault));
    storage = opened.value;
    return await work(storage);
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    const { zh, en } = diskWords[fault.kind];
    return refuse(`${zh}\n${en}\n${folder}`);
  } finally {
    await storage?.close().catch(() => undefined);
  }
}
