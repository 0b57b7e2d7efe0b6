import type { Unlocking } from '../../shared/contract/station.ts';
import { say, type Words } from '../../shared/say.ts';
import { diskWords } from '../../shared/words/disk-words.ts';

/** Text for staff at a station that waits for their card. */

export const lockedWords = {
  title: say('请扫描工作卡', 'Scan the staff card'),
  more: say(
    '本机的钥匙锁着，扫一下工作卡就开门。求职者请到旁边的签到机。',
    'This kiosk’s keys are locked away; the staff card opens it. Visitors: please use another kiosk.',
  ),
  titleOrganiser: say('请输入主办方口令', 'The organiser’s passphrase, please'),
  moreOrganiser: say(
    '输入口令，或扫一下工作卡，就打开主办方站点。',
    'The passphrase opens the organiser’s station, and so does the staff card.',
  ),
  passphrase: say('主办方口令', 'Organiser’s passphrase'),
  open: say('打开', 'Open'),
  orCard: say('或者扫工作卡', 'Or scan the staff card'),
  card: say('把工作卡上的二维码对准扫码器', 'Hold the card’s code before the scanner'),
  noScanner: say(
    '没有扫码器：插上一个就行，键盘口的也可以。',
    'There is no scanner: plug one in; a keyboard scanner will do.',
  ),
  leave: say('退出春风', 'Leave Chunfeng'),
  leaveByCard: say(
    '请先扫工作卡打开本机，再扫一次，从工作人员面板退出。',
    'Scan the staff card to open this machine, then scan it again: the staff’s panel leads out.',
  ),
  leaveMore: say('输入密码即退出', 'The PIN leaves the kiosk'),
} as const;

export const steps: Readonly<Record<Unlocking, Words>> = {
  opening: say('卡对了，正在开门…', 'The card is right: opening…'),
  opened: say('已经打开', 'Open'),
  'not-a-staff-card': say(
    '这不是工作卡。工作卡上写着“工作卡”，由主办方发给带队的工作人员。',
    'This is not a staff card. It says 工作卡, and the organiser gave it to the head of staff.',
  ),
  damaged: say(
    '没有扫清楚：请把卡放平，再扫一次。',
    'It was misread: hold the card flat and scan again.',
  ),
  'card-of-other-fair': say(
    '这是另一场招聘会的工作卡，请换本场的。',
    'This card is of another fair: please use this fair’s.',
  ),
  'wrong-card': say(
    '是本场的卡，但本机登记时用的不是这一张。请找登记本机的人要卡，或重新登记。',
    'A card of this fair, but not the one that this machine was enrolled with: ask the person who enrolled it, or enrol again.',
  ),
  'folder-in-use': say(
    '另一个春风正在使用本机的数据。请先关闭那一个，再扫一次。',
    'Another Chunfeng is using this machine’s data: close it, then scan again.',
  ),
  ...diskWords,
  'not-opened': say(
    '卡对了，但没能打开。请重新启动；还不行，请叫技术人员。',
    'The card is right, and still it did not open: start it again, or call the technicians.',
  ),
};
