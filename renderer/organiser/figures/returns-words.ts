import { say } from '../../../shared/say.ts';

/** Text of the page of returns. */

export const returnsWords = {
  which: say('哪张报表', 'Which return'),
  more: say(
    '表里的数字按记录填写，点数字可以查看对应的记录；标“手填”的格子系统没有数据，请手工填写。可以换成本单位的表：在格子里写 {{数字名称}}，如 {{求职者人数}}。这里只填这一场；一个月、一个季度几场合起来的，请在主办方站点的“多场”页填',
    'Cells are filled from the records, and open to them. Those marked 手填 are for a hand. Your own workbook may take its place: write {{the name of a figure}} in a cell. They are of this fair alone: several fairs together are filled at an organiser’s station, on its page of several fairs',
  ),
  filled: say('导出填好的表', 'Save it, filled'),
  template: say('下载模板', 'Its template'),
  own: say('换成本单位的表', 'Use our own'),
  shipped: say('恢复内置的表', 'Back to the built-in one'),
  isOwn: (name: string) => say(`现在用的是本单位的表：${name}`, 'Your own workbook is in use'),
  cell: say('这一格的记录', 'The facts behind this cell'),
  unknown: (at: string, name: string) =>
    say(`${at}：没有叫“${name}”的数字，这一格没有填`, 'no figure of this name; left as it is'),
  tooLarge: say(
    '文件是空的，或超过 700 KB：请去掉图片后再试',
    'Empty, or over 700 kB: please take pictures out',
  ),
  notTaken: {
    'signed-out': say('登录已过期，请重新登录', 'Signed out: please sign in again'),
    'not-a-workbook': say(
      '这不是 Excel 工作簿（.xlsx），或文件已损坏',
      'No Excel workbook, or damaged',
    ),
    'not-saved': say('没有存上，请再试一次', 'Not kept: please try again'),
    'disk-full': say('磁盘已满，没有存上', 'The disk is full'),
    'not-allowed': say('没有存上', 'Not kept'),
  },
} as const;
