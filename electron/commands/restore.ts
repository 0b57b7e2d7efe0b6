import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKUPS, checkCopy, listBackups } from '../station/store/backup.ts';
import { putBack, setAside } from '../station/store/damage.ts';
import { lockFolder } from '../station/store/lock.ts';

/** `npm run restore`: lists the backups of a data folder, or puts one of them back. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(root, 'data', 'sample') },
    from: { type: 'string' },
    newest: { type: 'boolean', default: false },
  },
});
const folder = values.data;
const backups = await listBackups(folder);
const chosen = values.newest ? backups[0] : backups.find(({ file }) => file === values.from);

if (backups.length === 0) {
  end(1, `没有备份 There is no backup in ${join(folder, BACKUPS)}`);
} else if (values.from === undefined && !values.newest) {
  for (const { file, facts } of backups) console.log(`${file}  ${facts} 条事实 facts`);
  end(
    0,
    '\n恢复其中一个 Put one back:  npm run restore -- --newest   |   npm run restore -- --from NAME',
  );
} else if (!chosen) {
  end(1, `没有这个备份 There is no backup called ${values.from}`);
} else {
  const lock = lockFolder(folder);
  if (!lock.ok) {
    end(1, '春风正在使用这个文件夹，请先关闭它。Chunfeng is using this folder: close it first.');
  } else if (!checkCopy(join(folder, BACKUPS, chosen.file)).ok) {
    lock.value.release();
    end(1, `这个备份已损坏，请选另一个。This backup is damaged, choose another: ${chosen.file}`);
  } else {
    const aside = await setAside(folder, Date.now());
    await putBack(folder, chosen);
    lock.value.release();
    end(
      0,
      `已恢复 Restored: ${chosen.file} (${chosen.facts} 条事实 facts)\n` +
        `原来的文件放在 What stood here before is in: ${join(folder, aside)}`,
    );
  }
}

function end(code: number, sentence: string): void {
  (code === 0 ? console.log : console.error)(sentence);
  process.exitCode = code;
}
