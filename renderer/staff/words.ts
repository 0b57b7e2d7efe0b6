import { MOST_ON_PAPER } from '../../shared/authority.ts';
import type { PrinterState } from '../../shared/contract/printing.ts';
import type { Notice, SyncLine } from '../../shared/contract/station.ts';
import type { PrintFault } from '../../shared/devices.ts';
import { say, type Words } from '../../shared/say.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { unreachableWords } from '../../shared/words/unreachable-words.ts';

/** Text for staff. They know their work, and have no time either. */

type Moment = Notice['at'];

export const momentText = ({ day, time }: Moment): string => `${day} ${time}`;

export const staffWords = {
  pin: say('工作人员密码', 'Staff PIN'),
  pinMore: say('4 至 8 位数字，或扫工作卡', '4 to 8 digits, or scan the staff card'),
  enter: say('进入', 'Enter'),
  close: say('关闭', 'Close'),
  wrongPin: (left: number) =>
    say(`密码不对，还可以试 ${left} 次`, `Wrong PIN: ${left} ${left === 1 ? 'try' : 'tries'} left`),
  locked: (seconds: number) =>
    say(
      `试错太多，请等 ${seconds} 秒，或扫工作卡`,
      `Too many wrong tries: wait for ${seconds} s, or scan the staff card`,
    ),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  typedSoFar: (n: number) => say(`已输入 ${n} 位`, `${n} typed`),

  panel: say('工作人员面板', 'Staff panel'),
  loading: say('正在读取', 'Loading'),
  expired: say('时间太久，请重新输入密码', 'Too long ago: please type the PIN again'),
  today: say('今天', 'Today'),
  attendees: say('人数', 'People'),
  entries: say('入场人次', 'Entries'),
  anonymous: say('其中匿名', 'of them anonymous'),
  lane: say('通道', 'Lane'),
  self: say('自助', 'Self-service'),
  express: say('快速通道', 'Express'),
  laneMore: say(
    '快速通道：已预约的扫码即过，五秒后换下一位。',
    'Express: registered people pass by scan alone; next after five seconds.',
  ),
  readers: say('读卡器和扫码器', 'Readers'),
  noReaders: say(
    '没有连接任何读卡器：插上即可用；键盘口扫码器不在此列',
    'No reader is connected: plug one in. Keyboard scanners are not listed',
  ),
  readerDay: (lastScan: string | undefined, faults: number) =>
    say(
      `${lastScan === undefined ? '还没有扫过' : `最近一次 ${lastScan}`} · 一小时内故障 ${faults} 次`,
      `${lastScan === undefined ? 'no scan yet' : `last scan ${lastScan}`}, ${faults} ${faults === 1 ? 'fault' : 'faults'} in the last hour`,
    ),
  complained: (time: string) => say(`${time} 报错：`, `At ${time}:`),
  ledger: say('账本', 'Ledger'),
  facts: say('记录', 'Facts'),
  head: say('链头', 'Head'),
  incarnation: say('账本编号', 'Incarnation'),
  folder: say('存放位置', 'Folder'),
  version: say('版本', 'Version'),
  backup: say('最近备份', 'Last backup'),
  sync: say('上传', 'Sync'),
  noBackup: say('还没有备份', 'No backup yet'),
  backupMade: (moment: Moment, facts: number) =>
    say(`${momentText(moment)}，${facts} 条`, `${facts} facts`),
  saveFacts: say('记录存到 U 盘', 'Save facts to a stick'),
  factsSaved: (where: string) =>
    say(
      `记录已加密存到 ${where}，请交给主办方`,
      `Facts saved, sealed: ${where}. Take it to the organiser`,
    ),
  backUp: say('立即备份', 'Back up now'),
  backingUp: say('正在备份', 'Backing up'),
  backedUp: (facts: number) =>
    say(`已备份 ${facts} 条记录`, `${facts} ${facts === 1 ? 'fact' : 'facts'} backed up`),
  backupFailed: say(
    '备份没有成功，请检查磁盘空间，再试一次',
    'The backup failed: check the disk’s space and try again',
  ),
  notices: say('须知', 'Notices'),
  noNotices: say('没有要处理的事', 'Nothing needs attention'),
  acknowledge: say('都知道了', 'Acknowledge all'),
  leave: say('退出签到程序', 'Leave the kiosk'),
  leaveTitle: say('退出签到程序？', 'Leave the kiosk?'),
  leaveMore: say(
    '退出后这台机器不再签到，记录都留着；再打开程序就回来',
    'Nobody can check in here until it is started again; everything that was recorded stays',
  ),
  leaveYes: say('退出', 'Leave'),
  stay: say('留在这里', 'Stay here'),
  notHere: say(
    '这里是浏览器：请直接关闭浏览器窗口，或在启动窗口里按 Ctrl+C',
    'This is a browser: close its window, or press Ctrl+C where the station was started',
  ),
  leaving: say('正在退出', 'Leaving'),
} as const;

