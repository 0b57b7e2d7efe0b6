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
    case 'unreadable':
    case 'forged':
    case 'older':
    case 'other-revision':
    case 'other-history':
    case 'undoes-revocation':
    case 'takes-rights':
      return (
        `登记文件损坏或被改过：${folder}\n请用主办方给的站点文件重新登记本机（npx chunfeng station enrol）。\n` +
        'The enrolment is damaged or was altered. Enrol this machine again with the organiser’s station file (npx chunfeng station enrol).'
      );
    case 'other-key-store':
      return (
        `这里的钥匙由另一个系统账户或另一种窗口锁着：${folder}\n请用原来的账户打开春风窗口，或重新登记本机。\n` +
        'These keys were locked by another account of the system, or for the kiosk’s own window. Open it there, or enrol this machine again.'
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
