import { say, type Words } from '../say.ts';
import type { ChangedThing, ChangeLine } from './fair-changes.ts';

/** What each line of a change is about, and whom it concerns. */

interface ChangeWords {
  readonly what: Words;
  readonly whom: Words;
}

const everyScreen = say('各站点屏幕；已经印出的不变', 'All screens; what is printed stays');

export const changeWords: Readonly<Record<ChangedThing, ChangeWords>> = {
  kind: {
    what: say('类型', 'Kind'),
    whom: say('入口问的问题和各页用词', 'Questions at entrances, words on all pages'),
  },
  name: { what: say('名称', 'Name'), whom: everyScreen },
  organiser: {
    what: say('主办单位', 'Organiser'),
    whom: say('入口的同意书、通稿和报表', 'The consent at entrances, bulletin and returns'),
  },
  place: { what: say('地点', 'Place'), whom: everyScreen },
  days: {
    what: say('日期', 'Days'),
    whom: say('各站点；数字按新的日期分', 'All stations; figures by the new days'),
  },
  keepUntil: {
    what: say('保存期', 'Kept until'),
    whom: say(
      '来登记的人；同意书写新的日期',
      'People who register; the consent names the new date',
    ),
  },
  'desks-new': {
    what: say('新服务台', 'New desk'),
    whom: say('服务台的站点；请补印服务台卡', 'Desks’ stations; print its card'),
  },
  'desks-changed': { what: say('服务台', 'Desk'), whom: say('服务台的站点', 'Desks’ stations') },
  asks: {
    what: say('从身份证统计', 'Counted from ID cards'),
    whom: say('从现在起刷证的人', 'People who show a card from now on'),
  },
  services: {
    what: say('会后帮扶', 'Services'),
    whom: say('服务台和跟进名单', 'Desks, and the follow-up list'),
  },
  platforms: { what: say('报名平台', 'Platforms'), whom: say('入口', 'Entrances') },
  server: {
    what: say('服务器地址', 'Server'),
    whom: say(
      '各站点下次启动后；在这之前仍送到原来的地址',
      'Stations, from their next start; until then they keep to the old address',
    ),
  },
  serverPins: {
    what: say('证书指纹', 'Pins'),
    whom: say('各站点；只认这些证书', 'All stations: they trust these keys alone'),
  },
  boxesToServer: {
    what: say('姓名电话交服务器', 'Names and phones to the server'),
    whom: say(
      '入口，下次启动后；服务器打不开',
      'Entrances, from their next start; the server cannot open them',
    ),
  },
  'posts-closed': {
    what: say('停招', 'Closed'),
    whom: say('求职者、大屏和展位', 'Attendees, the wall, the booth'),
  },
  'posts-reopened': {
    what: say('恢复招聘', 'Open again'),
    whom: say('求职者、大屏和展位', 'Attendees, the wall, the booth'),
  },
  employers: {
    what: say('单位资料', 'Employers'),
    whom: say('求职者、大屏和展位', 'Attendees, the wall, booths'),
  },
};

/** In one line, as the terminal prints it. */
export function changeText({ about, was, now }: ChangeLine): string {
  const { what, whom } = changeWords[about];
  const from = was === '' ? '' : `${was} → `;
  return `${what.zh} ${what.en}: ${from}${now === '' ? '（没有）' : now}\n    ${whom.zh} ${whom.en}`;
}
