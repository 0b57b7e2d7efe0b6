import type { CallOutput } from '../../shared/contract/calls.ts';
import { say, type Words } from '../../shared/say.ts';

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
  fileMore: say(
    '本机没有主办方文件，请插上存有 organiser.json 的 U 盘，选择该文件',
    'There is no organiser’s file here: plug in the stick that holds organiser.json, and choose it',
  ),
  chooseFile: say('选择 organiser.json', 'Choose organiser.json'),
  chosen: (name: string) => say(`已选 ${name}`, `Chosen: ${name}`),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
} as const;

type Fault = Extract<CallOutput<'keys.open'>, { ok: false }>['fault']['kind'];

export const openKeysWords: Readonly<Record<Fault, Words>> = {
  'no-file': say('请先选择 organiser.json', 'Choose organiser.json first'),
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
  busy: say('正在打开，请稍候', 'Opening: a moment, please'),
};
