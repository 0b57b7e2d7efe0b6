import { codesOf, intentSteps } from '../../shared/codes.ts';
import type { BoothState } from '../../shared/contract/booth.ts';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { deeds, taps } from '../../shared/deeds.ts';
import { say, type Words } from '../../shared/say.ts';
import { counterWords, notAllowed } from '../counter/words.ts';

/** Text of the booth's page, besides that of counters. */

export const boothWords = {
  signIn: say('单位签到', 'Sign in'),
  signInTitle: say('哪家单位到了？', 'Which employer is here?'),
  signInMore: say('点一下开台；或者用扫码枪扫展位卡', 'Tap to open; or scan the booth’s card'),
  find: say('找展位、单位或岗位，可用拼音首字母', 'Find a booth, employer or post'),
  boothsHere: say('本机的展位', 'The booths here'),
  serving: say('有人在', 'Somebody is here'),
  toFront: (booth: string) => say(`扫码记到 ${booth}`, `Scans count at ${booth}`),
  isFront: say('扫码记到这里', 'Scans count here'),
  tapForFront: say('点展位号，扫码就记到这里', 'Tap the number: scans count here'),
  openBooth: say('开台', 'Open'),
  close: say('签退', 'Sign out'),
  closeSure: say('再按一次签退', 'Again to sign out'),
  scanMore: say('扫到就算接待，不用按键', 'A scan is a visit: no key to press'),
  hire: say('录用', 'Hire'),
  posts: say('岗位', 'Posts'),
  intents: say('意向', 'Intent'),
  note: say('备注', 'Note'),
  noteTitle: say('备注', 'Note'),
  noteMore: say('只有本展位看得到', 'For this booth alone'),
  /** A note stays with the person that it was begun for. */
  noteNextHere: (number: string) =>
    say(`下一位已经扫到（${number}），这条仍记给上面这位`, `Next one is here; this note stays`),
  noteOwn: say('自己写', 'In your own words'),
  noteKeep: say('记下', 'Keep'),
  next: say('接待完了', 'Done'),
  title: say('展位接待', 'Receiving people'),
  post: say('岗位', 'For'),
  postsClosed: say('岗位都已停招', 'All posts have closed'),
  visits: say('接待', 'Visits'),
  intentsToday: say('意向', 'Intents'),
  walkIns: say('无证', 'No pass'),
  number: say('编号，写在纸质简历上', 'Number: write it on the paper résumé'),
  anonymous: say('匿名', 'Anonymous'),
  openings: ({ headcount, signed, closed }: BoothState['posts'][number]) => {
    if (closed) return say('已停招', 'closed');
    if (headcount === undefined) {
      return signed > 0
        ? say(`招若干，已录 ${signed}`, `some wanted, ${signed} hired`)
        : say('招若干', 'some wanted');
    }
    const left = headcount - signed;
    if (left < 0) return say(`超 ${-left}`, `${-left} too many`);
    return left === 0 ? say('已招满', 'filled') : say(`缺 ${left}`, `${left} left`);
  },
} as const;

/** The booth's end of day. */
export const dayWords = {
  title: say('本展位清单', 'This booth’s list'),
  open: say('清单', 'List'),
  print: say('打印', 'Print'),
  save: say('导出 Excel', 'Export'),
  notSaved: say('没有存上，请换个地方再试', 'Not saved: try another place'),
  columns: [
    say('编号', 'Number'),
    say('第一次', 'First'),
    say('次数', 'Times'),
    ...taps.map(({ kind, column: { zh, en }, per }) =>
      say(zh, per === 'visit' ? en : `${deeds[kind].en} for`),
    ),
    say('意向', 'Intent'),
    say('备注', 'Notes'),
  ],
  funnel: [
    { figure: 'visits', ...say('接待（人次）', 'visits') },
    { figure: 'visitors', ...say('不同求职者（人）', 'people') },
    ...taps.map(({ figure, heading, column }) => ({
      figure,
      ...say(heading, column.en.toLowerCase()),
    })),
    { figure: 'intents', ...say('初步意向及以上（人）', 'intents') },
    { figure: 'signed', ...say('现场签约（人）', 'signed') },
    { figure: 'walkIns', ...say('无证来访（人次）', 'walk-ins') },
  ],
} as const;

/** Two taps make a note: the key, then one of these. */
export const noteChoices: readonly Words[] = [
  say('经验合适', 'Right experience'),
  say('需要培训', 'Needs training'),
  say('薪资再谈', 'Pay to be discussed'),
  say('等电话通知', 'Will be called'),
  say('下周来厂面试', 'Interview next week'),
  say('介绍给别的岗位', 'For another post'),
];

export const steps = codesOf(intentSteps);

export type NoteFault = Extract<CallOutput<'booth.note'>, { ok: false }>['fault']['kind'];

/** Why a note was not saved; the pad keeps the text meanwhile. */
export const noteFaults: Readonly<Record<NoteFault | 'unanswered', Words>> = {
  gone: say('这次接待已经撤回，没有记', 'That visit was taken back: not kept'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
  'not-allowed': notAllowed,
  unanswered: counterWords.unanswered,
};
