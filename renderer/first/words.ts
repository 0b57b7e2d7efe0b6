import { say } from '../../shared/say.ts';

/** The first screen of a machine without a fair. */
export const firstWords = {
  name: say('本机还没有招聘会', 'This machine has no fair yet'),
  title: say('这台电脑用来做什么？', 'What is this computer for?'),
  new: say('新建招聘会', 'Make a fair'),
  newMore: say('我是主办方', 'I organise it'),
  join: say('加入招聘会', 'Join a fair'),
  joinMore: say('用作签到、展位、服务台等站点', 'As an entrance, a booth, a desk …'),
  sample: say('看样例', 'See the sample'),
  sampleMore: say('做好的一场，随便试', 'A made-up fair to try'),
  leave: say('退出', 'Leave'),
  back: say('返回', 'Back'),
  leftOver: {
    damaged: say(
      '本机的登记文件坏了，存下的记录都在。请重新加入：向主办方要本站点的登记码。',
      'This machine’s enrolment is damaged; its records are safe. Join again: ask the organiser for this station’s code.',
    ),
    'other-key-store': say(
      '本机的钥匙由另一个系统账户或另一种窗口锁着：请用原来的账户打开，或重新加入。',
      'This machine’s keys were locked by another account, or for the kiosk’s own window: open it there, or join again.',
    ),
    records: say(
      '本机存着一场招聘会的记录，登记文件不见了。请重新加入：向主办方要本站点的登记码。',
      'This machine holds a fair’s records, and its enrolment is gone. Join again: ask the organiser for this station’s code.',
    ),
  },
  notOpened: say(
    '样例没有打开，请再点一次；还不行，请重新启动这台电脑。',
    'The sample did not open: tap again, or restart this computer.',
  ),
} as const;
