import type { CallOutput } from '../../shared/contract/calls.ts';
import type { DiskFault } from '../../shared/disk-fault.ts';
import type { NewFairFault, NewFairStep } from '../../shared/new-fair/draft.ts';
import type { PassphraseStrength } from '../../shared/new-fair/passphrase.ts';
import { say, type Words } from '../../shared/say.ts';
import { diskWords } from '../../shared/words/disk-words.ts';

/** Text of the assistant that makes a fair. */

export const newFairWords = {
  title: say('新建招聘会', 'Make a fair'),
  next: say('下一步', 'Next'),
  back: say('上一步', 'Back'),
  leave: say('稍后再做', 'Go on later'),
  leaveMore: say('填过的都留着', 'All of it is kept'),
  again: say('从头填', 'Begin again'),
  againAsk: say('清空已填的内容？', 'Clear all that is filled in?'),
  againMore: say('清空后不能恢复', 'It cannot be brought back'),
  keep: say('不清空', 'Keep it'),
  loading: say('正在读取…', 'Reading…'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),

  kind: say('类型', 'Kind'),
  name: say('招聘会名称', 'Name of the fair'),
  nameLike: '“春风行动”某某街道专场招聘会',
  organiser: say('主办单位', 'Organiser'),
  organiserLike: '某某区人力资源和社会保障局',
  place: say('地点', 'Place'),
  placeLike: '某某广场',
  former: say('沿用去年的', 'Take last year’s'),
  formerMore: say(
    '有去年的招聘会文件（organiser.json 或 fair.json）就选它：名称、机器、服务台、单位都带过来，只要重选日期',
    'Choose last year’s file (organiser.json or fair.json): its name, machines, desks and employers come over, and only the days are new',
  ),
  formerTaken: say('已带入去年的内容，请逐项核对', 'Taken over: please look through it'),

  days: say('举办日期', 'Days'),
  daysMore: say('点选日期，可选多天', 'Tap a day, or several'),
  month: (year: number, month: number) =>
    say(`${year}年${month}月`, `${year}-${String(month).padStart(2, '0')}`),
  earlier: say('上个月', 'The month before'),
  later: say('下个月', 'The next month'),
  week: ['一', '二', '三', '四', '五', '六', '日'],
  chosen: (days: readonly string[]) =>
    days.length === 0
      ? say('还没选日期', 'No day yet')
      : say(`已选：${days.map(inChinese).join('、')}`, days.join(', ')),
  keepFor: say('个人信息留多久', 'How long people’s data is kept'),
  keptUntil: (day: string) => `个人信息留到${inChinese(day)}`,
  keepDays: (days: number) => say(`${days} 天`, `${days} days`),
  keepUntil: (day: string) =>
    day === ''
      ? say('会后多少天销毁', 'Days after the fair')
      : say(`${inChinese(day)}之后销毁`, `destroyed after ${day}`),
  asks: say('另外统计（读自身份证）', 'Also counted, from ID cards'),
  sex: say('性别', 'Sex'),
  ageBand: say('年龄段', 'Age band'),
  asksMore: say('只记同意的人，不记出生日期', 'Of people who agree; never the birthday'),

  gates: say('入口签到机', 'Check-in machines'),
  gatesMore: say('每个门至少一台', 'At least one at each gate'),
  zones: say('展区和展位电脑', 'Zones and booth laptops'),
  zonesMore: say('一台电脑可以管几个展位', 'One laptop serves several booths'),
  zone: say('展区名称', 'Name of the zone'),
  zoneName: (index: number) => `${String.fromCodePoint(65 + (index % 26))}区`,
  addZone: say('加一个展区', 'Add a zone'),
  removeZone: (name: string) => say(`去掉${name}`, `Remove ${name}`),
  walls: say('大屏', 'Screens for the hall'),
  wallsMore: say('投影或电视，滚动岗位', 'A projector or television with the posts'),
  spares: say('备用机', 'Spares'),
  sparesMore: say('哪台坏了顶哪台', 'For whichever machine breaks'),
  organisers: say('主办方', 'Organiser'),
  organisersMore: say('本机，另留一台接替', 'This machine, and one to take over'),
  total: (count: number) => say(`共 ${count} 台`, `${count} machines`),
  less: say('减少', 'Fewer'),
  more: say('增加', 'More'),

  desksTitle: say('设哪些服务台', 'Which desks'),
  desksMore: say('不设服务台，就一个都不选', 'Choose none, where there are only booths'),
  deskMachines: say('服务台电脑', 'Desk laptops'),
  deskMachinesMore: say('一台电脑可以管几个服务台', 'One laptop serves several desks'),

  employersMore: say(
    '有单位表的不用在这里录，建好以后马上导入。没有表，可以先录几家',
    'With a table, type nothing here: it is imported right after. Without one, type a few',
  ),
  formerEmployers: (employers: number, posts: number) =>
    say(
      `去年的 ${employers} 家单位、${posts} 个岗位`,
      `Last year’s ${employers} employers, ${posts} posts`,
    ),
  dropFormer: say('不带去年的', 'Leave them out'),
  employer: say('单位名称', 'Employer'),
  post: say('岗位', 'Post'),
  headcount: say('人数', 'How many'),
  some: say('若干', 'some'),
  addEmployer: say('手工录一个岗位', 'Type a post'),
  removeEmployer: (name: string) => say(`去掉 ${name}`, `Remove ${name}`),

  checkMore: say('看一遍，要改就点那一行', 'Look it over: tap a line to change it'),
  changed: say('以后还能改', 'It can be changed later on'),
  noEmployers: say('建好后导入', 'Imported right after'),
  typedEmployers: (employers: number) => say(`手工录入 ${employers} 家`, `${employers} typed`),

  proposedMore: say(
    '现在就抄在纸上，不要拍照。每天早上开机输一次，不分大小写',
    'Write it down on paper now; no photograph. It is typed each morning, upper or lower case',
  ),
  other: say('换一个', 'Another one'),
  own: say('自己定', 'My own'),
  ownMore: say(
    '至少十几个字符，字母和数字混着用。单位名、日期、手机号一猜就中',
    'A dozen characters or more, letters and digits mixed: names, dates and phone numbers are guessed',
  ),
  backToProposed: say('还是用推荐的', 'The proposed one after all'),
  passphrase: say('口令', 'Passphrase'),
  repeat: say('再输一遍', 'Once more'),
  notSame: say('两次输入的不一样', 'The two are not the same'),
  why: say(
    '以后每天打开这台电脑、签名、看联系方式，都要输它。哪里都不保存，忘了谁也找不回来',
    'It opens this computer each day, signs, and unlocks contacts. It is stored nowhere, and nobody can bring it back',
  ),
  make: say('生成密钥，建好招聘会', 'Make the keys and the fair'),
  making: say('正在生成密钥…', 'Making the keys…'),
} as const;

