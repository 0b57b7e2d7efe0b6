import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse } from '../../shared/command.ts';
import { openPostgres, openSqlite, type Storage } from '../storage/homes.ts';
import { refusalOf } from '../storage/storage-words.ts';
import { storageTrouble } from '../storage/trouble.ts';
import { programFolder } from './terminal.ts';

/** Commands that work on a server's database, beside the server that runs. */

export const dataOption = () =>
  new Option('--data <folder>', 'SQLite 的文件夹 the folder of SQLite').default(
    join(programFolder, 'data', 'server'),
    'data/server',
  );

/** A command about one fair. */
export const ofOneFair = () =>
  new Command()
    .argument('<fair>', '招聘会编号 the fair’s id, as `fair list` says it')
    .addOption(dataOption());

export async function atHome(
  { data }: { readonly data: string },
  work: (storage: Storage) => Promise<Outcome>,
): Promise<Outcome> {
  let storage: Storage | undefined;
  try {
    const url = process.env.DATABASE_URL;
    const opened = await (url === undefined
      ? openSqlite(data, { beside: true })
      : openPostgres(url));
    if (!opened.ok) return refuse(refusalOf(opened.fault));
    storage = opened.value;
    return await work(storage);
  } catch (error) {
    if (!storageTrouble(error)) throw error;
    return refuse(
      '数据库现在没有回应：请查看它是否在运行、地址对不对，再试一次。The database does not answer now: check that it runs and that its address is right, then try again.',
    );
  } finally {
    await storage?.close();
  }
}

export const keepingWords = {
  'no-such-fair':
    '服务器上没有这个招聘会；用 fair list 看编号。No such fair is here; `fair list` says the ids.',
  'not-closed':
    '这个招聘会还没有结束：保存期过后，请主办方签时间，再用 fair close。This fair is not closed: after its storage period the organiser signs the time, then use `fair close`.',
  'not-archived':
    '只能删除已归档的招聘会：先用 fair archive。Only an archived fair can be removed: use `fair archive` first.',
} as const;
