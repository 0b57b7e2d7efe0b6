import type { BackupFault } from './copying.ts';

const MEGABYTE = 1024 * 1024;

/** Why there is no copy, or none was put back. */
export function backupRefusal(fault: BackupFault, file: string): string {
  switch (fault.kind) {
    case 'damaged':
      return `这个数据库损坏，没有用它：请选另一份备份；若是服务器自己的，请重新启动服务器，它会抢救。This database is damaged and was not used: choose another copy; if it is the server’s own, restart the server, which recovers what can be read. ${file}`;
    case 'foreign':
      return `这个文件不是春风服务器的数据库，没有用它。This file is no database of a Chunfeng server and was not used. ${file}`;
    case 'newer-schema':
      return `这份备份由更新版本的春风写成，没有用它：请先更新程序。This copy was written by a newer Chunfeng and was not used: update the program first. ${file}`;
    case 'no-database':
      return `这里没有服务器的数据库：请用 --data 写明它的文件夹。No server’s database is here: name its folder with --data. ${file}`;
    case 'no-room': {
      const [needed, free] = [fault.needed, fault.free].map((bytes) => Math.ceil(bytes / MEGABYTE));
      return `备份的磁盘不够：要 ${needed} MB，只剩 ${free} MB，没有开始。请腾出空间或用 --to 换一块盘。The backup’s disk has ${free} MB and needs ${needed}; nothing was begun: free some space, or name another disk with --to. ${file}`;
    }
    default:
      return fault satisfies never;
  }
}
