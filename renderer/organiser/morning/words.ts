import { say, type Words } from '../../../shared/say.ts';
import type { OwnStep, Place } from './steps.ts';

/** Text of the assistant for the day before and the morning. */

export const morningWords = {
  before: say('前一天', 'The day before'),
  morning: say('当天早上', 'In the morning'),
  left: (count: number) => say(`还有 ${count} 项`, `${count} to do`),
  done: say('都好了', 'All done'),
  mayBe: say('可选', 'optional'),
};

/** Where the button leads. */
export function placeWords(place: Place): Words {
  if ('keys' in place) return say('输入口令', 'Passphrase');
  if ('page' in place) {
    return place.page === 'stations' ? say('去“站点”', 'To Stations') : say('去“实时”', 'To Live');
  }
  return {
    checklist: say('去“清单”', 'To the checklist'),
    fair: say('去“招聘会”', 'To the fair'),
    employers: say('去“单位”', 'To employers'),
    people: say('去“报名的人”', 'To registered'),
    prints: say('去“印刷”', 'To printing'),
    rehearsal: say('去“演练”', 'To rehearsal'),
  }[place.part];
}

interface Standing {
  readonly well: Words;
  readonly not: Words;
}

export const ownStepWords: Readonly<Record<OwnStep, Standing>> = {
  people: {
    well: say('报名名单已送出', 'The lists of registered people are sent'),
    not: say('有报名名单还没送出', 'Some list of registered people was not sent'),
  },
  cards: {
    well: say('展位卡和登记表印过了', 'Booth cards and tally sheets were printed'),
    not: say('展位卡和登记表还没印', 'Booth cards and tally sheets are not printed yet'),
  },
  blanks: {
    well: say('预印通行证印过了', 'Pre-printed passes were printed'),
    not: say(
      '预印通行证还没印（给没有手机的人）',
      'No pre-printed passes yet, for people without a phone',
    ),
  },
  rehearsal: {
    well: say('演练过了', 'Rehearsed'),
    not: say('用自己的单位演练一遍，不留痕迹', 'Rehearse with your own employers; nothing stays'),
  },
  keys: {
    well: say('密钥已打开', 'The keys are open'),
    not: say('输入主办方口令，打开密钥', 'Type the organiser’s passphrase, to open the keys'),
  },
  hub: {
    well: say('会场中转运行正常', 'The hub is running'),
    not: say('会场中转没有开：各站点要靠它互通', 'The hub is off: stations reach each other by it'),
  },
  entrances: {
    well: say('各入口都收到了报名名单', 'Every entrance has the lists of registered people'),
    not: say(
      '有入口还没收到报名名单：开机联网后自动收',
      'Some entrance lacks the lists: it takes them once it is on and connected',
    ),
  },
};
