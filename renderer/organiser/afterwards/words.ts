import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { MissingStation } from '../../../shared/report/evening.ts';
import { say, type Words } from '../../../shared/say.ts';
import { unreachableWords } from '../../../shared/words/unreachable-words.ts';
import type { AfterwardsPartName } from './part.ts';

/** Text of 会后: the evening of a fair and what comes after it. */

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const afterwardsWords = {
  parts: {
    evening: say('当晚', 'This evening'),
    later: say('会后', 'Afterwards'),
    contacts: say('联系表', 'Contacts'),
    followUp: say('跟进', 'Follow-up'),
    sticks: say('U 盘', 'Sticks'),
    backups: say('备份', 'Backups'),
    stored: say('保存期', 'What is kept'),
    end: say('结束', 'The end'),
  } as const satisfies Readonly<Record<AfterwardsPartName, Words>>,

  show: say('查看', 'Show'),
  notSaved: say('没有存上，请再试一次', 'Not saved: please try again'),
  diskFull: say('磁盘满了，请先腾出空间', 'The disk is full: make room first'),
  keysShut: say('没有打开主办方密钥，什么都没有做', 'The keys stayed shut, and nothing was done'),
  cancel: say('取消', 'Cancel'),

  fetchTitle: say('姓名和电话', 'Names and numbers'),
  boxesHere: (boxes: number, lists: number) =>
    say(
      `本机已收 ${boxes} 个加密盒${lists > 0 ? `，另有 ${lists} 份报名名单` : ''}`,
      `${many(boxes, 'sealed box').replace('boxs', 'boxes')} here${lists > 0 ? `, and ${many(lists, 'list')} of registered people` : ''}`,
    ),
  fetch: say('从服务器取回', 'Fetch from the server'),
  fetched: (boxes: number, fresh: number) =>
    say(
      `服务器上有 ${boxes} 个，新取回 ${fresh} 个`,
      `${boxes} at the server, ${fresh} of them new`,
    ),
  bySticks: say(
    '本场的加密盒留在各入口：请在入口的工作人员面板点“记录存到 U 盘”，再到“U 盘”页收进来',
    'This fair’s boxes stay at the entrances: save their facts to a stick there, and take it in under “Sticks”',
  ),
  toSticks: say('去收 U 盘', 'To the sticks'),

  contactsTitle: say('给单位的联系表', 'Contacts for employers'),
  contactsMore: say(
    '只列投了简历、又同意告诉单位的人。每家一个文件，打成一个压缩包，附交接单',
    'Only people who left a résumé and agreed to share. One file for each employer, in one zip, with a list to sign',
  ),
  contactsNone: say('还没有人投简历', 'Nobody has left a résumé'),
  contactsColumns: {
    booth: say('展位', 'Booth'),
    employer: say('单位', 'Employer'),
    people: say('可提供', 'Agreed'),
    withheld: say('不提供', 'Withheld'),
    nameless: say('没有姓名', 'Nameless'),
  },
  contactsSum: (people: number, booths: number) =>
    say(`共 ${people} 人次，${booths} 家单位`, `${people} in all, for ${many(booths, 'employer')}`),
  saveContacts: say('下载压缩包', 'Save the zip'),
  nobody: say('没有可提供的联系方式', 'There is nothing to give'),
  careful: say(
    '文件没有加密，内有姓名和电话：只交给该单位，签交接单，用完从本机删除',
    'The files are not encrypted: give each to its employer alone, have it signed for, and delete them here',
  ),

  followCareful: say(
    '文件没有加密，内有姓名和电话：只在本单位内使用，用完从本机删除',
    'The files are not encrypted: use them within the bureau alone, and delete them here',
  ),

  followTitle: say('跟进名单', 'Follow-up'),
  followMore: say(
    '重点群体还要做哪些帮扶，谁和哪家单位有意向。网上报名时留的姓名、电话一并列出',
    'What key groups are still owed, and who left an intent where; with names and numbers of those who registered',
  ),
  followSeen: (groups: number, intents: number) =>
    say(
      `重点群体 ${groups} 人，意向 ${intents} 条`,
      `${groups} in key groups, ${many(intents, 'intent')}`,
    ),
  followNames: (people: number, withName: number, withPhone: number) =>
    say(
      `${people} 人中，有姓名的 ${withName} 人，有电话的 ${withPhone} 人`,
      `of ${people}, ${withName} have a name and ${withPhone} a number`,
    ),
  followFiles: {
    workbook: say('名单（Excel）', 'List (Excel)'),
    pages: say('每人一页，供打印', 'A page for each, to print'),
    messages: say('短信名单（CSV）', 'For text messages (CSV)'),
  },
  followNone: say('没有要跟进的人', 'Nobody to follow up'),

  sticksTitle: say('收 U 盘上的记录', 'Facts from sticks'),
  sticksMore: say(
    '没有网络的站点，在其工作人员面板点“记录存到 U 盘”，再把文件收到这里；有服务器的，同时送去。重复收不会重复计',
    'Stations without a network save their facts to a stick; take the files in here, and they go to the server as well. Twice counts once',
  ),
  chooseSticks: say('选择 U 盘上的文件', 'Choose files on the stick'),
  sticksReading: (done: number, total: number) =>
    say(`正在收第 ${done} 个，共 ${total} 个…`, `${done} of ${total}…`),
  stickTaken: (name: Words, facts: number, fresh: number, boxes: number) =>
    say(
      `${name.zh}：${facts} 条记录，新收 ${fresh} 条${boxes > 0 ? `，加密盒 ${boxes} 个` : ''}`,
      `${name.en}: ${many(facts, 'fact')}, ${fresh} new${boxes > 0 ? `, ${boxes} boxes` : ''}`,
    ),
  stickServer: {
    'no-server': say('没有服务器，只收在本机', 'no server: kept here'),
    delivered: say('已送到服务器', 'sent to the server'),
  },
  stickNotSent: say(
    '没有送到服务器，联网后请再收一次',
    'not sent to the server: take it in again once there is a network',
  ),
  sticksList: say('已收的 U 盘', 'Taken in'),
  sticksColumns: {
    station: say('站点', 'Station'),
    facts: say('记录', 'Facts'),
    boxes: say('加密盒', 'Boxes'),
    newest: say('最后一条', 'Newest fact'),
    taken: say('收进来', 'Taken in'),
  },

  backupsTitle: say('备份', 'Backups'),
  backupsMore: say(
    '有新记录时每十分钟自动备份一次，最多留 12 份，都在本机上',
    'Made every ten minutes while there are new facts; the newest twelve stay on this machine',
  ),
  backUpNow: say('立即备份', 'Back up now'),
  backedUp: say('已备份', 'Backed up'),
  backupFailed: say('备份没有成功，请看磁盘', 'The backup failed: look at the disk'),
  backupsNone: say('还没有备份', 'No backup yet'),
  backupsColumns: { at: say('时间', 'Made'), facts: say('记录', 'Facts'), deed: say('操作', '') },
  restore: say('恢复', 'Restore'),
  restoreTitle: say('恢复这份备份？', 'Restore this backup?'),
  restoreMore: (then: number, now: number) =>
    say(
      `备份里有 ${then} 条记录，现在有 ${now} 条。现在的账本整份留存；之后的记录，服务器上有的会自动取回，没有的不再计入`,
      `The backup has ${many(then, 'fact')}, and there are ${now} now. The ledger of now is set aside; what came after the backup comes back from the server, if it has it`,
    ),
  restoreAgain: say('本站点会重新打开', 'The station opens again'),
  restoreYes: say('恢复', 'Restore'),
  restoreFaults: {
    gone: say('这份备份不在了', 'That backup is gone'),
    damaged: say('这份备份已损坏，请选另一份', 'That backup is damaged: choose another'),
    'not-here': say('这里不能重新打开站点', 'This station can’t be opened again here'),
  },

  storedTitle: say('本机保存的内容', 'What this machine keeps'),
  storedColumns: {
    what: say('内容', 'What'),
    about: say('是什么', 'About'),
    until: say('保存到', 'Until'),
  },
  forGood: say('长期', 'for good'),

  endTitle: say('结束招聘会', 'The end of the fair'),
  keepUntil: (day: string) => say(`个人信息保存到 ${day}`, `People’s data is kept until ${day}`),
  notPast: say(
    '保存期还没有过。过了之后，由主办方签署结束，各站点随后销毁钥匙和个人信息',
    'That day has not passed. After it, the organiser signs the end, and all machines destroy keys and people’s data',
  ),
  past: say('保存期已过，可以签署结束', 'That day has passed: the end may be signed'),
  signEnd: say('签署结束…', 'Sign the end…'),
  signEndTitle: say('签署招聘会结束？', 'Sign the end of the fair?'),
  signEndMore: say(
    '签署后不能撤回。入口、展位、服务台的机器联网后各自销毁钥匙和个人信息；现场记录和数字保留',
    'This can’t be taken back. Entrances, booths and desks destroy keys and people’s data by themselves once they have a network; facts and figures stay',
  ),
  today: say('今天的日期（看日历填，八位数字）', 'Today’s date, from a calendar, in eight digits'),
  checks: {
    figures: say('数字、报表已经导出存档', 'Figures and returns are filed'),
    contacts: say('联系表、跟进名单已经做好', 'Contacts and follow-up lists are made'),
  },
  signEndYes: say('签署结束', 'Sign the end'),
  signed: (day: string, time: string) =>
    say(`主办方已于 ${day} ${time} 签署结束`, `The organiser signed the end on ${day} at ${time}`),
  endFile: say('下载签署文件', 'Save the signed time'),
  endFileMore: say(
    '不联网的机器：用 U 盘带过去，运行 chunfeng station retire',
    'For a machine without a network: take it there on a stick, for chunfeng station retire',
  ),
  destroyTitle: say('销毁本机的钥匙和个人信息', 'Destroy this machine’s keys and people’s data'),
  destroyMore: say(
    '销毁加密盒、报名名单、备份、存在本机的文件和全部钥匙，找不回来。完成后显示销毁证明，可打印、存档',
    'Boxes, lists, backups, files saved here and all keys go for good. Then this machine shows a certificate to print and file',
  ),
  destroyAsk: say('销毁…', 'Destroy…'),
  destroyQuestion: say('现在销毁？', 'Destroy now?'),
  destroyChecks: {
    files: say('要留的文件已经拷走', 'Files to keep are copied elsewhere'),
    sheet: say(
      '其他机器已经结束，或者有签署文件',
      'Other machines have ended, or have the signed time',
    ),
  },
  destroyGivesUp: say(
    '上面列出的记录不再送，已用 U 盘收过，或不再需要',
    'The facts that are listed above are not sent: they came on a stick, or are not wanted',
  ),
  destroyYes: say('销毁', 'Destroy'),
} as const;

