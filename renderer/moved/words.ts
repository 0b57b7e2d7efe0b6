import type { EventPayload } from '../../shared/contract/calls.ts';
import { say, type Words } from '../../shared/say.ts';
import { diskWords } from '../../shared/words/disk-words.ts';

type Step = Exclude<EventPayload<'address'>['step'], 'taken'>;

const refused: Readonly<Record<Step, Words>> = {
  damaged: say('地址码没有扫全，请再扫一次', 'The address code was not read whole: scan it again'),
  'other-fair': say('这是另一场招聘会的地址码', 'That is another fair’s address code'),
  forged: say(
    '这个地址码不是主办方签的，没有用它',
    'The organiser did not sign that code; it is not used',
  ),
  older: say(
    '这个地址码比站点上的旧，没有用它：请扫主办方屏幕上现在的那个',
    'That code is older than the one in use here: scan the one that the organiser’s screen shows now',
  ),
  ...diskWords,
};

/** What became of an address code. */
export function addressWords({ step, server = '' }: EventPayload<'address'>): Words {
  if (step !== 'taken') return refused[step];
  return say(`地址收到了，记录改发到 ${server}`, `Facts go to ${server} from now on`);
}
