import {
  mustBeMended,
  type Problem,
  type RehearsedFigure,
} from '../../../shared/report/rehearsal.ts';
import { say, type Words } from '../../../shared/say.ts';
import type { SetUpPartName } from '../set-up/set-up-part.ts';

/** Text of 演练: going through the fair in a copy, and what went wrong. */

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const first = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等` : names.join('、');

export const rehearsalWords = {
  title: say('演练', 'Rehearsal'),
  more: say(
    '用本场的单位、岗位和文字，在副本里走一遍：虚构的人从各入口签到，到每家展位投简历，到服务台咨询，最后核对数字。不影响正式数据，走完即删',
    'Goes through a copy with this fair’s own employers, posts and texts: people who do not exist check in, leave résumés and ask at the desks; then the figures are compared. Nothing of it counts, and the copy is deleted',
  ),
  people: say('虚构几个人', 'How many people'),
  begin: say('开始演练', 'Begin'),
  again: say('再演练一次', 'Once more'),
  stop: say('停止', 'Stop'),
  running: (done: number, total: number) =>
    say(`第 ${done} 人，共 ${total} 人…`, `${done} of ${total}…`),
  stopped: say('已停止，副本已删除', 'Stopped, and the copy is deleted'),
  failed: {
    'disk-full': say('磁盘满了，没有走完', 'The disk is full: it did not end'),
    'not-saved': say('没有走完，请再试一次', 'It did not end: please try again'),
  },
  notHere: say('请在主办方的站点上演练', 'Rehearse at an organiser’s station'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  done: (people: number, stations: number, booths: number, desks: number) =>
    say(
      `${people} 人走完 ${stations} 个站点、${booths} 家展位、${desks} 个服务台`,
      `${people} people went through ${many(stations, 'station')}, ${many(booths, 'booth')} and ${many(desks, 'desk')}`,
    ),
  facts: (facts: number, seconds: number) =>
    say(
      `写下 ${facts} 条记录，用时 ${seconds} 秒`,
      `${many(facts, 'fact')} in ${many(seconds, 'second')}`,
    ),
  well: say('没有发现问题', 'Nothing went wrong'),
  mend: (count: number) => say(`要改的 ${count} 项`, `${many(count, 'thing')} to mend`),
  look: (count: number) => say(`可以看看的 ${count} 项`, `${many(count, 'thing')} worth a look`),
  go: say('去改', 'Mend'),
} as const;

const figureWords: Readonly<Record<RehearsedFigure, Words>> = {
  attendees: say('到场的人', 'people'),
  visits: say('展位接待', 'visits'),
  resumes: say('简历', 'résumés'),
  intents: say('初步意向', 'first intents'),
  consults: say('咨询', 'consultations'),
  booths: say('到场单位', 'employers'),
};

const stepWords = {
  enter: say('签到', 'check-in'),
  bind: say('扫展位卡', 'the booth’s card'),
  visit: say('扫通行证', 'a pass'),
  resume: say('收简历', 'a résumé'),
  intent: say('记意向', 'an intent'),
  consult: say('记咨询', 'a consultation'),
} as const;

export function problemWords(problem: Problem): Words {
  switch (problem.kind) {
    case 'no-gate':
      return say('没有入口站点，没人能签到', 'There is no entrance: nobody can check in');
    case 'no-booth-station':
      return say(
        '没有展位站点，单位的情况记不下来',
        'There is no booth station: nothing of employers is recorded',
      );
    case 'unserved':
      return say(
        `${problem.booths.length} 个展位没有站点负责：${first(problem.booths)}`,
        `${many(problem.booths.length, 'booth')} at no station: ${first(problem.booths)}`,
      );
    case 'crowded':
      return say(
        `${problem.slot} 号站点要管 ${problem.booths} 个展位，屏幕要左右滑：请加一台机器，或让单位用扫码枪`,
        `Station ${problem.slot} has ${problem.booths} booths, more than its screen shows: add a machine, or scanners`,
      );
    case 'no-trade':
      return say(
        `${problem.posts} 个岗位没有工种，不会推荐给求职者：${first(problem.booths)}`,
        `${many(problem.posts, 'post')} without a trade are recommended to nobody: ${first(problem.booths)}`,
      );
    case 'closed-booth':
      return say(
        `岗位全部停招的单位：${first(problem.booths)}`,
        `All posts are closed at ${first(problem.booths)}`,
      );
    case 'undrawable':
      return say(
        `${problem.where || '招聘会'} 里有一个字（${problem.code}）没有字体能显示，请换一个写法`,
        `A character (${problem.code}) of ${problem.where || 'the fair'} is drawn by no typeface`,
      );
    case 'not-opened':
      return say(
        `${problem.slot} 号站点没有打开（${problem.why}）`,
        `Station ${problem.slot} did not open (${problem.why})`,
      );
    case 'refused':
      return say(
        `${problem.slot} 号站点${problem.at === '' ? '' : ` ${problem.at}`}：${stepWords[problem.step].zh}被拒 ${problem.times} 次（${problem.why}）`,
        `Station ${problem.slot} ${problem.at}: ${stepWords[problem.step].en} refused, ${problem.times}× (${problem.why})`,
      );
    case 'figure':
      return say(
        `${figureWords[problem.figure].zh}应为 ${problem.expected}，统计成 ${problem.counted}`,
        `${problem.counted} ${figureWords[problem.figure].en} counted, ${problem.expected} expected`,
      );
    case 'slow':
      return say(
        `${problem.slot} 号站点${stepWords[problem.step].zh}用了 ${(problem.ms / 1_000).toFixed(1)} 秒：这台电脑偏慢`,
        `Station ${problem.slot} took ${(problem.ms / 1_000).toFixed(1)} s for ${stepWords[problem.step].en}: this machine is slow`,
      );
  }
}

/** The part of 筹备 where it is mended. */
export function mendedAt({ kind }: Problem): SetUpPartName | undefined {
  switch (kind) {
    case 'no-trade':
    case 'closed-booth':
    case 'undrawable':
      return 'employers';
    case 'no-gate':
    case 'no-booth-station':
    case 'unserved':
    case 'crowded':
      return 'fair';
    case 'not-opened':
    case 'refused':
    case 'figure':
    case 'slow':
      return undefined;
  }
}

export const groupsOf = (problems: readonly Problem[]) => ({
  mend: problems.filter(mustBeMended),
  look: problems.filter((problem) => !mustBeMended(problem)),
});
