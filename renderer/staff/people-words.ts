import type { PeopleOnStick } from '../../shared/contract/staff-people.ts';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Notice } from '../../shared/contract/station.ts';
import { newerFile } from '../../shared/read-known.ts';
import { say, type Words } from '../../shared/say.ts';

/** Text about the lists of registered people that an entrance holds. */

type Moment = Notice['at'];
const momentText = ({ day, time }: Moment): string => `${day.slice(5)} ${time}`;

export const peopleWords = {
  title: say('报名的人', 'Registered people'),
  none: say('还没有名单', 'No list yet'),
  noneMore: say(
    '报了名的人在这里要像没报名一样登记。有网络会自己收到；没有网络，从主办方的 U 盘收',
    'People who registered are asked like anybody else here. On a network the list comes by itself; without one, take it in from the organiser’s stick',
  ),
  held: (signed: Moment, lists: number, people: number): Words =>
    say(
      `${people} 人，${lists} 份名单，${momentText(signed)} 签`,
      `${people} people in ${lists} ${lists === 1 ? 'list' : 'lists'}, signed ${momentText(signed)}`,
    ),
  takenBack: (signed: Moment): Words =>
    say(
      `名单已撤销，主办方 ${momentText(signed)} 签`,
      `All lists were taken back, signed ${momentText(signed)}`,
    ),
  byHand: (people: number): Words =>
    say(
      `${people} 人，名单是放进数据文件夹的，没有签发时间`,
      `${people} people, from a pack in the data folder, without a date`,
    ),
  newest: {
    held: say('和服务器一样新', 'As new as the server’s'),
    older: say(
      '服务器上有更新的，正在收；收不到就用 U 盘',
      'The server has a newer one, on its way; or use a stick',
    ),
    unknown: say(
      '没连过服务器，不知道有没有更新的：和主办方核对签的时间',
      'No server was heard: compare the time with the organiser’s',
    ),
  },
  take: say('从 U 盘收名单', 'Take in from a stick'),
  sheet: say('从 U 盘收报名名单', 'Lists of people from a stick'),
  close: say('关闭', 'Close'),
  noStick: say(
    '请插上主办方给的 U 盘，插好会自己出现',
    'Plug the organiser’s stick in: it appears by itself',
  ),
  noFile: say(
    'U 盘里没有报名名单：请主办方在“筹备 → 报名的人”里存一份，文件名像 报名名单-….json',
    'No list on the stick: the organiser saves one under Set-up, Registered. The file is like 报名名单-….json',
  ),
  choose: say('点一份，马上可用；收过的不会重复', 'Tap one: in force at once, and nobody twice'),
  taking: say('正在收，请不要拔 U 盘', 'Taking it in: leave the stick in'),
  taken: (people: number): Words =>
    say(
      `收好了，${people} 人马上可用；可以拔 U 盘`,
      `Taken in: ${people} people, in force at once. The stick may be pulled`,
    ),
  file: (signed: Moment, people: number): Words =>
    say(`${people} 人，${momentText(signed)} 签`, `${people} people, signed ${momentText(signed)}`),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
} as const;

/** What a file is for this entrance, or why it is nothing. */
export const peopleFileWords: Readonly<Record<PeopleOnStick['is'], Words>> = {
  fresh: say('比本机的新', 'Newer than what is here'),
  held: say('本机已经是这一份', 'This entrance has it already'),
  older: say('比本机的旧，不收', 'Older than what is here: not taken'),
  'no-people-file': say('不是报名名单', 'No list of people'),
  newer: newerFile,
  'other-fair': say('这是另一场招聘会的名单，不收', 'A list of another fair: not taken'),
  'not-signed': say(
    '没有本场主办方的签名，不收：请主办方重新存一份',
    'Not signed by this fair’s organiser: not taken. Have the organiser save it again',
  ),
  damaged: say(
    '文件不完整或已损坏，不收：请主办方重新存一份',
    'Damaged or not whole: not taken. Have the organiser save it again',
  ),
};

type TakeFault = Exclude<
  Extract<CallOutput<'staff.takePeople'>, { ok: false }>['fault']['kind'],
  'staff-only'
>;

export const takePeopleFaults: Readonly<Record<TakeFault, Words>> = {
  ...peopleFileWords,
  gone: say(
    '读不到这个文件：U 盘拔掉了？请插好再选',
    'It can’t be read: was the stick pulled out?',
  ),
  'not-ours': say(
    '本机打不开这份名单：请主办方重新存一份',
    'This entrance can’t open it: have the organiser save it again',
  ),
  'not-saved': say('没有收好，请检查磁盘再试', 'Not taken in: look at the disk and try again'),
  'disk-full': say('本机磁盘满了，没有收：请先腾出空间', 'The disk is full: make room first'),
};
