import { say, type Words } from '../../../shared/say.ts';

/** What comes right after a computer took the organiser's place. */

export const takenOverWords = {
  made: say('接替好了，本机现在是主办方站点', 'This is the organiser’s station now'),
  title: say('各站点还在找原来那台电脑', 'The stations still look for the old computer'),
  more: say(
    '它们照常签到、接待，一条不丢。照下面做，记录就都回到这里',
    'They go on as before, and lose nothing. Do this, and all their facts come here',
  ),
  done: say('好了，去主办方页面', 'Done: to the organiser’s pages'),

  hub: say('打开会场中转，出示地址码', 'Switch the hub on, and show its address code'),
  hubMore: say(
    '各站点原来连着中心服务器的，不用开：它们还连着',
    'Not needed where the stations are with a central server: they still are',
  ),
  carry: say(
    '用手机拍下地址码，拿到每台站点的扫码器前扫一下；锁着的也能扫',
    'Photograph the code with a phone, and scan it off the phone at each station, also at a locked one',
  ),
  stations: (here: number, all: number): Words =>
    say(`${all} 台里 ${here} 台已连上`, `${here} of ${all} are here`),
  stationsMore: say(
    '站点写着“地址收到了”就好，它的记录会全部补来。写着“旧的一版”的：把它的记录存到 U 盘，到“会后”收进来，再出一次地址码',
    'It is well where the station says that the address was taken: all its facts come. Where it says “older revision”: save its records to a stick, take that in under Afterwards, and make the code again',
  ),
  isHere: say('已连上', 'here'),
  notYet: say('还没有', 'not yet'),

  old: say('原来那台电脑', 'The old computer'),
  oldMore: say(
    '有站点连上以后再换下它，统计就不再等它',
    'Once a station is here, replace it: the figures then wait for it no more',
  ),
  replace: (slot: number, name: Words): Words =>
    say(`换下原来那台（${slot} 号 ${name.zh}）`, `Replace the old one (${slot} ${name.en})`),
  replaced: (slot: number): Words => say(`${slot} 号已换下`, `${slot} is replaced`),
  sameSlot: say(
    '这场只有一个主办方站点，本机用的就是它：原来那台不要再开，两台会写成同一台',
    'This fair has one organiser’s place, and this computer has it now: never switch the old one on again, both would write as one station',
  ),
  comesBack: say(
    '修好了再开：先用它扫一下这里的地址码。它的中转会把收到的都转交过来，两台一起开也不会各算各的',
    'If it is mended: first scan the address code of this page there. Its hub then hands everything on, and both may run without two sets of figures',
  ),
  onlyThere: say(
    '只有那台里有的：以前的操作记录，它上面点的到场标记、录的纸质登记、做的处理决定，没传出去的会自己传来。操作记录在它的“记录”页导出；开不了机，请技术人员取出它的数据文件夹',
    'Only there: the log up to now; and the marks, paper counts and decisions that were made on it, which come by themselves. Export the log on its Audit page; if it does not start, have its data folder taken off the disk',
  ),
} as const;
