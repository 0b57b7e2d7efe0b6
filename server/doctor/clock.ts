import { access } from 'node:fs/promises';
import { say, type Words } from '../../shared/say.ts';
import { type Check, type Finding, look, mend, well } from './check.ts';

/** Wrong by more, sessions end early or late, and what stations write stands at a wrong time beside it. */
const NEAR_MS = 5_000;
const WRONG_MS = 120_000;

/** systemd-timesyncd keeps this file once it has asked a time server; chrony keeps the other. */
const SIGNS = [
  '/run/systemd/timesync/synchronized',
  '/run/chrony/chronyd.pid',
  '/run/chronyd.pid',
  '/run/ntpd.pid',
];

export const clock: Check = {
  name: 'clock',
  about: say('时钟', 'clock'),
  async run({ now }) {
    const time = new Date(now()).toISOString();
    const kept = await Promise.all(
      SIGNS.map((file) =>
        access(file).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (kept.includes(true)) {
      return [
        well(say(`现在是 ${time}，有对时服务。`, `It is ${time}, and a service sets the clock.`)),
      ];
    }
    return [
      look(
        say(
          `现在是 ${time}，对吗？没有看到对时服务：请装 systemd-timesyncd 或 chrony。`,
          `It is ${time}: is that right? No service sets the clock: install systemd-timesyncd or chrony.`,
        ),
      ),
    ];
  },
};

/** How far this machine's clock is ahead of another's. */
export function clockFinding(aheadMs: number, whose: Words): Finding {
  const far = Math.abs(aheadMs);
  const seconds = Math.round(far / 1000);
  if (far <= NEAR_MS) {
    return well(say(`本机时钟与${whose.zh}一致。`, `This clock and that of ${whose.en} agree.`));
  }
  const [zh, en] = aheadMs > 0 ? ['快', 'ahead of'] : ['慢', 'behind'];
  const words = say(
    `本机时钟比${whose.zh}${zh} ${seconds} 秒：请在两边都开对时服务。`,
    `This clock is ${seconds} s ${en} that of ${whose.en}: let a service set both.`,
  );
  return far > WRONG_MS ? mend(words) : look(words);
}
