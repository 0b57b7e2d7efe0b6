import { say, type Words } from '../../shared/say.ts';

/** Text for the person who makes a machine a station. */
export const joinWords = {
  name: say('加入招聘会', 'Join a fair'),
  code: say('扫主办方的登记码', 'Scan the organiser’s code'),
  codeMore: say(
    '登记码在主办方电脑的屏幕上，或印在登记单上',
    'It is on the organiser’s screen, or on the enrolment sheet',
  ),
  atScanner: say('把登记码对准扫码器', 'Hold the code before the scanner'),
  sheetAtScanner: say('或把登记单上的码对准扫码器', 'Or hold the sheet’s code before the scanner'),
  byCamera: say('用摄像头扫', 'Read it by camera'),
  inFrame: say('登记码放进框里', 'Hold the code in the frame'),
  byStrip: say('口令条的码放进框里', 'Hold the strip’s code in the frame'),
  byStick: say('没有网络？用 U 盘', 'No network? Use a stick'),
  again: say('再试一次', 'Try again'),
  back: say('返回', 'Back'),
  cancel: say('取消', 'Cancel'),
  fetching: say('正在取这台机器的资料', 'Fetching this machine’s file'),
  fetchingMore: say('一般几秒就好', 'A few seconds'),
  unwrapping: say('正在打开资料', 'Opening the file'),
  passphrase: say('扫口令条，或输入口令', 'Scan the strip, or type the passphrase'),
  passphraseMore: say(
    '口令条是和 U 盘一起做的；输入时五组，每组五个',
    'The strip was made with the stick; typed, it is five groups of five',
  ),
  passphraseAtScanner: say('把口令条的码对准扫码器', 'Hold the strip’s code before the scanner'),
  goOn: say('继续', 'Go on'),
  card: say('再扫一下工作卡', 'Now scan the staff card'),
  cardMore: say('以后每次开机，都用这张卡打开本机', 'From now on this card opens the machine'),
  enrolling: say('卡对了，正在开门', 'The card is right: opening'),
  becomes: say('这台将是', 'This machine will be'),
  standsFor: (slot: number, name: Words): Words =>
    say(`接替 ${slot} 号 ${name.zh}`, `in the place of ${slot} ${name.en}`),

  devices: say('试试这台机器（可跳过）', 'Try this machine, if you like'),
  sticks: say('选这台机器的文件', 'Choose this machine’s file'),
  noStick: say(
    '请插上主办方给的 U 盘，插好会自己出现。',
    'Plug the organiser’s stick in: it appears by itself.',
  ),
  noFile: say(
    'U 盘里没有站点文件：是主办方给的那一个吗？文件名像 station-01.json。',
    'There is no station’s file on the stick: is it the organiser’s? The file is like station-01.json.',
  ),
  pickFile: say('文件在别处', 'The file is elsewhere'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  close: say('关闭', 'Close'),
} as const;

/** The parts of a machine, and what was seen of each. */
export const deviceWords = {
  card: say('身份证阅读器', 'ID card reader'),
  code: say('扫码器', 'Scanner'),
  camera: say('摄像头', 'Camera'),
  printer: say('打印机', 'Printer'),
  sound: say('声音', 'Sound'),

  try: say('点一下试试', 'Tap to try'),
  there: say('已接上', 'Connected'),
  starting: say('启动中', 'Starting'),
  faulty: say('有故障', 'Faulty'),
  works: say('好用', 'Works'),
  missing: say('没有', 'None'),

  layCard: say('放一张身份证', 'Lay an ID card on it'),
  layCardMore: say(
    '只试读卡，不显示也不保存是谁。',
    'Only to try it: nobody’s name is shown or kept.',
  ),
  noReader: say(
    '没有找到阅读器：插上 USB 线，等几秒。没有也可以加入，求职者改输号码。',
    'No reader was found: plug its USB in and wait. A station works without one: people type their numbers.',
  ),
  cardRead: say('读到了一张身份证', 'An ID card was read'),
  faultRead: say(
    '没有读好：放稳一秒再拿开，或换一张',
    'Misread: leave it for a second, or use another',
  ),
  scanAny: say('随便扫一个码', 'Scan any code'),
  scanAnyMore: say(
    '登记码、书上的条码都行。键盘口的扫码枪也在这里试。',
    'An enrolment code, a book’s bar code: any will do. Keyboard scanners are tried here, too.',
  ),
  codeRead: (characters: number): Words =>
    say(`读到了，${characters} 个字符`, `Read: ${characters} characters`),
  look: say('看看有没有画面，再扫一个码', 'Is there a picture? Then show it a code'),
  printOn: say('在哪台上打一张试页？', 'Where to print a trial page?'),
  print: say('打印试页', 'Print a trial page'),
  printing: say('正在打印', 'Printing'),
  noPrinter: say(
    '系统里没有打印机：先在系统设置里装好。不打印也可以加入。',
    'The system has no printer: add one in its settings. A station works without one.',
  ),
  printed: say('已送到打印机：纸出来了吗？', 'It was sent: has a page come out?'),
  listen: say('听到“叮咚叮”了吗？', 'Did you hear three notes?'),
  listenMore: say(
    '没听到：把音量调高，或接上音箱，再放一次。',
    'If not: turn the volume up or connect a speaker, and play it again.',
  ),
  play: say('再放一次', 'Play it again'),
  yes: say('好用', 'It works'),
  no: say('不好用', 'It does not'),
  without: say('先不用它', 'Go on without'),

  trialTitle: say('春风：打印试页', 'Chunfeng: a trial page'),
  trialMore: say('看到这一行，说明打印机能用。', 'If you can read this, the printer works.'),
} as const;
