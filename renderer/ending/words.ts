import { say } from '../../shared/say.ts';

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
  more: (facts: number) =>
    say(
      `本机有 ${facts} 条记录。还没有送到服务器的，销毁后送不上去了：不放心就先用工作卡打开，等它送完，会自动销毁`,
      `There are ${facts} facts here. Those that no server has can’t be sent afterwards: if unsure, open with the staff card, and the machine destroys by itself once all is sent`,
    ),
  check: say('记录已经送完，或不再需要', 'The facts are sent, or not wanted any more'),
  yes: say('销毁', 'Destroy'),
  no: say('取消', 'Cancel'),
  failed: say('没有成功，请再试一次', 'It did not work: please try again'),
  retired: say('钥匙和个人信息已销毁', 'Keys and people’s data are destroyed'),
  noCertificate: say(
    '由早先的版本销毁，没有证明',
    'An earlier version did it, and kept no certificate',
  ),
  save: say('保存销毁证明', 'Save the certificate'),
  print: say('打印', 'Print'),
  anew: say('用于新的招聘会', 'Use it for another fair'),
  anewTitle: say('把本机用于新的招聘会？', 'Use this machine for another fair?'),
  anewMore: say(
    '这场招聘会的证明和记录移到本机的 past 文件夹保存，本机回到第一屏。请先保存销毁证明',
    'The certificate and the facts of this fair stay in the folder “past”, and the machine begins at the first screen. Save the certificate first',
  ),
  anewYes: say('好', 'Yes'),
  inUse: say(
    '另一个春风正在使用本机的数据，请先关闭那一个',
    'Another Chunfeng is using this machine’s data: close it first',
  ),
  leave: say('退出', 'Leave'),
} as const;
