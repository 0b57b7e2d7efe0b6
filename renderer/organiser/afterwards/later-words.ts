import { say } from '../../../shared/say.ts';

/** Text of the assistant for afterwards. */

export const laterWords = {
  title: say('会后要做的事', 'After the fair'),
  more: say(
    '从第二天到保存期结束，按这个顺序做',
    'In this order, from the next day to the end of the storage period',
  ),
  tasks: {
    evening: {
      title: say('数字签字', 'The signed figures'),
      more: say('当晚的数字还没有签字', 'The evening’s figures are not signed yet'),
    },
    boxes: {
      title: say('收齐姓名和电话', 'Names and numbers'),
      more: say('从服务器取回，或收各入口的 U 盘', 'From the server, or on sticks'),
    },
    contacts: {
      title: say('联系表交给各单位', 'Contacts to the employers'),
      more: say('每家一个文件，签交接单', 'A file each, signed for'),
    },
    followUp: {
      title: say('跟进重点群体和意向', 'Follow-up'),
      more: say('打电话、发短信，直到帮扶做完', 'Calls and messages, until all is done'),
    },
    returns: {
      title: say('报送报表', 'Returns'),
      more: say('汇总表、春风行动等报表已经填好数字', 'Filled from the records'),
    },
    figures: {
      title: say('导出本场数字', 'This fair’s signed figures'),
      more: say('多场汇总时用，一场一个文件', 'For sums over several fairs'),
    },
    exports: {
      title: say('导出数据存档', 'File the day’s data'),
      more: say('销毁之后，数字以存档为准', 'The file that stays when all else is destroyed'),
    },
    end: {
      title: say('到期销毁', 'Destroy when the time has come'),
      more: say('保存期过后签署结束，各机器销毁', 'Sign the end, and the machines destroy'),
    },
  },
} as const;
