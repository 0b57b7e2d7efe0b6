import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { BackupLine, StickBackup } from '../../../shared/contract/afterwards.ts';
import { newerFile } from '../../../shared/read-known.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text about backups that leave this machine on a stick. */

const momentText = ({ day, time }: BackupLine['at']): string => `${day} ${time}`;

export const stickBackupWords = {
  title: say('带走一份', 'One to take away'),
  more: say(
    '这台电脑坏了，上面的备份也没了：每晚存一份到 U 盘。里面有账本和导入的报名名单，用招聘会的钥匙锁着，U 盘丢了谁也打不开；恢复时要主办方口令',
    'Should this machine break, its backups are gone too: save one to a stick each evening. The ledger and the imported lists of people are in it, sealed to the fair’s key: a lost stick opens for nobody. Restoring takes the organiser’s passphrase',
  ),
  until: say(
    '招聘会结束、钥匙销毁之后，它再也打不开；请同时把 U 盘上的文件夹删掉',
    'Once the fair has ended and its keys are destroyed, nobody opens it again; delete the folder on the stick then, too',
  ),
  save: say('加密备份到 U 盘', 'Sealed backup to a stick'),
  bring: say('从 U 盘拿回备份', 'Bring a backup back from a stick'),
  sheet: say('从 U 盘拿回备份', 'A backup from a stick'),
  close: say('关闭', 'Close'),
  choose: say(
    '点一份：先核对、打开，再问要不要恢复',
    'Tap one: it is checked and opened, then you are asked whether to restore it',
  ),
  taking: say('正在核对和打开，请不要拔 U 盘', 'Checking and opening: leave the stick in'),
  noStick: say('请插上存着备份的 U 盘，插好会自己出现', 'Plug the stick in: it appears by itself'),
  noFile: say(
    'U 盘里没有加密备份：文件夹名像 备份-…号-日期，里面有 备份.chunfeng',
    'No sealed backup on the stick: its folder is like 备份-…号-date, with 备份.chunfeng in it',
  ),
  file: (made: BackupLine['at'], facts: number, people: number): Words =>
    say(
      `${momentText(made)}，${facts} 条记录${people > 0 ? `，报名名单 ${people} 人` : ''}`,
      `${momentText(made)}, ${facts} facts${people > 0 ? `, ${people} registered people` : ''}`,
    ),
  ours: say('本站点的备份', 'Of this station'),
  listsCame: (lists: number): Words =>
    say(
      `备份里的 ${lists} 份报名名单已放回本机`,
      `${lists} ${lists === 1 ? 'list' : 'lists'} of registered people came back with it`,
    ),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
} as const;

export const sealFaults = {
  'backup-failed': say('备份没有成功，请看磁盘', 'The backup failed: look at the disk'),
  'disk-full': say('本机磁盘满了：请先腾出空间', 'The disk is full: make room first'),
} satisfies Readonly<Record<string, Words>>;

/** Why a file of a stick is no backup for this station. */
export const stickBackupFaults: Readonly<Record<Exclude<StickBackup['is'], 'ours'>, Words>> = {
  'no-backup': say('不是春风的加密备份', 'No sealed backup of Chunfeng'),
  newer: newerFile,
  'other-fair': say('这是另一场招聘会的备份', 'A backup of another fair'),
  'other-station': say(
    '这是本场另一个站点的备份，只能回到那个站点：在新电脑上接替主办方时，选文件夹名里的那个号',
    'Of another station of this fair, and goes back to that one alone: when a new machine takes over, choose the number in the folder’s name',
  ),
  'not-signed': say(
    '没有本站点的签名，或被改过：不能用',
    'Not signed by this station, or altered: it can’t be used',
  ),
  gone: say('读不到：U 盘拔掉了？请插好再选', 'It can’t be read: was the stick pulled out?'),
};

type TakeFault = Extract<CallOutput<'afterwards.takeBackup'>, { ok: false }>['fault']['kind'];

export const takeBackupFaults: Readonly<Record<TakeFault, Words>> = {
  ...stickBackupFaults,
  locked: say('密钥没有打开，没有拿回', 'The keys stayed closed: nothing was brought back'),
  damaged: say(
    '这份备份已损坏，打不开：请用另一份',
    'This backup is damaged, and does not open: use another one',
  ),
  'disk-full': sealFaults['disk-full'],
  'not-saved': say('没有存好，请看磁盘', 'Not saved: look at the disk'),
};
