import { educations, trades, wordsOf } from '../../shared/codes.ts';
import type { FittingPost } from '../../shared/contract/people.ts';
import { say, type Words } from '../../shared/say.ts';

/** Words for posts that fit. */

export const postWords = {
  title: say('适合您的岗位', 'Posts that fit you'),
  around: say('先看看这些岗位', 'Some posts to begin with'),
  found: (n: number) =>
    say(
      `一共 ${n.toLocaleString('en-US')} 个岗位合适，先看这几个`,
      `${n.toLocaleString('en-US')} fit; these first`,
    ),
  find: say('找岗位或单位', 'Find a post or employer'),
  foundBy: (n: number) =>
    say(`找到 ${n.toLocaleString('en-US')} 个岗位`, `${n.toLocaleString('en-US')} found`),
  noneBy: say('没有找到，换个词试试', 'Nothing found: try another word'),
  asking: say('正在找…', 'Looking…'),
  none: say(
    '没有合适的了：把月薪或地点放宽一点看看',
    'None left: ask for less pay, or another place',
  ),
  unanswered: say('本机没有回应，请返回再试', 'No answer: please go back and try again'),
  map: say('会场图，已标出展位', 'Map of the hall, with the booths'),
  pay: say('月薪', 'Pay a month'),
  place: say('地点', 'Place'),
  aside: say('不合适', 'Not for me'),
  back: say('回到通行证', 'Back to the pass'),
  finish: say('看好了，完成', 'Done'),
} as const;

export const paySteps: readonly (number | undefined)[] = [undefined, 4000, 5000, 6000, 8000];

export function payWords(atLeast: number | undefined): Words {
  return atLeast === undefined
    ? say('月薪不限', 'Any pay')
    : say(`能到 ${atLeast}`, `up to ${atLeast} or more`);
}

export function placeWords(place: string | undefined): Words {
  return place === undefined ? say('哪里都行', 'Anywhere') : say(place, '');
}

export function reasonWords(reason: FittingPost['reasons'][number]): Words {
  switch (reason.kind) {
    case 'trade': {
      const trade = wordsOf(trades, reason.trade);
      return say(`您想找${trade.zh}`, `your trade: ${trade.en}`);
    }
    case 'education': {
      const education = wordsOf(educations, reason.education);
      return say(`要求${education.zh}，您够了`, `${education.en} is enough`);
    }
    case 'any-education':
      return say('学历不限', 'any education');
    case 'pay':
      return say('工资合适', 'pays enough');
    case 'place':
      return say('在您选的地方', 'where you chose');
    case 'quiet':
      return say('还少有人看到，机会多', 'seldom shown so far');
  }
}
