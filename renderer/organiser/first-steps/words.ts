import { say, type Words } from '../../../shared/say.ts';
import { recoveryWords } from '../../../shared/words/recovery-words.ts';

/** What comes right after a fair was made, and its papers whenever they are wanted again. */

export const firstStepWords = {
  made: say(
    '招聘会建好了，本机就是主办方站点',
    'The fair is made: this is the organiser’s station',
  ),
  later: say('稍后再做', 'Later'),
  employers: say('导入单位', 'Employers'),
  employersTitle: say('导入参会单位和岗位', 'Import the employers and their posts'),
  employersMore: say(
    '选单位报来的表（Excel 或 CSV），先核对再生效。还没有表就跳过，以后在“筹备·单位”里导入',
    'Choose the table (Excel or CSV); nothing counts before you have looked through it. Without one, skip: Set-up has it, too',
  ),
  imported: (employers: number) =>
    say(`已导入，现在共 ${employers} 家单位`, `Imported: ${employers} employers now`),
  skip: say('跳过', 'Skip'),
  next: say('下一步', 'Next'),
  papers: say('打印', 'Print'),
  papersTitle: say('打印恢复单和工作卡', 'Print the recovery sheet and the staff cards'),
  papersMore: say(
    '每张纸上都写着交给谁。存成 PDF 拿去打印的，打完就删。以后在“筹备·印刷”里还能再打',
    'Each sheet says who gets it. A PDF that was saved to be printed is deleted afterwards. Set-up prints them again',
  ),
  show: say('调出这些纸', 'Show the papers'),
  print: say('打印', 'Print'),
  done: say('打印好了', 'They are printed'),
  noRoot: say(
    '这场招聘会由旧版本建立，没有恢复单：请把 organiser.json 另存两份，分开保管',
    'An older version made this fair, without a recovery sheet: keep two copies of organiser.json in two places',
  ),
  needsKeys: say('要先输入主办方口令', 'The organiser’s passphrase is needed first'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  fileName: (fair: string) => `${fair} 恢复单和工作卡`.slice(0, 80),
} as const;

export type PaperName = 'recovery' | 'cards' | 'pins' | 'machines';

interface PaperText {
  readonly title: Words;
  /** Who gets it, and where it stays. */
  readonly goes: Words;
}

export const paperWords: Readonly<Record<PaperName, PaperText>> = {
  recovery: {
    title: recoveryWords.title,
    goes: recoveryWords.goes,
  },
  cards: {
    title: say('工作卡', 'Staff cards'),
    goes: say(
      '剪开，给每天早上开机的人各一张',
      'Cut them: one for each person who opens stations in the morning',
    ),
  },
  pins: {
    title: say('密码单', 'PINs'),
    goes: say(
      '上半给带队人员，下半主办方自己留',
      'The upper half for the head of staff, the lower for you',
    ),
  },
  machines: {
    title: say('登记单', 'Machines'),
    goes: say('登记机器时照着做，登记一台勾一台', 'To enrol the machines by, and tick them off'),
  },
};

/** On the papers themselves. */
export const sheetWords = {
  card: say('工作卡', 'Staff card'),
  cardMore: say('每次开机扫一下，站点才能打开', 'Scanned at each start, it opens the stations'),
  cardNever: say(
    '随身带，不拍照，不留在机器旁',
    'Keep it on you; no photographs; never leave it by a machine',
  ),
  cut: say('沿虚线剪开', 'Cut along the line'),
  staffPin: say('工作人员密码', 'Staff PIN'),
  staffPinMore: say(
    '按住屏幕左上角三秒，输入它打开工作人员面板。可告诉带队人员。',
    'Hold the top left corner for three seconds and type it: the staff’s panel opens. For the head of staff.',
  ),
  organiserPin: say('主办方密码', 'Organiser’s PIN'),
  organiserPinMore: say(
    '改变站点用途时输入。只有主办方知道。',
    'Changes what a station is for. For the organiser alone.',
  ),
  machinesHow: [
    say(
      '在新机器上打开春风，选“加入招聘会”',
      'On the new machine open Chunfeng, and choose to join a fair',
    ),
    say(
      '主办方站点“站点”页出示登记码，用新机器扫',
      'Scan the code that the organiser’s page “Stations” shows',
    ),
    say(
      '扫工作卡，屏幕出现站点名称就好了',
      'Scan the staff card: the screen shows the station’s name',
    ),
  ],
  slot: say('号', 'No.'),
  station: say('站点', 'Station'),
  role: say('用途', 'For'),
  ticked: say('已登记', 'Enrolled'),
  here: say('本机', 'this machine'),
} as const;
