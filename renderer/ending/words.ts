import { say } from '../../shared/say.ts';

export const factsHere = (facts: number | null) =>
  facts === null
    ? say('本机的记录读不出来', 'The facts here cannot be read')
    : say(`本机有 ${facts} 条记录`, `There are ${facts} facts here`);

/** Text of the end of a fair at one machine. */

export const endingWords = {
  over: say('招聘会已结束', 'The fair is over'),
  overMore: (day: string) =>
    say(
      `主办方已于 ${day} 签署结束：本机的钥匙和个人信息应当销毁`,
      `The organiser signed the end on ${day}: keys and people’s data are to be destroyed here`,
    ),
  destroy: say('销毁…', 'Destroy…'),
  title: say('销毁本机的钥匙和个人信息？', 'Destroy this machine’s keys and people’s data?'),
  more: (facts: number | null) =>
    say(
      `${factsHere(facts).zh}。还没有送到服务器的，销毁后送不上去了：不放心就先用工作卡打开，等它送完，会自动销毁`,
      `${factsHere(facts).en}. Those that no server has can’t be sent afterwards: if unsure, open with the staff card, and the machine destroys by itself once all is sent`,
    ),
  check: say('记录已经送完，或不再需要', 'The facts are sent, or not wanted any more'),
  yes: say('销毁', 'Destroy'),
  no: say('取消', 'Cancel'),
  hubFirst: say(
    '本机开过会场中转，里面有各站点的记录：请先打开本机，在「会后」的「结束」里核对，再销毁',
    'This machine ran the hall’s hub, which holds stations’ facts: open it first, read the list under “After”, “The end”, and destroy there',
  ),
  failed: say('没有成功，请再试一次', 'It did not work: please try again'),
  openBar: say(
    '招聘会已结束，本机的个人信息还没有销毁：请工作人员处理',
    'The fair is over and this machine still has people’s data: staff, please see to it',
  ),
  toPanel: say('工作人员…', 'Staff…'),
  carry: say('先把记录存到 U 盘', 'First save the facts to a stick'),
  carriedOrNot: say(
    '没送到的已用 U 盘交给主办方，或不再需要',
    'What is not sent was carried to the organiser, or is not wanted any more',
  ),
  changed: say(
    '刚才又有变化，没有销毁：请取消，看过现在的数再销毁',
    'Something changed meanwhile, and nothing was destroyed: cancel, and look at what it holds now',
  ),
  retired: say('钥匙和个人信息已销毁', 'Keys and people’s data are destroyed'),
  report: {
    received: say(
      '主办方的服务器已收到本机的销毁报告',
      'The fair’s server has this machine’s report',
    ),
    waiting: say(
      '本机的销毁报告还没有送到服务器：保持联网，会自动送；没有网络的，把签字的证明交给主办方',
      'The server has not got this machine’s report yet: leave it on the network, or give the signed certificate to the organiser',
    ),
    none: say(
      '本机不能自己报告已销毁：请把签字的证明交给主办方登记',
      'This machine cannot report by itself: give the signed certificate to the organiser',
    ),
    refused: say(
      '服务器不收本机的销毁报告：请把签字的证明交给主办方登记',
      'The server refuses this machine’s report: give the signed certificate to the organiser',
    ),
  },
  noCertificate: say(
    '由早先的版本销毁，没有证明',
    'An earlier version did it, and kept no certificate',
  ),
  save: say('保存销毁证明', 'Save the certificate'),
  print: say('打印', 'Print'),
  reuse: say('用于新的招聘会', 'Use it for another fair'),
  reuseTitle: say('把本机用于新的招聘会？', 'Use this machine for another fair?'),
  reuseMore: say(
    '这场招聘会的证明和记录移到本机的 past 文件夹保存，本机回到第一屏。请先保存销毁证明',
    'The certificate and the facts of this fair stay in the folder “past”, and the machine begins at the first screen. Save the certificate first',
  ),
  reuseYes: say('好', 'Yes'),
  inUse: say(
    '另一个春风正在使用本机的数据，请先关闭那一个',
    'Another Chunfeng is using this machine’s data: close it first',
  ),
  leave: say('退出', 'Leave'),
} as const;