export const syncTroubles: Readonly<Record<Extract<SyncLine, { at: 'waiting' }>['why'], Words>> = {
  'station-trouble': say('本机读不出记录，请检查磁盘', 'facts can’t be read here: check the disk'),
  'no-network': say(
    '没有网络，或中转换了地址（换了就扫主办方屏幕上的地址码）',
    'no network, or the hub has moved (then scan the address code at the organiser’s screen)',
  ),
  certificate: unreachableWords.certificate,
  'other-key': unreachableWords['other-key'],
  'not-encrypted': unreachableWords['not-encrypted'],
  proxy: unreachableWords.proxy,
  'too-large': say(
    '服务器前面的代理连一条记录也不让通过：请管理员把上传限制改到 50 MB（client_max_body_size 50m）',
    'a proxy before the server lets not even one fact through: its administrator allows uploads of 50 MB (client_max_body_size 50m)',
  ),
  'server-trouble': say('服务器忙', 'the server has trouble'),
  'not-our-server': say('连上的不是春风服务器，网络要登录？', 'not our server: a log-in page?'),
  'no-such-fair': say('服务器上没有这场招聘会', 'the server does not know this fair'),
  archived: say(
    '服务器已归档这场招聘会，不再收记录',
    'the server has archived this fair, and takes nothing more',
  ),
  'no-such-station': say('服务器上没有这个站点', 'the server does not know this station'),
  revoked: say('本站点已停用', 'this station was revoked'),
  'bad-upload': say('服务器读不懂，请升级', 'the server does not understand: upgrade'),
  'not-signed': say('签名不对，请找主办方', 'the signature is wrong: tell the organiser'),
  'does-not-fit': say('和服务器对不上，请找主办方', 'does not fit: tell the organiser'),
  'unknown-beginning': say('服务器缺前面的记录', 'the server lacks what came before'),
  forked: say(
    '有两台机器自称本站点，请找主办方',
    'two machines say they are this station: tell the organiser',
  ),
  unknown: say(
    '服务器比本站点新，说的本站点还不懂：请更新本站点',
    'the server is newer and says what this station does not know: update this station',
  ),
  'older-server': say(
    '记录已到服务器；服务器版本旧，收不了删除令，请更新服务器',
    'the facts are at the server, which is too old for orders of erasure: update it',
  ),
};

/** The upload in one line: how many facts wait, since when, why. */
export function syncWords(sync: SyncLine): Words {
  switch (sync.at) {
    case 'up-to-date':
      return say('全部已上传', 'all is at the server');
    case 'sending':
      return say(`正在上传，还有 ${sync.waiting} 条`, `sending, ${sync.waiting} to go`);
    case 'waiting': {
      const why = syncTroubles[sync.why];
      return say(
        `${sync.waiting} 条待传，自 ${sync.since.time}：${why.zh}；本机照常工作`,
        `${sync.waiting} waiting since ${sync.since.time}: ${why.en}; all goes on here`,
      );
    }
  }
}

