import { say } from '../../shared/say.ts';

/** Text of how far the lists of registered people have come. */

export const deliveryWords = {
  title: say('送到入口', 'To the entrances'),
  server: {
    unheard: say(
      '还没连上服务器，连上后自动送出',
      'The server was not heard yet; they go by themselves',
    ),
    older: say(
      '服务器版本较旧，不能代送：请更新服务器，或用 U 盘',
      'The server is of an earlier version and carries no lists: update it, or use a stick',
    ),
    lacks: say('正在送往服务器…', 'On their way to the server…'),
  },
  none: (folder: string) =>
    say(
      `没有服务器，也没有开会场中转。打开会场中转就能送出；或用 U 盘，把 ${folder} 里的 people.pack 放进每个入口的数据文件夹`,
      `There is no server and no hub: switch the hub on, or take people.pack in ${folder} to each entrance’s data folder by a stick`,
    ),
  some: (has: number, all: number) =>
    say(
      `${all} 个入口中 ${has} 个已收到，其余开机联网后自动收`,
      `${has} of ${all} entrances have them; the rest take them once they are on and connected`,
    ),
  all: (count: number) =>
    say(`${count} 个入口都已收到，马上可用`, `All ${count} entrances have them, in force at once`),
  unsigned: say(
    '有名单还没送出：导入后另一位主办方送过名单，或这是以前导入的。点一下一起送',
    'Some list was not sent: another organiser sent one since, or it was imported before. Send all of them',
  ),
  deliver: say('送到各入口', 'Send to the entrances'),
  has: say('已收到', 'has them'),
  hasNot: say('还没有', 'not yet'),
  locked: say('密钥没有打开，没有送出', 'The keys stayed closed: nothing was sent'),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
};
