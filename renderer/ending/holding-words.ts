import type { Holding } from '../../shared/contract/ending.ts';
import { say, type Words } from '../../shared/say.ts';
import { isForGood } from '../../shared/sync/for-good.ts';
import { syncTroubles } from '../staff/words.ts';
import { factsHere } from './words.ts';

const words = {
  willNot: say(
    '再等也送不上去：要留的先存到 U 盘交给主办方，再销毁',
    'Waiting changes nothing: save what is wanted to a stick for the organiser, then destroy',
  ),
  byStick: say(
    '要留的先存到 U 盘交给主办方，再销毁',
    'Save what is wanted to a stick for the organiser, then destroy',
  ),
  may: say(
    '连上后会自己送完、自己销毁；不再联网的，先存到 U 盘交给主办方，再销毁',
    'Once it is reached, this machine sends all and destroys by itself; if it never will be, save to a stick for the organiser, then destroy',
  ),
} as const;

/** What an open machine still holds, why, and what that means: no more and no less than it knows. */
export function holdingWords(holds: Holding, facts: number | null): Words {
  const what = holdsWords(holds, facts);
  const after = words[afterOf(holds.why)];
  return say(`${what.zh}。${after.zh}`, `${what.en}. ${after.en}`);
}

/** The same, where the organiser reads it. */
export function holdsWords({ facts: unsent, boxes, why }: Holding, facts: number | null): Words {
  const count = unsentWords(unsent, facts);
  const reason = whyWords(why);
  const more =
    boxes > 0
      ? say(`；另有 ${boxes} 个加密盒没有送到`, `; ${boxes} sealed boxes are not sent either`)
      : say('', '');
  return say(`${reason.zh}。${count.zh}${more.zh}`, `${reason.en}. ${count.en}${more.en}`);
}

function afterOf(why: Holding['why']): keyof typeof words {
  if (why === 'no-server') return 'byStick';
  return isForGood(why) ? 'willNot' : 'may';
}

function unsentWords(unsent: number | null, facts: number | null): Words {
  if (facts === 0) return say('本机没有记录', 'There are no facts here');
  if (unsent === null)
    return say(
      `${factsHere(facts).zh}，其中多少还没有送到，现在问不出来`,
      `${factsHere(facts).en}, and how many are not sent is unknown now`,
    );
  return unsent === 0
    ? say('记录都送到了', 'All facts are sent')
    : say(`还有 ${unsent} 条记录没有送到`, `${unsent} facts are not sent`);
}

const whyWords = (why: Holding['why']): Words =>
  why === 'no-server'
    ? say('没有设服务器', 'No server is named')
    : say(syncTroubles[why].zh, `Server: ${syncTroubles[why].en}`);