const stationWhy: Readonly<Record<MissingStation['is'], Words>> = {
  waiting: say('传输中', 'still sending'),
  silent: say('没有消息，缺多少不明', 'not heard: unknown how much'),
  never: say('从未联系', 'never heard'),
};

export function missingWords(station: MissingStation, clock: (ms: number) => string): Words {
  const { slot, zh, en, is, heardMs, missing, stick } = station;
  const why = stationWhy[is];
  const since = is === 'silent' && heardMs !== null ? `${clock(heardMs)} 起` : '';
  const sinceEn = is === 'silent' && heardMs !== null ? ` since ${clock(heardMs)}` : '';
  const count = missing > 0 ? `，已知缺 ${missing} 条` : '';
  const onStick = stick ? `；U 盘已收 ${stick.facts} 条，到 ${clock(stick.newestMs)}` : '';
  return say(
    `${slot} 号 ${zh}：${since}${why.zh}${count}${onStick}`,
    `${slot} ${en}: ${why.en}${sinceEn}${missing > 0 ? `, ${missing} missing` : ''}${stick ? `; ${stick.facts} from a stick` : ''}`,
  );
}

type FetchFault = Extract<CallOutput<'afterwards.fetchBoxes'>, { ok: false }>['fault']['kind'];
export const fetchFaults: Readonly<Record<FetchFault, Words>> = {
  ...unreachableWords,
  locked: afterwardsWords.keysShut,
  'no-server': say('本场没有服务器', 'This fair has no server'),
  'kept-at-entrances': afterwardsWords.bySticks,
  'no-such-fair': say(
    '服务器上没有这场招聘会，请核对地址',
    'That server does not have this fair: check its address',
  ),
  'older-server': say('服务器的程序太旧，请先更新', 'The server’s program is too old: update it'),
  'not-our-server': say(
    '回答的不是春风服务器，请检查网络是否要登录',
    'The answer is not from a Chunfeng server: does the network want a log-in?',
  ),
  'not-saved': afterwardsWords.notSaved,
  'disk-full': afterwardsWords.diskFull,
  'not-allowed': afterwardsWords.notSaved,
};

