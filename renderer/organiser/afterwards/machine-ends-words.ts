import type { MachineEnd, MachineEndKind } from '../../../shared/report/machine-ends.ts';
import { say, type Words } from '../../../shared/say.ts';
import { slotRanges } from './slot-ranges.ts';

/** Text of the list of machines that have, or have not, destroyed their data. */

export const machineEndsWords = {
  title: say('各机器的销毁情况', 'Which machines are destroyed'),
  machine: say('机器', 'Machine'),
  standing: say('情况', 'Standing'),
  toDo: say('怎么办', 'What to do'),
  asked: {
    unheard: say(
      '现在问不到服务器，下面是上次知道的',
      'No server answers now: this is what was known last',
    ),
    'no-server': say(
      '没有服务器，机器不能自己报告：收齐签字的证明，逐台登记',
      'There is no server for machines to report to: collect the signed certificates, and mark each',
    ),
  },
  never: (slots: readonly number[]) =>
    say(
      `从未联系过服务器的站点：${slotRanges(slots)} 号。用过的也要销毁、收证明；没用过的不用管`,
      `Never heard: stations ${slotRanges(slots)}. One that was used all the same has to be destroyed, too`,
    ),
  mark: say('登记证明…', 'Certificate…'),
  takeBack: say('撤销登记', 'Take back'),
  markTitle: ({ slot, zh, en }: Pick<MachineEnd, 'slot' | 'zh' | 'en'>) =>
    say(`收到了 ${slot} 号 ${zh} 的销毁证明？`, `Is the certificate of ${slot} ${en} in hand?`),
  markMore: say(
    '看过这台机器打印的《个人信息销毁证明》，站点号对得上、已签字，再登记。证明归档',
    'Look at the certificate that this machine printed: its station is right, and it is signed. File it',
  ),
  by: say('经办人姓名', 'Your name'),
  markYes: say('登记', 'Mark'),
  cancel: say('取消', 'Cancel'),
} as const;

export const toDoWords: Readonly<Partial<Record<MachineEndKind, Words>>> = {
  silent: say(
    '开机、联网，会自己销毁；不联网的，用签署文件销毁，收签字的证明',
    'Switch it on with a network, and it destroys by itself; without one, use the signed time and collect the certificate',
  ),
  replaced: say(
    '找到换下来的机器，开机销毁；坏了的，按单位规定处理硬盘，收证明',
    'Find the machine, and destroy it; a broken one’s disk goes by your own rules',
  ),
  revoked: say(
    '丢了的找不回来，钥匙锁着；还在的，用签署文件销毁，收证明',
    'One that is lost stays locked under its card; one that is here is destroyed with the signed time',
  ),
  'wrote-after': say(
    '去看：同一站点号是不是还有一台机器，或被盗用；还在的销毁，丢了的停用',
    'Go and look: another machine under its number, or a stolen one? Destroy it, or revoke the slot',
  ),
  'names-more': say(
    '先等服务器收齐；还对不上，去看：还在的销毁、收签字的证明，丢了的停用',
    'Wait until the server has all. If it still does not match, go and look: destroy it and collect the certificate, or revoke the slot',
  ),
  unsent: say(
    '没送到的记录不再计入；有 U 盘的先收',
    'What was not sent counts no more; take in its stick, if there is one',
  ),
};