export const moreWords = {
  role: say('本机用途', 'What this station is for'),
  roleMore: say('改用途要主办方密码', 'A change needs the organiser’s PIN'),
  organiserPin: say('主办方密码', 'Organiser’s PIN'),
  roleFixed: say('招聘会文件只许这一种用途', 'The signed fair allows this station no other'),
  notPossible: say(
    '这里改不了：招聘会文件不许，或没有那种钥匙',
    'Not possible: the signed fair does not allow it, or the keys are missing',
  ),
  handbook: say('使用手册', 'Handbook'),
  paper: say('纸质登记录入', 'Counts from paper'),
  paperMore: say(
    '没有电脑的展位散场时交来的数；单独列出，不和扫码的混在一起',
    'From booths without a machine; shown apart, and never mixed with scans',
  ),
  booth: say('展位', 'Booth'),
  visits: say('接待人次', 'Visits'),
  resumes: say('简历份数', 'Résumés'),
  intents: say('意向人数', 'Intents'),
  source: say('表号', 'Sheet number'),
  by: say('录入人', 'Entered by'),
  enter: say('录入', 'Enter'),
  entered: say('已录入', 'Entered'),
  undo: say('撤回', 'Take back'),
  takenBack: say('已撤回', 'taken back'),
  done: say('录完了', 'Done'),
  audit: say('操作记录', 'Audit log'),
  auditWhole: say('记录完整，没有被改过', 'The log is whole: nothing was changed'),
  auditBroken: say('记录被改过！请告诉主办方', 'The log was changed! Tell the organiser'),
} as const;

export const paperFaults = {
  'no-such-booth': say('没有这个展位', 'There is no such booth'),
  nothing: say('三个数都是空的', 'All three counts are empty'),
  'entered-before': say(
    '这个展位的这张表已经录过了；要改，先撤回',
    'This sheet of this booth was entered before: take it back first',
  ),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了', 'The disk is full'),
  'not-allowed': say(
    `本机不能录这个展位，或有一项超过 ${MOST_ON_PAPER}：请分几张录，或请主办方录`,
    `Not this booth at this station, or a count over ${MOST_ON_PAPER}: enter several sheets, or ask the organiser`,
  ),
} as const;

export const printerWords = {
  title: say('打印机', 'Printer'),
  none: say('没有', 'None'),
  system: say('系统打印机', 'The system’s'),
  receipt: say('小票机', 'Receipt printer'),
  dialogue: say(
    '这里是浏览器：每次会弹出打印窗口',
    'This is a browser: its print dialogue opens each time',
  ),
  which: say('哪一台', 'Which'),
  at: say('地址', 'Address'),
  paper: (columns: 32 | 48) =>
    columns === 32 ? say('58 毫米纸', '58 mm paper') : say('80 毫米纸', '80 mm paper'),
  state: say('状态', 'State'),
  check: say('检查打印机', 'Check it'),
  byItself: say('签到后自动打印', 'Print after each check-in'),
} as const;

export const printerStates: Readonly<Record<Exclude<PrinterState, 'none'>, Words>> = {
  works: say('正常', 'works'),
  busy: say('正在打印', 'printing'),
  'no-printer': say('没有选', 'none is chosen'),
  'printer-missing': say('找不到', 'can’t be found'),
  'printer-offline': say('没有响应', 'does not answer'),
  'not-a-printer': say('地址不是打印机', 'the address is no printer'),
  'out-of-paper': say('没纸了', 'out of paper'),
  'not-printed': say('上一张没有打印出来', 'the last one was not printed'),
};

export const savingCardWords = {
  title: say('保存文件', 'Saving files'),
  noStick: say('没有看到 U 盘，插上后几秒钟会出现', 'No stick is here: plug one in'),
  folder: say('没有 U 盘时存到', 'Without a stick, save to'),
  use: say('改用这个文件夹', 'Use this folder'),
  own: say('恢复原来的', 'As it was'),
  set: say('改好了', 'Done'),
  unanswered: staffWords.unanswered,
  faults: {
    'staff-only': staffWords.expired,
    'not-a-folder': say('没有这个文件夹', 'There is no such folder'),
    'own-folder': say('那里放着账本，请换一个', 'The ledger is there: choose another'),
    'read-only': say('那里不让写，请换一个', 'It is write-protected: choose another'),
  },
} as const;

const printerTroubles: Readonly<Record<PrintFault, Words>> = {
  'no-printer': say('没有选打印机', 'no printer is chosen'),
  'printer-missing': say('找不到打印机', 'the printer can’t be found'),
  'not-a-printer': say('设的地址不是打印机', 'the address set for it is no printer'),
  'printer-offline': say('打印机没有响应', 'the printer does not answer'),
  'out-of-paper': say('打印机没纸了', 'it is out of paper'),
  'not-printed': say('有一张没有打印出来', 'a ticket was not printed'),
};