type StickFault = Extract<CallOutput<'afterwards.stickPart'>, { ok: false }>['fault']['kind'];
export const stickFaults: Readonly<Record<StickFault, Words>> = {
  gone: say('没有收完，请再选一次', 'It did not arrive whole: choose it again'),
  locked: afterwardsWords.keysShut,
  'no-facts-file': say('这不是站点存的记录文件', 'That is no file of a station’s facts'),
  'other-fair': say('这是另一场招聘会的记录', 'It belongs to another fair'),
  damaged: say('文件损坏，请从该站点重新存一次', 'Damaged: save it again at the station'),
  newer: say('由更新版本的春风存的，请先更新本机', 'Made by a newer Chunfeng: update this machine'),
  'no-such-station': say('招聘会里没有这个站点', 'The fair has no such station'),
  revoked: say('这个站点已停用，不收', 'That station is revoked: nothing is taken from it'),
  'not-signed': say('签名不对，没有收', 'Its station has not signed it: nothing was taken'),
  'not-saved': afterwardsWords.notSaved,
  'disk-full': afterwardsWords.diskFull,
  'not-allowed': afterwardsWords.notSaved,
};

type EndAnswer = Extract<CallOutput<'afterwards.end'>, { ok: true }>['value']['answer'];
export const endAnswers: Readonly<Record<EndAnswer, Words>> = {
  ...unreachableWords,
  'no-server': say(
    '已签署。没有服务器：请把签署文件用 U 盘带到各台机器',
    'Signed. There is no server: take the signed time to each machine on a stick',
  ),
  received: say(
    '已签署，服务器已收到，各站点联网后自行销毁',
    'Signed, and the server knows: stations destroy by themselves once they have a network',
  ),
  'too-early': say('已签署，服务器说保存期还没有过', 'Signed, but the server says it is too early'),
  'no-such-fair': say(
    '已签署，服务器上没有这场招聘会',
    'Signed, but the server does not have this fair',
  ),
};

