import { say, type Words } from '../../shared/say.ts';

/** Text for the person who takes over from an organiser's machine that has died. */
export const takeOverText = {
  way: say('接替主办方的电脑', 'Take over from the organiser’s machine'),
  name: say('接替主办方', 'Take over'),
  sheet: say('扫保险柜里的恢复单', 'Scan the recovery sheet'),
  sheetMore: say(
    '主办方的电脑坏了，这台来接替：要恢复单、主办方口令，还有招聘会（在 U 盘上，或从服务器取）',
    'The organiser’s machine has died and this one takes over: with the sheet, the passphrase, and the fair, from a stick or a server',
  ),
  atScanner: say('把恢复单上的码对准扫码器', 'Hold the sheet’s code before the scanner'),
  inFrame: say('恢复单上的码放进框里', 'Hold the sheet’s code in the frame'),
  type: say('没有扫码器，照着输入', 'No scanner: type its lines'),
  byFile: say('有 organiser.json 的 U 盘', 'A stick with organiser.json'),

  linesTitle: say('照着恢复单输入', 'Type the sheet’s lines'),
  linesMore: say('每行末尾两位是校验，输错了当行就会提示', 'The last two of each line check it'),
  line: (number: number): Words => say(`第 ${number} 行`, `Line ${number}`),
  lineWrong: say('这一行有错', 'A mistake in this line'),
  linesNotRight: say('还有一行不对，请再核对', 'A line is not right yet: check again'),
  goOn: say('继续', 'Go on'),

  fair: say('插上存有招聘会的 U 盘', 'Plug in a stick that holds the fair'),
  fairMore: say(
    '最好是现在存的：到任一站点的工作人员面板，把记录存到 U 盘拿过来。备份的 organiser.json、站点文件也行，但可能是旧的一版',
    'Best is one from just now: save the records of any station to a stick, in its staff panel. A kept organiser.json or a station’s file will do, too, but may be an older revision',
  ),
  byServer: say('从服务器或别的中转取', 'From a server, or another hub'),
  server: say(
    '扫地址码，或输入服务器的地址',
    'Scan the address code, or type the server’s address',
  ),
  serverMore: say(
    '有中心服务器，或另一台电脑的中转还开着，就不用 U 盘，取到的总是最新一版。给的若不是本场主办方签的，这里不收',
    'Where a central server or another computer’s hub is still there, no stick is needed, and the fair is the newest. What the fair’s own key has not signed is not taken',
  ),
  atScannerAddress: say('把地址码对准扫码器', 'Hold the address code before the scanner'),
  inFrameAddress: say('地址码放进框里', 'Hold the address code in the frame'),
  address: say('服务器的地址', 'The server’s address'),
  fetchFrom: (server: string): Words => say(`从 ${server} 取`, `From ${server}`),
  fetch: say('取招聘会', 'Fetch the fair'),
  fetching: say('正在取招聘会', 'Fetching the fair'),
  fetchingMore: (server: string): Words => say(`连接 ${server}`, `From ${server}`),
  confirm: say('接替这一场', 'Take over this fair'),
  confirmMore: say('招聘会取到了，是本场主办方签的', 'The fair is here, signed by its own key'),
  choose: say('选一份，一般选最上面的', 'Choose one, usually the first'),
  noFile: say(
    'U 盘里没有这场招聘会的文件，换一个 U 盘试试',
    'This stick holds no file of this fair: try another',
  ),
  noStick: say('请插上 U 盘，插好会自己出现', 'Plug a stick in: it appears by itself'),
  withKeys: say('主办方文件', 'organiser’s file'),
  fairOnly: say('招聘会', 'the fair'),
  revision: (number: number): Words => say(`第 ${number} 版`, `revision ${number}`),

  passphrase: say('输入主办方口令', 'Type the organiser’s passphrase'),
  passphraseMore: say('建招聘会时定的那一个', 'The one that was chosen when the fair was made'),
  slot: say('这台作为', 'This machine is'),
  oneSlot: say(
    '这场只有一个主办方站点：原来那台修好后不要再开。',
    'The fair has one organiser’s place: the old machine must stay off once it is mended.',
  ),
  take: say('接替', 'Take over'),
  taking: say('正在接替', 'Taking over'),
  takingMore: say(
    '打开后：开中转，签新的地址码，请各站点扫',
    'Then: switch the hub on, sign the new address code, and let the stations scan it',
  ),
  back: say('返回', 'Back'),
  close: say('关闭', 'Close'),
} as const;
