import { byTapFigure, unitNames } from '../../shared/deeds.ts';
import type { Conversion } from '../../shared/report/conversion.ts';
import type { Completeness } from '../../shared/report/coverage.ts';
import type { Anomaly } from '../../shared/report/anomalies.ts';
import type { Merged } from '../../shared/report/merged.ts';
import type { Heads } from '../../shared/fair.ts';
import { capital, say, type Words } from '../../shared/say.ts';

/** Text of the organiser's page. */

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const organiserWords = {
  organiser: say('主办方', 'Organiser'),
  signInTitle: say('主办方登录', 'Organiser’s sign-in'),
  signInMore: say(
    '账号由管理员添加；操作会记在账号名下',
    'An administrator of the fair or the server adds accounts; what is done is written down by account',
  ),
  name: say('您的姓名', 'Your name'),
  account: say('账号', 'Account'),
  password: say('密码', 'Password'),
  whichFair: say('请选择招聘会', 'Which one?'),
  wholeServer: say('整台服务器', 'The whole server'),
  signIn: say('登录', 'Sign in'),
  signOut: say('退出', 'Sign out'),
  wrongPassword: say(
    '账号或密码不对，请核对后再输',
    'No such account and password: please check them',
  ),
  tooMany: say(
    '暂时无法登录：服务器没有响应，或尝试次数过多。请一分钟后再试',
    'Not now: no answer, or too many tries. Again in a minute, please',
  ),
  unanswered: say('连接中断，显示的是之前的数字', 'No answer: these are the figures of before'),
  loading: say('正在读取…', 'Fetching the figures…'),
  seen: say('数据到齐情况', 'What these figures have seen'),
  whole: say('全程', 'Whole fair'),
  sample: say('样例', 'Sample'),
  tabs: {
    setUp: say('筹备', 'Set-up'),
    live: say('实时', 'Live'),
    employers: say('单位', 'Employers'),
    breakdowns: say('分类', 'By kind'),
    stations: say('站点', 'Stations'),
    checks: say('核对', 'Checks'),
    bulletin: say('通稿', 'Bulletin'),
    returns: say('报表', 'Returns'),
    exports: say('导出', 'Export'),
    afterwards: say('会后', 'After'),
    season: say('多场', 'Season'),
    audit: say('记录', 'Audit'),
  },
  figures: {
    attendees: say('到场人数', 'People'),
    visits: say('展位接待', 'Visits'),
    ...byTapFigure(({ title }) => title),
    intentPeople: say('初步意向', 'First intents'),
    signed: say('现场签约', 'Signed'),
    booths: say('到场单位', 'Employers here'),
  },
  here: ({ zh, en }: Words) => capital(say(`到场${zh}`, en)),
  units: { ...unitNames, pairs: '人次' },
  lastHour: say('最近一个时段', 'In the last hour'),
  entriesThen: (count: number) => say(`入场 ${count} 人次`, many(count, 'check-in')),
  conversion: say('意向达成率', 'From door to intent'),
  converted: ({ came, withIntent, others }: Conversion) =>
    say(
      `签到 ${came} 人中 ${withIntent} 人${others > 0 ? `；另有 ${others} 人有意向，没有实名签到，不算在内` : ''}`,
      `${withIntent} of ${came} checked in${others > 0 ? `; ${others} more with an intent and no check-in by name, left out` : ''}`,
    ),
  desks: say('服务台', 'Service desks'),
  desk: say('服务台', 'Desk'),
  consults: say('咨询人次', 'Consultations'),
  handouts: say('资料份数', 'Leaflets'),
  byGate: say('按入口', 'By gate'),
  came: say('到场', 'came'),
  withIntent: say('有意向', 'with an intent'),
  perSeeker: say('求人倍率', 'Places per seeker'),
  anonymous: (count: number) => say(`另有匿名入场 ${count} 人`, `and ${count} anonymous`),
  pairs: (count: number) => say(`${count} 人次`, many(count, 'pair')),
  ofAll: (count: number) => say(`共 ${count} 家参会`, `of ${count} on the list`),
  places: (count: number, some: number) =>
    some === 0
      ? say(`岗位 ${count} 个`, many(count, 'place'))
      : say(
          `岗位 ${count} 个，另有 ${some} 个岗位招若干人`,
          `${many(count, 'place')}, and ${many(some, 'post')} for some`,
        ),
  /** In a narrow column. */
  placesOf: ({ places, some }: Heads) =>
    some === 0 ? `${places}` : places === 0 ? '若干' : `${places}+若干`,
  visitors: (count: number) => say(`${count} 人到过展位`, `${count} people`),
  hours: say('分时段', 'By the hour'),
  trades: say('各工种求职与招聘人数', 'Wanted by seekers, and offered'),
  groups: say('重点群体', 'Key groups'),
  groupsOnce: say('合计不重复', 'each counted once'),
  numbers: say('查看数据', 'As numbers'),
  noHours: {
    'nothing-yet': say(
      '暂无记录，开场后自动更新',
      'Nothing yet: this moves by itself once doors open',
    ),
    'choose-a-day': say(
      '分时段数据按天显示，请在上方选择日期',
      'Hours are shown by day: please choose one above',
    ),
    'none-known': say(
      '当天的记录没有时间信息，无法分时段',
      'Nothing of this day says at which hour it happened',
    ),
  },
  series: {
    attendees: say('到场（人）', 'attendees'),
    entries: say('入场（人次）', 'entries'),
    visits: say('接待（人次）', 'visits'),
    ...byTapFigure(({ heading, column }) => say(heading, column.en.toLowerCase())),
    intents: say('意向（人次）', 'intents'),
    seekers: say('求职（人）', 'seekers'),
    places: say('招聘（人）', 'places'),
  },
  hour: say('时段', 'Hour'),
  trade: say('工种', 'Trade'),
  find: say('找展位、单位或岗位，可用拼音首字母', 'Find a booth, employer or post'),
  sortBy: say('排序', 'Sort by'),
  quiet: say('已到场，尚无人到访', 'Here, and nobody has come yet'),
  absent: say('未到场', 'not here'),
  markHere: say('标记到场', 'Mark as here'),
  markedHere: say('人工标记到场', 'marked as here'),
  unmark: say('取消标记', 'Take it back'),
  markAll: (count: number) => say(`以下 ${count} 家全部标记到场`, `Mark all ${count} as here`),
  askMarkAll: (count: number) => say(`标记 ${count} 家单位到场？`, `Mark ${count} as here?`),
  markMore: say(
    '没有电脑的展位，到现场看过后在这里标记；通稿、报表里的到场单位数和岗位数会把它们算进去。标错了可以逐家取消',
    'For booths without a machine, once somebody has seen them: figures of employers here and their places count them. Each can be taken back',
  ),
  notMarked: say('没有记上，请再试一次', 'Not written: please try again'),
  employerColumns: {
    booth: say('展位', 'Booth'),
    employer: say('单位', 'Employer'),
    places: say('岗位数', 'Places'),
    visits: say('接待人次', 'Visits'),
    visitors: say('求职者', 'People'),
    ...byTapFigure(({ column, means }) =>
      say(column.zh + unitNames[means.unit] + (means.unit === 'copies' ? '数' : ''), column.en),
    ),
    intents: say('意向人数', 'Intents'),
    signed: say('签约人数', 'Signed'),
    paper: say('纸质登记', 'On paper'),
  },
  nobodyFound: say('没有找到', 'No such employer'),
  stationColumns: {
    station: say('站点', 'Station'),
    standing: say('状态', 'State'),
    heard: say('最近联系', 'Last heard'),
    counted: say('已计入', 'Counted'),
    missing: say('未到记录', 'Known to be missing'),
    equipment: say('设备', 'Equipment'),
  },
  formerTitle: say('与往届对比', 'Beside a former fair'),
  formerMore: say(
    '选择往届导出的 JSON 文件。口径有变化的指标只列出、不对比；文件不会上传',
    'Choose the JSON that was exported then; figures defined otherwise are shown and not compared. The file is read in this page alone',
  ),
  chooseFormer: say('选择往届数据（JSON）', 'Choose its JSON'),
  notAnExport: say('这不是春风导出的 JSON', 'This is not JSON that Chunfeng exported'),
  figure: say('项目', 'Figure'),
  change: say('增减', 'Change'),
  noChange: say('无可比数据', 'nothing to compare'),
  definedOtherwise: say('口径不同', 'defined otherwise'),
  signHere: say(
    '核对人签字：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿',
    'Checked and signed: ________  Date: ______',
  ),
  saveAudit: say('导出操作记录（CSV）', 'Save this log (CSV)'),
  alerts: (count: number) => say(`${count} 项待处理`, `${many(count, 'thing')} to look after`),
  moreAlerts: (count: number) => say(`另有 ${count} 项，见“站点”`, `${count} more, under Stations`),
  readerStates: {
    ready: say('正常', 'ready'),
    starting: say('启动中', 'starting'),
    gone: say('已断开', 'gone'),
    faulty: say('有故障', 'faulty'),
  },
  printerStates: {
    works: say('打印机正常', 'printer works'),
    fails: say('打印机故障', 'printer fails'),
  },
  battery: (percent: number, charging: boolean) =>
    charging
      ? say(`电池 ${percent}%，充电中`, `battery ${percent}%, charging`)
      : say(`电池 ${percent}%`, `battery ${percent}%`),
  unknown: say('不明', 'unknown'),
  forked: (slot: number, facts: number) =>
    say(
      `站点 ${slot} 的记录有分叉：${facts} 条没有计入。可能是恢复旧备份后又写入了新记录；请勿清空这台机器，把记录存到 U 盘交给技术人员`,
      `Station ${slot} has a forked log: ${facts} facts are counted nowhere. Most likely an old backup was put back and written to; keep the machine as it is and hand its facts on a stick to your technician`,
    ),
  anomaliesTitle: say('发布前核对', 'To look at before publishing'),
  anomaliesNone: say('没有发现异常', 'Nothing looks odd'),
  decideElsewhere: say(
    '“不计入”和“说明”请在主办方站点上操作',
    'To exclude or explain is a signed fact: please do it at the organiser’s station',
  ),
  decide: say('处理', 'Decide'),
  decided: say('已处理', 'decided'),
  behind: say('查看对应的记录', 'The facts behind it'),
  newestFacts: (count: number) => say(`最近的 ${count} 条`, `the newest ${count}`),
  close: say('关闭', 'Close'),
  factsBehind: (count: number) => say(`${count} 条记录`, many(count, 'fact')),
  reason: say('理由（写入操作记录）', 'Reason, for the audit log'),
  decisions: {
    explain: say('情况属实，计入', 'There is a reason: it counts'),
    exclude: say('不计入', 'Exclude: it does not count'),
    admit: say('恢复计入', 'Count it again'),
  },
  notDecided: say('没有保存，请再试一次', 'Not written down: please try again'),
  cancel: say('取消', 'Cancel'),
  auditNone: say('还没有操作记录', 'Nobody has done anything yet'),
  auditWhole: say('记录完整，未被改动', 'The log is whole and unaltered'),
  auditBroken: say('记录被改动或有缺失', 'The log was altered, or a part is missing'),
  when: say('时间', 'When'),
  what: say('操作', 'What'),
  about: say('内容', 'Who, and of what'),
  unused: say('标为未启用', 'Not in use today'),
  used: say('恢复启用', 'Wait for it after all'),
  mergedTitle: say('重复记录（已合并）', 'Written more than once, counted once'),
  mergedCount: (people: number) =>
    say(`涉及 ${people} 人`, people === 1 ? '1 person' : `${people} people`),
  mergedFirst: (shown: number) => say(`最近的 ${shown} 例`, `the newest ${shown}`),
  mergedNone: say('没有重复记录', 'No duplicates: each was new'),
  exportTitle: say('导出当日数据', 'Take the day away'),
  exportMore: say(
    '记录不变，导出的文件就不变',
    'The same records give the same file, whenever it is made',
  ),
  exports: {
    xlsx: say('Excel 工作簿', 'Excel workbook'),
    csv: say('CSV 文本', 'CSV text'),
    json: say('JSON 数据', 'JSON data'),
  },
  print: say('打印或存成 PDF', 'Print, or save as PDF'),
  digest: say('校验码', 'Digest'),
  notSaved: say('保存失败，请再试一次', 'Not saved: please try again'),
} as const;

