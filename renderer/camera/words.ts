import type { ReaderTrouble } from '../../shared/contract/readers.ts';
import { say, type Words } from '../../shared/say.ts';

/** What the camera says: at the edge of a face, and to staff. */

export const cameraWords = {
  title: say('摄像头', 'Camera'),
  hold: say('二维码放进框里', 'Hold the code in the frame'),
  read: say('读到了', 'Read'),
  starting: say('摄像头启动中', 'The camera starts'),
  live: say('摄像头的画面', 'What the camera sees'),
  off: say('不用', 'Off'),
  on: say('用来扫码', 'Reads codes'),
  more: say(
    '没有扫码器时，用笔记本自带的或 USB 摄像头扫。画面不保存，也不离开本机。',
    'Without a scanner, a laptop’s or USB camera reads codes. Its picture is not kept and stays on this machine.',
  ),
  which: say('哪一个', 'Which'),
  any: say('系统默认的', 'Default'),
  resting: say('现在停着：这个画面用不着。', 'It rests: this screen reads no codes.'),
  ready: say('就绪', 'Ready'),
  again: say('再试一次', 'Try again'),
  expired: say('时间太久，请重新输入密码', 'Too long ago: please type the PIN again'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  holdCard: say('工作卡上的二维码放进框里', 'Hold the staff card’s code in the frame'),
  forCard: say('用摄像头扫工作卡', 'Read the staff card by camera'),
} as const;

/** Why the camera does not read, and what to do. */
export const cameraTroubles: Readonly<Record<ReaderTrouble, Words>> = {
  unplugged: say(
    '找不到摄像头：插上，或打开它的开关；要用另一个，在工作人员面板里选。',
    'There is no camera: plug it in or switch it on; to use another, choose it in the staff panel.',
  ),
  'no-permission': say(
    '没有使用摄像头的权限：点地址栏左边的图标，允许摄像头；或在系统设置的“隐私”里允许。',
    'The camera is not allowed: allow it by the icon left of the address, or in the system’s privacy settings.',
  ),
  held: say(
    '摄像头被别的程序占用：请退出会议、相机一类的软件，几秒后自动恢复。',
    'Another program uses the camera: quit meetings and camera apps; it comes back in seconds.',
  ),
  dark: say(
    '画面是黑的：打开镜头盖，或开灯。',
    'The picture is dark: open the lens cover, or put on a light.',
  ),
  'not-answering': say(
    '摄像头没有画面：拔下再插上；自带的，重新启动本机。',
    'The camera sends no picture: plug it in again; if it is built in, restart the machine.',
  ),
  'not-opened': say(
    '摄像头打不开：拔下再插上，或换一个；扫码器和键盘照常能用。',
    'The camera can’t be opened: plug it in again or use another; scanners and keys still work.',
  ),
};
