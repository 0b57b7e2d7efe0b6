import { newestBackup } from '../backup/copies.ts';
import { databaseUrl } from '../settings/open-home.ts';
import { backupsFolder } from '../settings/settings.ts';
import { say } from '../../shared/say.ts';
import { type Check, look, well } from './check.ts';

const HOUR_MS = 3_600_000;
/** One night was left out. */
const OLD_HOURS = 36;

export const backups: Check = {
  name: 'backups',
  about: say('备份', 'backups'),
  async run({ settings, now }) {
    const url = await databaseUrl(settings);
    if (!url.ok) return [];
    if (url.value !== undefined) {
      const zh = 'PostgreSQL 的备份由它自己做：请核对（docs/server/backup.md）。';
      return [
        look(say(zh, 'PostgreSQL makes its own backups: check them (docs/server/backup.md).')),
      ];
    }
    const folder = backupsFolder(settings);
    const newest = newestBackup(folder);
    if (!newest) {
      const zh = `还没有备份：请运行 chunfeng server backup，或启用 chunfeng-backup.timer。${folder}`;
      return [
        look(
          say(
            zh,
            `There is no backup yet: run “chunfeng server backup”, or enable chunfeng-backup.timer. ${folder}`,
          ),
        ),
      ];
    }
    const hours = Math.max(0, Math.round((now() - newest.getTime()) / HOUR_MS));
    if (hours <= OLD_HOURS) {
      return [
        well(say(`最新的备份是 ${hours} 小时前的。`, `The newest backup is ${hours} hours old.`)),
      ];
    }
    return [
      look(
        say(
          `最新的备份已有 ${hours} 小时：请看 systemctl status chunfeng-backup 和磁盘空间。`,
          `The newest backup is ${hours} hours old: look at systemctl status chunfeng-backup, and at the disk’s room.`,
        ),
      ),
    ];
  },
};