const nothing = say('', '');
const together = (one: Words, other: Words): Words => say(one.zh + other.zh, one.en + other.en);
const missingWords = (facts: number): Words =>
  facts === 0
    ? nothing
    : say(
        `至少还少 ${facts} 条：连上服务器会自动取回它有的。`,
        ` At least ${facts} facts are still missing: those that the server has come back once it is reached.`,
      );

/** For each notice, what happened and what to do about it. */
export function noticeWords(notice: Notice): Words {
  switch (notice.kind) {
    case 'ledger-restored':
      return together(
        say(
          `账本损坏，已用 ${momentText(notice.from)} 的备份恢复：备份 ${notice.facts} 条，另抢回 ${notice.regained} 条。损坏的文件放在 ${notice.setAside}，请交给技术人员。`,
          `The ledger was damaged and has been restored from the backup of ${momentText(notice.from)}: ${notice.facts} facts, and ${notice.regained} more regained. The damaged file was put at ${notice.setAside}; give it to the technicians.`,
        ),
        missingWords(notice.missing),
      );
    case 'ledger-new':
      return together(
        say(
          `账本损坏，又没有能用的备份，已另起新账本，从损坏的文件里抢回 ${notice.regained} 条。文件放在 ${notice.setAside}，千万别删，请联系技术人员。`,
          `The ledger was damaged with no good backup: a new one was begun, with ${notice.regained} facts regained from the damaged file. It is at ${notice.setAside}: do not delete it, and call the technicians.`,
        ),
        missingWords(notice.missing),
      );
    case 'ledger-older':
      return together(
        say(
          `启动时账本比上次旧：有人换过或删过文件，或磁盘丢了数据。已从备份和原文件补上能补的；原文件放在 ${notice.setAside}，别删。`,
          `At the start the ledger was older than before: somebody replaced or removed files, or the disk lost data. What backups and the old file hold was put back; the old file is at ${notice.setAside}: do not delete it.`,
        ),
        missingWords(notice.missing),
      );
    case 'ledger-behind':
      return say(
        `服务器上有 ${notice.regained} 条本机记录，本机却没有了，已取回。请查是谁换过数据文件夹里的文件。`,
        `The server had ${notice.regained} facts of this station that were missing here; they are back. Find out who replaced files in the data folder.`,
      );
    case 'fair-split':
      return say(
        `收到另一份第 ${notice.revision} 版招聘会文件，和本机的对不上，没有采用。两位主办方各改了一份：请告诉主办方，在“筹备”里合并。`,
        `Another revision ${notice.revision} of the fair came, which does not follow the one here, and was not taken. Two organisers made one each: ask them to settle it in “Set-up”.`,
      );
    case 'station-twice':
      return say(
        '有两台机器同时当作本站点在用：有一台是另一台的复制品。两边的记录都算，不会丢；请找到另一台，停用其中一台，或给它另登记一个站点号。',
        'Two machines work as this station: one is a copy of the other. The facts of both count and none is lost; find the other machine, and stop one of them or enrol it under a slot of its own.',
      );
    case 'ledger-gone':
      return notice.what === 'log'
        ? say(
            '账本的日志文件在运行中被删，已立即重建，没有丢记录。请查是谁或什么软件在清理数据文件夹。',
            'The ledger’s log file was removed while running, and made again at once; nothing is lost. Find out who, or what program, cleans the data folder.',
          )
        : say(
            '账本文件在运行中被删或移走。已存的都在最新的备份里；在此期间不再登记。请马上重新启动本机的春风。',
            'The ledger’s file was removed while running. All that was saved is in the newest backup, and nothing more is saved here: restart Chunfeng now.',
          );
    case 'disk-failing': {
      const { zh, en } = diskWords[notice.why];
      return say(
        `读写数据时出错，春风会再试。${zh}`,
        `Data could not be read or written; Chunfeng tries again. ${en}`,
      );
    }
    case 'ledger-failing':
      return say(
        `记录存不进去（${notice.reason}）。请让人改用旁边的签到机，检查磁盘。`,
        `Facts can’t be saved (${notice.reason}). Send people to another kiosk and check the disk.`,
      );
    case 'clock-jumped':
      return say(
        `本机时钟跳了 ${notice.byMinutes} 分钟。签到照常，请核对系统时间。`,
        `The clock jumped by ${notice.byMinutes} min. Check-in goes on; please check the system time.`,
      );
    case 'backup-failed':
      return say(
        `自动备份没有成功（${notice.reason}）。请检查磁盘空间，再按“立即备份”。`,
        `The backup failed (${notice.reason}). Check the disk’s space, then back up now.`,
      );
    case 'printer-failing':
      return printerFailing(notice.why);
    case 'pass-without-code':
      return say(
        '有一张通行证没能显示二维码。请看一眼屏幕；窗口太小就放大，还不行就让人走旁边的签到机。',
        'A pass could not show its code. Look at the screen; enlarge the window, or send people to another kiosk.',
      );
    case 'undrawable':
    case 'name-unclear':
      return aboutNames(notice);
    case 'entrance-freed':
      return say(
        '签到机一直在等一位已经离开的人，刚才扫的证件没有读。现在已自动恢复，请让那位再刷一次。',
        'The kiosk was waiting for someone who had left, and did not read a scan. It has freed itself: please scan again.',
      );
    case 'station-restarted':
      return say(
        `本机的程序停过（${notice.why}），已自动恢复，存下的记录都在。若常常这样，请联系技术人员。`,
        `The station stopped (${notice.why}) and came back by itself; what was saved is there. If it happens often, call the technicians.`,
      );
    case 'log-failing':
      return say(
        `运行日志写不进去（${notice.reason}）。签到照常，请检查磁盘。`,
        `The log can’t be written (${notice.reason}). Check-in goes on; please check the disk.`,
      );
    case 'readers-unavailable':
      return readersUnavailable(notice.reason);
  }
}

