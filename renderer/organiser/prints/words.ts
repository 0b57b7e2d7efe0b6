import type { CallOutput } from '../../../shared/contract/calls.ts';
import { MOST_BOOTHS_AT_ONCE } from '../../../shared/contract/prints.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text of what is printed before the fair: what it is, and what becomes of it. */

export const printsWords = {
  print: say('打印或存为 PDF', 'Print, or save as a PDF'),
  booths: say('展位卡和登记表', 'Booth cards and tally sheets'),
  boothsMore: say(
    '每个展位一份，开门前放到展位上；指令卡扫一下等于点一下，只给本展位的人，不要让求职者拍到',
    'A set for each booth, laid there before the doors open; scanning a command card is a tap, so it is for the booth’s own people alone',
  ),
  zone: say('区域', 'Zone'),
  allZones: (booths: number) => say(`全部 ${booths} 个展位`, `All ${booths} booths`),
  noBooths: say('还没有单位：先在“单位”里导入', 'No employer yet: import them under “Employers”'),
  cards: say('展位卡和指令卡', 'Booth card and command card'),
  tally: say('登记表（没有电脑的展位用“正”字记）', 'Tally sheet, for a booth without a computer'),
  desks: say('服务台卡', 'Desk cards'),
  desksMore: say(
    '扫一下，扫码枪就归这个服务台；放在服务台上',
    'Binds a scanner to its desk; laid on the desk',
  ),
  blanks: say('预印通行证', 'Pre-printed passes'),
  blanksMore: say(
    '给没有手机的人。打印后裁开放在入口：签到后当面扫一张，就归那个人用',
    'For people without a phone. Cut them and keep them at the entrance: one that is scanned after a check-in belongs to that person',
  ),
  count: say('张数', 'How many'),
  sheets: (count: number) => {
    const sheets = Math.ceil(count / 10);
    return say(`A4 纸 ${sheets} 张`, `${sheets} sheets of A4`);
  },
  staffCard: say('工作卡', 'Staff card'),
  staffCardMore: say(
    '每天早上扫它打开各站点；和以前印的是同一张，丢了可以再印。带在身上，不要和机器放在一起',
    'Opens the stations each morning; it is the same card as before, and can be printed again. Keep it on you, never with a machine',
  ),
  recovery: say('恢复单、密码单和登记单', 'Recovery sheet, PINs, machines'),
  recoveryMore: say(
    '恢复单锁进保险柜；密码忘了、机器要登记时，也在这里再印',
    'The recovery sheet goes into the safe; PINs and the list of machines are printed again here, too',
  ),
  assessment: say('个人信息保护影响评估', 'Impact assessment'),
  assessmentMore: say(
    '按现在的设置起草，含处理活动记录；核对、签字后存档。改了设置再做一份',
    'A draft for the fair as it is set, with the record of processing: check, sign and keep it. Make a new one when settings change',
  ),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
  codes: say('报名码（邮件合并用）', 'Codes, for a mail merge'),
  codesMore: say(
    '姓名、手机号和报名码一行一人，可直接交给短信平台或做邮件合并。含个人信息，用完请删除',
    'Name, phone and code in a line each, for a texting system or a mail merge. It names people: delete it afterwards',
  ),
  list: ({ list, people }: { readonly list: string; readonly people: number }) => {
    const [, day = '', hour = '', minute = ''] = /^(\d+-\d+-\d+)-(\d\d)(\d\d)-/.exec(list) ?? [];
    const when = day === '' ? list : `${day} ${hour}:${minute}`;
    return say(`${when} 导入的 ${people} 人`, `${people} people, imported ${when}`);
  },
  saveCodes: say('导出对照表', 'Save the table'),
};

type MakeFault = Extract<CallOutput<'prints.make'>, { ok: false }>['fault']['kind'];
type CodesFault = Extract<CallOutput<'prints.codes'>, { ok: false }>['fault']['kind'];

export const printFaultWords: Readonly<Record<MakeFault | CodesFault, Words>> = {
  locked: say('密钥没有打开，没有做', 'The keys stayed closed: nothing was made'),
  nothing: say('没有可打印的，请先选上面的选项', 'Nothing to print: choose something above first'),
  'too-many': say(
    `一次最多 ${MOST_BOOTHS_AT_ONCE} 个展位，请分区打印`,
    `At most ${MOST_BOOTHS_AT_ONCE} booths at once: print zone by zone`,
  ),
  'no-root': say(
    '这场招聘会的工作卡只在创建时印过一次，不能再印；丢了要重新登记各站点',
    'The staff card of this older fair was printed once: if it is lost, enrol the stations again',
  ),
  gone: say('这份名单已经撤销了', 'That list was taken back'),
  cancelled: say('已停下，没有导出', 'Stopped: nothing was saved'),
};
