import type { DiskFault } from '../disk-fault.ts';
import { say, type Words } from '../say.ts';

/** What to do about a disk or folder that fails. */
export const diskWords: Readonly<Record<DiskFault['kind'], Words>> = {
  'disk-full': say(
    '磁盘满了：请腾出一些空间，再打开一次。已经存下的都在。',
    'The disk is full: free some space, then start again. What was saved is still there.',
  ),
  'read-only': say(
    '数据文件夹是只读的：请让它可以写（拔掉写保护、改文件属性，或重新挂载），再打开一次。',
    'The data folder is read-only: make it writable (write protection, file attributes, the mount), then start again.',
  ),
  'no-permission': say(
    '当前系统账户用不了数据文件夹。若是从别的电脑或账户拷来的，请把它交给这个账户（文件夹属性里的“安全”，或 chown），再打开一次。',
    'This account of the system may not use the data folder. If it was copied from another machine or account, give it to this account (“Security” in its properties, or chown), then start again.',
  ),
  'disk-failing': say(
    '磁盘读写出错：请检查接线和磁盘，不行就换一块盘，把数据文件夹拷过去。别删任何文件。',
    'The disk fails to read or write: check cable and disk, or copy the data folder to another disk. Delete nothing.',
  ),
  'database-damaged': say(
    '数据库文件损坏：别删任何文件，请联系技术人员。',
    'The database file is damaged: delete nothing, and call the technicians.',
  ),
};
