import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { BACKUPS, listBackups } from '../station/store/backup.ts';
import { restoreBackup } from '../station/store/restoring.ts';
import { refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { dataFolder } from './places.ts';

/** Lists the backups of a data folder, or restores one of them. */
export const command = new Command()
  .addOption(new Option('--data <folder>', says.data).default(dataFolder('sample'), 'data/sample'))
  .option('--from <name>', '恢复这一个 restores the backup of this name')
  .option('--newest', '恢复最新的 restores the newest backup', false)
  .action(
    ending(async ({ data: folder, from, newest }) => {
      const backups = await listBackups(folder);
      if (backups.length === 0) {
        return refuse(`没有备份 No backup in ${join(folder, BACKUPS)}`);
      }
      if (from === undefined && !newest) {
        return ok(
          backups.map(({ file, facts }) => `${file}  ${facts} 条事实 facts\n`).join('') +
            '\n恢复其中一个 Restore one:  npx chunfeng data restore --newest   |   --from NAME',
        );
      }
      const chosen = newest ? backups[0] : backups.find(({ file }) => file === from);
      if (!chosen) return refuse(`没有这个备份 No backup is called ${from}`);
      const restored = await restoreBackup(folder, chosen.file, Date.now());
      if (restored.ok) {
        return ok(
          `已恢复 Restored: ${chosen.file} (${chosen.facts} 条事实 facts)\n` +
            `原来的文件放在 The previous files are in: ${join(folder, restored.value.aside)}`,
        );
      }
      return refuse(
        restored.fault.kind === 'folder-in-use'
          ? '春风正在使用这个文件夹，请先关闭它。Chunfeng is using this folder: close it first.'
          : `这个备份已损坏，请选另一个。This backup is damaged, choose another: ${chosen.file}`,
      );
    }),
  );