function readersUnavailable(reason: string): Words {
  switch (reason) {
    case 'no-libusb':
      return say(
        '读卡器打不开：系统缺少 libusb。请安装 libusb-1.0-0，再重新启动。按键和键盘口扫码器照常能用。',
        'Readers can’t be opened: the system lacks libusb. Install libusb-1.0-0 and start again. Keys and keyboard scanners still work.',
      );
    case 'no-node-hid':
      return say(
        '读卡器打不开：本机用不了读卡器驱动。按键和键盘口扫码器照常能用。',
        'Readers can’t be opened: their driver does not load here. Keys and keyboard scanners still work.',
      );
    default:
      return say(
        `读卡器设置有误（${reason}），已改用自带的设置。`,
        `The table of readers has a mistake (${reason}); the one that came with the app is used.`,
      );
  }
}

function printerFailing(why: Extract<Notice, { kind: 'printer-failing' }>['why']): Words {
  const { zh, en } = printerTroubles[why];
  return say(
    `打印出错：${zh}。签到照常，请检查纸、电源和连线。`,
    `Printing failed: ${en}. Check-in goes on; look at paper, power and cable.`,
  );
}

function aboutNames(notice: Extract<Notice, { kind: 'undrawable' | 'name-unclear' }>): Words {
  if (notice.kind === 'name-unclear') {
    return say(
      '刚才刷的证件，姓名里有认不出的字，请核对证件。签到照常。',
      'A card’s name has a character that can’t be read: look at the card. Check-in goes on.',
    );
  }
  const at = notice.characters.map(({ code, of: kind, where }) => ({
    code,
    ...placed[kind](where),
  }));
  return say(
    `招聘会数据里有 ${at.length} 个字，本机没有字体能显示，屏幕和打印都会是方框：${at
      .map(({ code, zh }) => `${code}（${zh}）`)
      .join('、')}。请主办方核对写法。`,
    `No typeface here draws these characters of the fair: ${at
      .map(({ code, en }) => `${code} (${en})`)
      .join(', ')}. Ask the organiser how they are written.`,
  );
}

/** Where an undrawable character stands. */
const placed = {
  fair: () => say('招聘会的名称、主办方或地点', 'the fair’s name, organiser or place'),
  station: (slot: string) => say(`${slot} 号站点的名称`, `the name of station ${slot}`),
  booth: (code: string) => say(`展位 ${code} 的单位或岗位`, `booth ${code}`),
  desk: (code: string) => say(`服务台 ${code}`, `desk ${code}`),
  person: () => say('报名人员的姓名', 'the name of somebody who registered'),
} as const;