export const inChinese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

export const stepWords: Readonly<
  Record<NewFairStep, { readonly name: Words; readonly title: Words }>
> = {
  fair: { name: say('招聘会', 'The fair'), title: say('办什么招聘会？', 'What fair is it?') },
  days: { name: say('日期', 'Days'), title: say('哪几天办？', 'On which days?') },
  hall: { name: say('机器', 'Machines'), title: say('会场用几台机器？', 'How many machines?') },
  desks: { name: say('服务台', 'Desks'), title: say('设服务台吗？', 'Any service desks?') },
  employers: {
    name: say('单位', 'Employers'),
    title: say('哪些单位来？', 'Which employers come?'),
  },
  check: { name: say('核对', 'Check'), title: say('对不对？', 'Is all of it right?') },
  passphrase: {
    name: say('口令', 'Passphrase'),
    title: say('定一个主办方口令', 'The organiser’s passphrase'),
  },
};

export const faultWords: Readonly<Record<NewFairFault, Words>> = {
  'no-name': say('请填招聘会名称', 'The fair needs a name'),
  'no-organiser': say('请填主办单位', 'Who organises it?'),
  'no-place': say('请填地点', 'Where is it?'),
  'no-days': say('请选举办日期', 'Choose its days'),
  past: say('有日期已经过去，请重选', 'A day is past: choose again'),
  'zone-unnamed': say('展区要有名称', 'Each zone needs a name'),
  'zone-twice': say('两个展区同名，请改一个', 'Two zones have one name: change one'),
  'no-desk': say('有服务台电脑，就要选服务台', 'Choose a desk, or no desk laptop'),
  'employer-unfinished': say('每行要有单位和岗位', 'Each row needs an employer and a post'),
};

export const strengthWords: Readonly<Record<PassphraseStrength, Words>> = {
  none: say('', ''),
  weak: say('太好猜，请加长', 'Too easy to guess: make it longer'),
  enough: say('够用', 'Good enough'),
  strong: say('很好', 'Strong'),
};

type MakeFault = Extract<CallOutput<'newfair.make'>, { ok: false }>['fault']['kind'];
type FormerFault = Extract<CallOutput<'newfair.former'>, { ok: false }>['fault']['kind'];

export const keepFaultWords = (kind: DiskFault['kind']): Words => diskWords[kind];

export const formerFaultWords: Readonly<Record<FormerFault, Words>> = {
  ...diskWords,
  gone: say('没有传完，请再选一次', 'Not all of it arrived: choose it again'),
  'not-a-fair': say(
    '这不是招聘会文件。去年的文件叫 organiser.json 或 fair.json',
    'This is no fair’s file: last year’s is called organiser.json or fair.json',
  ),
};

export const makeFaultWords: Readonly<Record<MakeFault, Words>> = {
  ...diskWords,
  unfinished: say('还有没填的，请返回核对', 'Something is missing: go back and look'),
  weak: say('口令太好猜，请换一个', 'That passphrase is too easy to guess: take another'),
  busy: say('正在生成，请稍候', 'At work: a moment, please'),
  'folder-in-use': say(
    '另一个春风正在使用本机的数据，请先关闭那一个',
    'Another Chunfeng is using this machine’s data: close it first',
  ),
  'not-opened': say(
    '招聘会已经建好，但没能打开，请重新启动本机',
    'The fair is made, and it did not open: start this machine again',
  ),
};
