import { say } from '../../shared/say.ts';

/** Text of the service desks' page. */

export const deskWords = {
  title: say('公共服务台', 'Service desks'),
  desks: say('服务台', 'Desks'),
  topics: say('咨询什么', 'About'),
  noPass: say('没出示通行证也可以直接点', 'Tap a topic for somebody without a pass, too'),
  scanMore: say('扫了通行证，就记在这个人名下', 'Scanned, it is written down for this person'),
  leaflets: say('发了几份资料', 'Leaflets handed out'),
  copies: (n: number) => say(`+${n} 份`, `+${n}`),
  today: (n: number) => say(`今天 ${n}`, `${n} today`),
  services: say('重点群体帮扶：待提供的服务', 'Owed to people in key groups'),
  servicesMore: say(
    '本机记录的；问清属于重点群体再记',
    'As far as this station knows; ask whether they belong to a key group first',
  ),
  doneOf: (done: number, times: number) =>
    done === times ? say('已做完', 'all done') : say(`${done} / ${times}`, `${done} of ${times}`),
  next: say('办完了', 'Done'),
} as const;