type EndFault = Extract<CallOutput<'afterwards.end'>, { ok: false }>['fault']['kind'];
export const endFaults: Readonly<Record<EndFault, Words>> = {
  locked: afterwardsWords.keysShut,
  'too-early': say('保存期还没有过', 'The storage period has not passed'),
  'other-day': say(
    '填的日期和本机时钟不一样，没有签署：请核对日历，或先校准本机时钟',
    'That is not the date of this machine’s clock, and nothing was signed: check the calendar, or set the clock',
  ),
  'clock-differs': say(
    '本机的日期和服务器差一天以上，请先校准本机时钟',
    'This machine’s date is a day or more from the server’s: set the clock first',
  ),
  'not-saved': afterwardsWords.notSaved,
  'disk-full': afterwardsWords.diskFull,
  'not-allowed': afterwardsWords.notSaved,
};

export type DestroyFault = Extract<
  CallOutput<'afterwards.destroy'>,
  { ok: false }
>['fault']['kind'];
export const destroyFaults: Readonly<Record<DestroyFault, Words>> = {
  'not-ended': say('请先签署结束', 'Sign the end first'),
  'facts-wait': say(
    '还有记录没有送到服务器，请等送完；会场中转关着的，先打开',
    'Facts still wait for the server: let them arrive first, and switch the hub on if it is off',
  ),
  changed: say(
    '没送到的记录刚才又多了，没有销毁：请取消，看过再销毁',
    'More facts are not sent than were shown, and nothing was destroyed: cancel, and look again',
  ),
  'not-here': say('样例不用销毁：删除数据文件夹即可', 'A sample: just delete its folder'),
  'not-saved': afterwardsWords.notSaved,
  'disk-full': afterwardsWords.diskFull,
  'not-allowed': afterwardsWords.notSaved,
};
