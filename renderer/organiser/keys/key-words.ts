import type { CallOutput } from '../../../shared/contract/calls.ts';
import { say, type Words } from '../../../shared/say.ts';
import { diskWords } from '../../../shared/words/disk-words.ts';

/** Text of the passphrase, wherever it opens the organiser's keys. */

export const keyWords = {
  title: say('请输入主办方口令', 'The organiser’s passphrase, please'),
  why: say(
    '签名、停用站点和查看联系方式要用主办方密钥。口令只在本机使用，闲置十五分钟后要重新输入',
    'Signing, revoking and contacts need the organiser’s keys. The passphrase stays on this machine, and is asked for again after a quarter of an hour without use',
  ),
  passphrase: say('口令', 'Passphrase'),
  open: say('打开', 'Open'),
  notNow: say('取消', 'Cancel'),
  openSample: say('样例：直接打开', 'Sample: open it'),
  sampleMore: say('样例的密钥是公开的，不用口令', 'A sample’s keys are public: no passphrase'),
  bringMore: say(
    '本机还没有主办方密钥：扫保险柜里的恢复单，照着输入也行；或选择 U 盘上的 organiser.json',
    'The organiser’s keys are not here yet: scan the recovery sheet from the safe, or type it; or choose organiser.json on a stick',
  ),
  typeSheet: say('输入恢复单', 'Type the sheet'),
  chooseFile: say('选择 organiser.json', 'Choose organiser.json'),
  chosen: (name: string) => say(`已选 ${name}`, `Chosen: ${name}`),
  sheetTaken: say(
    '恢复单收到了，输入口令。密钥会留在本机，以后只要口令',
    'The sheet is here: type the passphrase. The keys stay on this machine, and from then on the passphrase is enough',
  ),
  sheetNotRight: say('还有一行不对，请再核对', 'A line is not right yet: check again'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
} as const;

/** A recovery sheet that was scanned and not taken. */
export const sheetWords: Readonly<Record<'damaged' | 'other-fair', Words>> = {
  damaged: say(
    '恢复单没有扫全：把纸放平，再扫一次',
    'The sheet was not read whole: lay it flat and scan again',
  ),
  'other-fair': say('这是另一场招聘会的恢复单', 'That sheet is of another fair'),
};

type Fault = Extract<CallOutput<'keys.open'>, { ok: false }>['fault']['kind'];

export const openKeysWords: Readonly<Record<Fault, Words>> = {
  'no-file': say(
    '请先扫恢复单，或选择 organiser.json',
    'Scan the recovery sheet first, or choose organiser.json',
  ),
  'not-organisers': say('这不是主办方文件，请另选', 'That is no organiser’s file: choose another'),
  newer: say(
    '文件由更新版本的春风制作，请先更新本机的程序',
    'A newer Chunfeng made the file: update the program on this machine first',
  ),
  damaged: say(
    '主办方文件损坏或被改过，请换一份备份，或用恢复单',
    'The organiser’s file is damaged or was altered: use another copy, or the recovery sheet',
  ),
  'wrong-secret': say(
    '口令不对，请核对后再输（不分大小写）',
    'That is not the passphrase: check it and try again (upper or lower case)',
  ),
  'other-fair': say(
    '这是另一场招聘会的文件，请选本场的',
    'That file is of another fair: choose this fair’s',
  ),
  'not-opened': say('口令正确，但没能打开', 'The passphrase is right, and still it did not open'),
  ...diskWords,
  busy: say('正在打开，请稍候', 'Opening: a moment, please'),
};
