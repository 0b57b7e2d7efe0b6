import { diskWords } from '../../shared/words/disk-words.ts';
import type { HereFault } from './station-here.ts';

/** Why a station did not open, and what to do: for the terminal and for the error window. */
export function stationFaultSentence(fault: HereFault, folder: string): string {
  switch (fault.kind) {
    case 'folder-in-use':
      return (
        `数据文件夹正被另一个春风使用：${folder}\n请先关闭那一个，或用 --data 指定另一个文件夹。\n` +
        'Another Chunfeng is using this data folder. Close it first, or name another folder with --data.'
      );
    case 'newer-schema':
      return (
        `数据文件夹由更新版本的春风写成（${fault.found} > ${fault.known}），原样未动：${folder}\n请安装新版本。\n` +
        'This data folder was written by a newer Chunfeng and was left as it is. Please install that version.'
      );
    case 'other-fair':
      return (
        `数据文件夹属于另一场招聘会（${fault.fair}）：${folder}\n请用 --data 指定另一个文件夹。\n` +
        'This data folder belongs to another fair. Name another folder with --data.'
      );
    case 'disk-full':
    case 'read-only':
    case 'no-permission':
    case 'disk-failing':
    case 'database-damaged': {
      const { zh, en } = diskWords[fault.kind];
      return `${zh}\n${en}\n${folder}`;
    }
    case 'no-such-slot':
      return '招聘会文件里没有这个站点。请重新登记本机。\nThe fair knows no such station. Please enrol this machine again.';
  }
}