export const standingWords: Readonly<Record<Completeness, Words>> = {
  revoked: say('已停用', 'revoked'),
  replaced: say('已换下', 'replaced'),
  complete: say('已到齐', 'up to date'),
  waiting: say('传输中', 'still sending'),
  silent: say('没有消息', 'not heard'),
  never: say('从未联系', 'never heard'),
  unused: say('没启用', 'not in use'),
};

const anomalySentences: Readonly<Record<Anomaly['kind'], (count: number) => Words>> = {
  'intent-without-visit': (count) =>
    say(`${count} 个意向没有接待记录`, `${many(count, 'intent')} without a visit`),
  'burst-of-intents': (count) =>
    say(`几分钟里记了 ${count} 个意向`, `${count} intents within minutes`),
  'more-intents-than-places': (count) =>
    say(`意向 ${count} 个，超过招聘人数`, `${count} intents: more than the post has places`),
  'clock-jumped': () => say('时钟大幅跳变', 'A clock that jumped a long way'),
};
export const anomalyWords = ({ kind, count }: Anomaly): Words => anomalySentences[kind](count);

export const decisionWords: Readonly<Record<'admit' | 'exclude' | 'explain', Words>> = {
  admit: say('恢复计入', 'counted again'),
  exclude: say('不计入', 'excluded'),
  explain: say('有说明', 'explained'),
};

export const mergedWhy: Readonly<Record<Merged['cases'][number]['why'], Words>> = {
  'same-card': say('同一人多次签到', 'One person, checked in more than once'),
  'bound-pass': say('预印通行证绑定到本人', 'A blank pass was bound to them'),
  'typed-code': say('展位输入了短码', 'A booth typed the short code'),
  'concurrent-intents': say(
    '两台机器同时记录意向，以较晚的为准',
    'Two machines wrote an intent; the later one stands',
  ),
};
