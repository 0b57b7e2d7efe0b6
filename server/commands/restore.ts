import { join } from 'node:path';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import { backupRefusal } from '../backup/backup-words.ts';
import { copiesIn } from '../backup/copies.ts';
import { putBack } from '../backup/putting-back.ts';
import { backupsFolder } from '../settings/settings.ts';
import { refusalOf } from '../storage/storage-words.ts';
import { databaseUrl } from '../settings/open-home.ts';
import { homeCommand, type HomeFlags, homeSettings } from './at-home.ts';
import { ending } from './terminal.ts';

/** Lists the copies of the SQLite database, or puts one back; the server must not run. */
export const command = homeCommand()
  .option('--backups <folder>', '备份的文件夹 the folder of the copies')
  .option('--from <name>', '恢复这一份 puts the copy of this name back')
  .option('--newest', '恢复最新的一份 puts the newest copy back', false)
  .action(ending(restore));

interface Options extends HomeFlags {
  readonly backups?: string | undefined;
  readonly from?: string | undefined;
  readonly newest: boolean;
}

async function restore(options: Options): Promise<Outcome> {
  const settings = await homeSettings(options);
  if (!settings.ok) return settings;
  const url = await databaseUrl(settings.value);
  if (!url.ok) return url;
  const { data } = settings.value;
  const { from, newest } = options;
  const folder = options.backups ?? backupsFolder(settings.value);
  if (url.value !== undefined) {
    return refuse(
      '数据在 PostgreSQL 里：请照 docs/server/backup.md 恢复。The data is in PostgreSQL: restore it as docs/server/backup.md says.',
    );
  }
  const copies = copiesIn(folder);
  if (copies.length === 0) return refuse(`没有备份。No copy is in ${folder}`);
  if (from === undefined && !newest) {
    return ok(
      copies.map(({ name, facts }) => `${name}  ${facts} 条事实 facts\n`).join('') +
        '\n恢复其中一份 Put one back:  chunfeng server restore --newest   |   --from NAME',
    );
  }
  const chosen = newest ? copies[0] : copies.find(({ name }) => name === from);
  if (!chosen) return refuse(`没有这份备份。No copy is called ${from}`);
  const file = join(folder, chosen.name);
  const done = putBack(data, { from: file, now: new Date() });
  if (!done.ok) {
    const { kind } = done.fault;
    return refuse(
      kind === 'folder-in-use' ? refusalOf({ kind, folder: data }) : backupRefusal({ kind }, file),
    );
  }
  const { aside } = done.value;
  return ok(
    `已恢复 Put back: ${chosen.name}（${done.value.facts} 条事实 facts）\n` +
      (aside === undefined ? '' : `原来的放在 What was there is in: ${aside}\n`) +
      '请启动服务器；各站点会自己发现，把缺的再发一遍。Start the server: the stations notice it by themselves, and send again what is missing.',
  );
}
