import { distributionOf, type HomeTable, tablesOnCitus } from './distributing.ts';
import type { Storage } from './homes.ts';
import type { StorageFault } from './storage-fault.ts';

/** What a server or a command says about the place where the data is. */

export function refusalOf(fault: StorageFault): string {
  switch (fault.kind) {
    case 'newer-schema':
      return `数据由更新版本的春风写成（${fault.found}），原样未动。The data was written by a newer Chunfeng and was left as it is.`;
    case 'older-schema':
      return `数据库还是旧版本的表（${fault.found}，要 ${fault.wanted}），这个账户无权更改：请先用有建表权的账户运行 chunfeng server migrate。
The database has the tables of an earlier version (${fault.found}, not ${fault.wanted}), and this role may not change them: first run “chunfeng server migrate” as the role that may.`;
    case 'no-rights':
      return `这个账户读不了数据库里的表：请用有建表权的账户运行 chunfeng server migrate --for-role 这个账户。
This role may not read the tables: run “chunfeng server migrate --for-role THIS-ROLE” as the role that made them.`;
    case 'folder-in-use':
      return `另一个春风服务器正在使用这个文件夹：请先关闭它，或用 --data 换一个。
Another Chunfeng server is using this folder: stop it first, or name another with --data. ${fault.folder}`;
    case 'foreign':
      return `这个文件不是春风服务器的数据库，原样未动：请把它移走，或用 --data 换一个文件夹。
This file is no database of a Chunfeng server and was left as it is: move it away, or name another folder with --data. ${fault.file}`;
    case 'damaged':
      return `数据库损坏，原样未动：请重新启动服务器，它会把坏文件放到一边并抢救。
The database is damaged and was left as it is: restart the server, which sets it aside and recovers what can be read. ${fault.file}`;
    default:
      return fault satisfies never;
  }
}

export function repairsOf({ repaired, oldLog }: Storage): readonly string[] {
  return [
    ...(repaired
      ? [
          `数据库损坏，已放到 ${repaired.setAside}，别删；从里面抢回 ${repaired.facts} 条记录。请让各站点连着，它们会把其余的再发一遍。账号和令牌请重新添加。\n` +
            `The database was damaged and was put at ${repaired.setAside}: do not delete it. ${repaired.facts} facts were recovered from it. Keep all stations connected: they send the rest again. Add accounts and tokens again.`,
        ]
      : []),
    ...(oldLog === undefined
      ? []
      : [
          `数据库旁边的日志不是它的（像是直接拷入了备份），已放到 ${oldLog}。以后请用 chunfeng server restore。\n` +
            `The log beside the database was not its own, as when a backup is copied there by hand, and was put at ${oldLog}. Next time, use “chunfeng server restore”.`,
        ]),
  ];
}

/** Undefined where everything is as it should be, or the database is on no Citus. */
export async function distributionTrouble({ db }: Storage): Promise<string | undefined> {
  const tables = await tablesOnCitus(db);
  return tables && distributionWords(tables);
}

export function distributionWords(tables: readonly HomeTable[]): string | undefined {
  const distribution = distributionOf(tables);
  if (distribution === 'whole') return undefined;
  const rest = tables.filter(({ kind }) => kind === 'local').map(({ name }) => name);
  const [zh, en] =
    distribution === 'none'
      ? ['这里有 Citus，但表都没有分布', 'Citus is here, but no table is distributed']
      : [
          `有的表没有分布：${rest.join('、')}`,
          `Some tables are not distributed: ${rest.join(', ')}`,
        ];
  return `${zh}。请在空闲时用有建表权的账户运行 chunfeng server migrate --distribute。
${en}. In a quiet hour, run “chunfeng server migrate --distribute” as the role that made the tables.`;
}
