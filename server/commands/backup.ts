import { join } from 'node:path';
import { type Outcome, refuse, whole } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import { ok } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { backupRefusal } from '../backup/backup-words.ts';
import { makeCopy } from '../backup/copying.ts';
import { backupsFolder } from '../settings/settings.ts';
import { databaseUrl } from '../settings/open-home.ts';
import { homeCommand, type HomeFlags, homeSettings } from './at-home.ts';
import { ending } from './terminal.ts';

/** Copies the SQLite database while the server works, and checks the copy. */
export const command = homeCommand()
  .option('--to <folder>', '备份放到这里，最好是另一块盘 where the copies go; best on another disk')
  .option('--keep <number>', '留下最新的几份 how many of the newest stay', whole(1, 10_000), 30)
  .action(ending(backup));

interface Options extends HomeFlags {
  readonly to?: string | undefined;
  readonly keep: number;
}

async function backup({ keep, ...options }: Options): Promise<Outcome> {
  const settings = await homeSettings(options);
  if (!settings.ok) return settings;
  const url = await databaseUrl(settings.value);
  if (!url.ok) return url;
  const { data } = settings.value;
  const { to = backupsFolder(settings.value) } = options;
  if (url.value !== undefined) {
    return ok(
      '数据在 PostgreSQL 里：请用它自己的备份（docs/server/backup.md）。The data is in PostgreSQL: use its own backups (docs/server/backup.md).',
    );
  }
  try {
    const made = await makeCopy(data, { to, keep, now: new Date() });
    if (!made.ok)
      return refuse(backupRefusal(made.fault, made.fault.kind === 'no-room' ? to : data));
    const { name, facts } = made.value;
    return ok(`已备份并核对 Copied and checked: ${join(to, name)}（${facts} 条事实 facts）`);
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    const { zh, en } = diskWords[fault.kind];
    return refuse(`没有备份。${zh}\nNo copy was made. ${en}\n${to}`);
  }
}
