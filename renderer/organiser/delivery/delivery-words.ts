import type { PeopleHeld } from '../../../shared/contract/people-delivery.ts';
import { say, type Words } from '../../../shared/say.ts';

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
  none: say(
    '没有服务器，也没有开会场中转：打开会场中转就能送出；没有网络就存到 U 盘，拿到每个入口收',
    'There is no server and no hub: switch the hub on; without a network, take them to each entrance by a stick',
  ),
  takenBack: say(
    '名单都撤销了：收过名单的入口，也要用 U 盘再收一次才会忘记',
    'All lists were taken back: an entrance that has them forgets them once it takes this in from a stick, too',
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
  holds: {
    newest: say('已收到', 'has them'),
    older: say('还是旧名单', 'an older list'),
    none: say('还没有', 'none yet'),
    unheard: say('没联系过，在它的工作人员面板看', 'not heard: look at its staff panel'),
  } satisfies Readonly<Record<PeopleHeld, Words>>,
  /** In a station's row, where nothing else says what it is about. */
  atStation: {
    newest: say('报名名单：最新', 'registered people: newest list'),
    older: say('报名名单：旧的', 'registered people: an older list'),
    none: say('报名名单：还没有', 'registered people: no list yet'),
  } satisfies Readonly<Record<Exclude<PeopleHeld, 'unheard'>, Words>>,
  stickTitle: say('没有网络的入口', 'Entrances without a network'),
  stickMore: say(
    '把全部名单存成一个文件。在每个入口：按住左上角三秒，打开工作人员面板，在“报名的人”里从 U 盘收',
    'All lists in one file. At each entrance hold the top left corner for three seconds, and take it in under “Registered people” of the staff panel',
  ),
  stickHolds: (people: number, lists: number) =>
    say(
      `共 ${people} 人，${lists} 份名单。只有本场入口打得开：里面是打星号的姓名和回答，没有证件号和电话。U 盘丢了，别人只看得到大约多少人`,
      `${people} people in ${lists} ${lists === 1 ? 'list' : 'lists'}. Only this fair’s entrances can open them: masked names and answers, no ID numbers and no phones. Anyone who finds the stick sees only roughly how many people`,
    ),
  stick: say('名单存到 U 盘', 'Save the lists to a stick'),
  elsewhere: say(
    '有名单是在另一台主办方电脑上导入的，不在本机：请在那台上存',
    'Some list was imported at another organiser’s machine, and is not here: save it there',
  ),
  nothing: say('还没有名单可存', 'There is no list yet'),
  locked: say('密钥没有打开，没有送出', 'The keys stayed closed: nothing was sent'),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
};
