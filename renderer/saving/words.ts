import type { SaveFault, SavingPlace } from '../../shared/contract/saving.ts';
import type { PrintFault } from '../../shared/devices.ts';
import type { Kept } from './saving.ts';
import { say, type Words } from '../../shared/say.ts';

/** Text of saving and printing. */

export const savingWords = {
  title: say('存到哪里？', 'Where to save?'),
  looking: say('正在找 U 盘…', 'Looking for sticks…'),
  noStick: say(
    '没有看到 U 盘。插上后几秒钟就会出现在这里',
    'No stick is here. Plug one in: it appears within seconds',
  ),
  folder: say('本机的文件夹', 'A folder of this machine'),
  elsewhere: say('另选位置…', 'Another place…'),
  free: (size: string) => say(`还有 ${size}`, `${size} free`),
  writing: say('正在写，请不要拔 U 盘', 'Writing: leave the stick in'),
  pull: say(
    '写完并核对过了，现在可以拔 U 盘',
    'Written and read back: the stick may be pulled now',
  ),
  savedHere: say('写完并核对过了', 'Written and read back'),
  saved: say('已存好', 'Saved'),
  savedAt: (where: string) => say(`已存到 ${where}`, `Saved to ${where}`),
  downloaded: (name: string) => say(`已下载 ${name}`, `Downloaded ${name}`),
  cancel: say('不存了', 'Do not save'),
  stop: say('停止写入', 'Stop writing'),
  stopped: say('没有存，U 盘上没有留下什么', 'Not saved: nothing was left there'),
  done: say('好', 'Done'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  staffOnly: say('存文件要工作人员密码', 'Saving needs the staff PIN'),
  gone: say('这个文件不在了，请重新导出', 'That file is gone: please export it again'),
} as const;

const placeStates: Readonly<Record<Exclude<SavingPlace['state'], 'ready'>, Words>> = {
  'read-only': say('写保护，不能存', 'write-protected'),
  full: say('满了，放不下', 'too full'),
  'no-answer': say('没有反应', 'does not answer'),
};

export const saveFaults: Readonly<Record<SaveFault, Words>> = {
  gone: say(
    'U 盘不在了，文件没有存上。插回去，或换一个地方再存',
    'The stick is gone; the file is not saved. Put it back, or choose another place',
  ),
  full: say(
    '那里放不下，文件没有存上。请换一个地方',
    'There is no room; the file is not saved. Choose another place',
  ),
  'read-only': say(
    '那里不让写，文件没有存上。请看看 U 盘的写保护开关，或换一个地方',
    'It is write-protected; the file is not saved. Look at the stick’s switch, or choose another place',
  ),
  'no-answer': say(
    '那里一直没有反应，文件没有存上。请拔下再插，或换一个地方',
    'It does not answer; the file is not saved. Pull it out and put it back, or choose another place',
  ),
  'not-saved': say('没有存上，请换一个地方再试', 'Not saved: try another place'),
};

export const printWords = {
  pdf: say('存成 PDF', 'Save as PDF'),
  paper: say('打印', 'Print'),
  printed: say('已交给打印机', 'Sent to the printer'),
  which: say('用哪台打印机？', 'Which printer?'),
  whichMore: say(
    '选过以后不再问；要换，到工作人员面板里改',
    'Asked once; staff change it in their panel',
  ),
  cancel: say('不打印', 'Do not print'),
  noneHere: say(
    '这台电脑还没有打印机：在系统设置里装好再点一次，或存成 PDF 拿到别处打印',
    'This computer has no printer: add one in its settings and tap again, or save a PDF and print it elsewhere',
  ),
  noPrinter: say(
    '还没有选打印机，请在工作人员面板里选一台系统打印机',
    'No printer is chosen: choose one of the system’s in the staff panel',
  ),
} as const;

export const printFaults: Readonly<Record<PrintFault, Words>> = {
  'no-printer': printWords.noPrinter,
  'printer-missing': say('找不到打印机，请看连线', 'The printer can’t be found: check its cable'),
  'printer-offline': say(
    '打印机没有响应，请看电源和连线，再试一次',
    'The printer does not answer: check power and cable, and try again',
  ),
  'not-a-printer': say('设的地址不是打印机', 'The address set for it is no printer'),
  'out-of-paper': say('打印机没纸了', 'The printer is out of paper'),
  'not-printed': say('没有打印出来，请再试一次', 'Not printed: please try again'),
};

/** How much room a place has, or why nothing can be saved there. */
export function placeLine({ state, free }: SavingPlace): Words {
  if (state !== 'ready') return placeStates[state];
  return free === null ? say('', '') : savingWords.free(sizeText(free));
}

/** Where a file went; nothing if nobody wanted it. */
export function keptWords(kept: Kept): Words | undefined {
  switch (kept.how) {
    case 'saved':
      return savingWords.savedAt(kept.where);
    case 'downloaded':
      return savingWords.downloaded(kept.name);
    case 'dropped':
      return undefined;
  }
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export function sizeText(bytes: number): string {
  const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** at;
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[at]}`;
}
