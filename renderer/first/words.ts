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
  notOpened: say(
    '样例没有打开，请再点一次；还不行，请重新启动这台电脑。',
    'The sample did not open: tap again, or restart this computer.',
  ),
} as const;
