import type { EventPayload } from '../../shared/contract/calls.ts';
import { say, type Words } from '../../shared/say.ts';
import { diskWords } from '../../shared/words/disk-words.ts';

type Step = Exclude<EventPayload<'address'>['step'], 'taken' | 'handed-on'>;

const refused: Readonly<Record<Step, Words>> = {
  damaged: say('地址码没有扫全，请再扫一次', 'The address code was not read whole: scan it again'),
  'other-fair': say('这是另一场招聘会的地址码', 'That is another fair’s address code'),
  forged: say(
    '这个地址码不是主办方签的，没有用它',
    'The organiser did not sign that code; it is not used',
  ),
  older: say(
    '这个地址码比站点上的旧，没有用它：请扫主办方屏幕上现在的那个。刚换过主办方电脑的，请在那台上“换下原来那台”，再扫新的码',
    'That code is older than the one in use here: scan the one that the organiser’s screen shows now. After the organiser’s computer was replaced, replace the old one there first, and scan its new code',
  ),
  'older-fair': say(
    '这个地址码出自旧的一版招聘会，没有用它：请在这台的工作人员面板把记录存到 U 盘，拿到主办方电脑的“会后”收进来，再扫它新的码',
    'That code was made under an older revision of the fair, and is not used: save this station’s records to a stick in the staff panel, take it in at the organiser’s computer under Afterwards, and scan its new code',
  ),
  ...diskWords,
};

/** What became of an address code. */
export function addressWords({ step, server = '' }: EventPayload<'address'>): Words {
  if (step === 'handed-on') {
    return say(
      `地址收到了，这台的中转改为把记录转交到 ${server}`,
      `The hub on this computer hands everything on to ${server} from now on`,
    );
  }
  if (step !== 'taken') return refused[step];
  return say(`地址收到了，记录改发到 ${server}`, `Facts go to ${server} from now on`);
}
