import type { ReaderComplaint, ReaderTrouble } from '../../shared/contract/readers.ts';
import type { ReaderState } from '../../shared/devices.ts';
import { say, type Words } from '../../shared/say.ts';

/** Text for staff about a reader: what it is, its state, its complaint, and what to do. */

export const readerKinds: Readonly<Record<ReaderState['kind'], Words>> = {
  'id-card': say('身份证读卡器', 'ID card reader'),
  code: say('扫码器', 'Code scanner'),
  wedge: say('键盘口扫码器', 'Keyboard scanner'),
  camera: say('摄像头', 'Camera'),
};

export const readerStates: Readonly<Record<ReaderState['state'], Words>> = {
  ready: say('就绪', 'Ready'),
  starting: say('启动中', 'Starting'),
  gone: say('未连接', 'Gone'),
  faulty: say('有故障', 'Faulty'),
};

/** Why a reader does not work. */
export const readerTroubles: Readonly<Record<ReaderTrouble, Words>> = {
  unplugged: say('请检查插头；插回任何一个 USB 口都行。', 'Check its plug; any USB port will do.'),
  'not-answering': say(
    '没有正常应答：拔下再插上；还不行就换一台。',
    'It does not answer as it should: unplug it, plug it in again, or use another.',
  ),
  'no-permission': say(
    '系统不让打开：请安装 resources/udev/70-chunfeng.rules（装法写在文件开头），再拔插一次。',
    'The system does not allow it: install resources/udev/70-chunfeng.rules (its first lines say how), and plug it in again.',
  ),
  held: say(
    '被别的程序占用：请退出读卡器自带的软件。',
    'Another program holds it: quit the software that came with the reader.',
  ),
  dark: say(
    '什么也看不见：看看有没有东西挡着。',
    'It sees nothing: look whether something covers it.',
  ),
  'not-opened': say(
    '打不开：拔下再插上；还不行，换一个 USB 口。',
    'It can’t be opened: unplug it, plug it in again, or use another port.',
  ),
};

/** Its last complaint, when it could not read something. */
export const readerComplaints: Readonly<Record<ReaderComplaint, Words>> = {
  checksum: say(
    '指令传错（校验）：换一根线或一个 USB 口。',
    'A command came garbled (checksum): change its cable or port.',
  ),
  length: say(
    '指令传错（长度）：换一根线或一个 USB 口。',
    'A command came garbled (length): change its cable or port.',
  ),
  'bad-command': say(
    '不认识这条指令：型号太旧，请换一台。',
    'It does not know the command: too old a model, use another.',
  ),
  'unknown-error': say(
    '出了说不清的错：拔下再插上。',
    'An error that it can’t name: unplug it and plug it in again.',
  ),
  'card-refused-reader': say(
    '证件不认这台读卡器的安全模块：请这位换一台签到机；每张证都这样，就送修。',
    'The card did not accept the reader’s security module: use another kiosk; if every card does so, have it repaired.',
  ),
  'reader-refused-card': say(
    '读卡器不认这张证：请看是不是真证，改用按键登记。',
    'The reader did not accept the card: look whether it is genuine, and use the keys.',
  ),
  'verification-failed': say(
    '证件内容没有通过核验：请这位改用按键登记。',
    'What stands on the card was not verified: use the keys for this person.',
  ),
  'wrong-card': say(
    '放的不是居民身份证一类的证件。',
    'What was laid on it is not an identity card.',
  ),
  'read-failed': say(
    '没读完：请把证件放平，等绿色的提示再拿走。',
    'It was not read to its end: lay the card flat and wait for the answer.',
  ),
  'random-number-failed': say(
    '证件没有应答：请放平再试；每张都这样就换一台。',
    'The card gave no answer: lay it flat and try again; if every card does so, use another reader.',
  ),
  'self-test-failed': say(
    '自检没有通过：这台坏了，请换一台。',
    'Its self-test failed: it is broken, use another.',
  ),
  'not-authorised': say(
    '安全模块没有授权：请联系供货商，先换一台。',
    'Its security module is not authorised: call the supplier, and use another meanwhile.',
  ),
  'find-failed': say('一放就拿开了，没来得及读。', 'The card was taken away before it was read.'),
  'select-failed': say(
    '证件选不上：请单独放一张，卡包里别叠着别的卡。',
    'The card could not be chosen: lay it on alone, without other cards in the same case.',
  ),
  'no-such-item': say('证件里没有要读的内容。', 'The card does not hold what was asked for.'),
  unlisted: say(
    '说了手册里没有的代码：拔下再插上；还不行就换一台。',
    'It said what no manual lists: unplug it, plug it in again, or use another.',
  ),
  'out-of-turn': say(
    '答非所问：拔下再插上；还不行就换一台。',
    'It answered what was not asked: unplug it, plug it in again, or use another.',
  ),
  silent: say(
    '问了没有答：看看线松没松，拔下再插上。',
    'It did not answer: look whether its cable is loose, and plug it in again.',
  ),
  damaged: say(
    '回答传坏了：换一根短线，或直接插在主机上。',
    'Its answer came damaged: use a shorter cable, or plug it straight into the machine.',
  ),
  'not-written': say(
    '指令送不进去：拔下再插上。',
    'Nothing could be sent to it: unplug it and plug it in again.',
  ),
  'no-record': say(
    '读出来的不是证件内容：请再放一次；还不行，改用按键登记。',
    'What it read is no record of a card: lay it on again, or use the keys.',
  ),
  'no-text': say(
    '码没读全，或不是文字：把屏幕调亮、码放平再扫。',
    'The code was cut off or is no text: make the screen brighter and hold the code flat.',
  ),
};
