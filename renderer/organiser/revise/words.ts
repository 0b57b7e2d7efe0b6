import type { ChangeFault } from '../../../shared/contract/revise.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text of the page that changes the fair itself. */

export const reviseWords = {
  basics: say('基本信息', 'The fair'),
  name: say('招聘会名称', 'Name'),
  organiser: say('主办单位', 'Organiser'),
  place: say('举办地点', 'Place'),
  english: say('英文（可不填）', 'In English, if you like'),
  kind: say('类型', 'Kind'),
  days: say('举办日期', 'Days'),
  addDay: say('加一天', 'Add a day'),
  remove: say('删去', 'Remove'),
  keepUntil: say('个人信息保存到', 'People’s data is kept until'),
  asks: say('从身份证另外统计', 'Also counted, from ID cards'),
  asksMore: say(
    '本人同意才记；入口的同意书会多写一句',
    'Of people who agree; the consent names it',
  ),
  sex: say('性别', 'Sex'),
  ageBand: say('年龄段', 'Age band'),
  desks: say('服务台和资料', 'Service desks and leaflets'),
  desksMore: say(
    '已有的服务台不能删（可能已有记录），可以改名和事项',
    'A desk stays once it is in the fair, since facts may count there; its name and topics may change',
  ),
  deskName: say('服务台名称', 'Name of the desk'),
  topics: say('咨询事项', 'Topics'),
  leaflets: say('发放的资料', 'Leaflets'),
  freshDesk: say('新的服务台', 'A new desk'),
  addDesk: say('加一个服务台', 'Add a desk'),
  addTopic: say('加一项', 'Add a topic'),
  addLeaflet: say('加一种资料', 'Add a leaflet'),
  services: say('会后帮扶', 'Services after the fair'),
  servicesMore: say(
    '重点群体每人应得的服务，跟进名单按它列',
    'What each person in a key group is owed; the follow-up list goes by it',
  ),
  service: say('服务', 'Service'),
  times: say('次数', 'Times'),
  addService: say('加一项服务', 'Add a service'),
  platforms: say('网上报名平台', 'Platforms for registering'),
  platformsMore: say(
    '平台的报名码是网址时填这里，入口只认编号，不打开网址',
    'Where a platform’s codes are addresses: entrances read the number and open nothing',
  ),
  host: say('网站域名，如 job.example.cn', 'Host, as job.example.cn'),
  parameter: say('编号在网址里叫什么，如 id', 'The number’s name in the address, as id'),
  addPlatform: say('加一个平台', 'Add a platform'),
  closing: say('停招和恢复', 'Closing posts'),
  closingMore: say(
    '单位不来了或招满了就停招：不再推荐，大屏不再滚动；已记的数字都留着',
    'For an employer who does not come, or has everyone: nobody is sent there any more, and all counts stay',
  ),
  find: say('找单位或展位号', 'Find an employer or booth'),
  open: say('在招', 'Open'),
  closed: say('停招', 'Closed'),
  postsOf: (posts: number, closed: number) =>
    closed === 0
      ? say(`${posts} 个职位`, `${posts} posts`)
      : say(`${posts} 个职位，停招 ${closed}`, `${posts} posts, ${closed} closed`),
  choosePosts: say('停招…', 'Close…'),
  postsTitle: (booth: string, employer: string) =>
    say(`${booth} ${employer}：哪些停招`, `${booth} ${employer}: which are closed`),
  closeAll: say('全部停招', 'Close all'),
  openAll: say('全部恢复', 'Open all'),
  done: say('好了', 'Done'),
  more: (count: number) => say(`还有 ${count} 家，请查找`, `${count} more: find them`),
  server: say('服务器', 'Server'),
  serverMore: say(
    '记录送到哪里；留空就只存在各站点，用 U 盘收',
    'Where facts go; empty: they stay at the stations, and sticks collect them',
  ),
  address: say('地址', 'Address'),
  pins: say('证书指纹，一行一个', 'Pins of its certificates, one a line'),
  boxes: say(
    '加密的姓名、号码、电话也交服务器',
    'Sealed names, numbers and phones also go to the server',
  ),
  boxesMore: say(
    '服务器打不开；勾上就不用拿 U 盘到每个入口去收',
    'The server cannot open them; with this nobody takes a stick to each entrance',
  ),
  changed: (count: number) =>
    say(`改了 ${count} 处，还没有发布`, `${count} changed, not published yet`),
  unchanged: say('改完点右边的按钮，先看再发布', 'Change something, look at it, then publish'),
  preview: say('看看会改什么', 'What would change'),
  drop: say('都不改了', 'Leave it all'),
  back: say('撤销上次改动', 'Take the last change back'),
  ask: (revision: number) => say(`发布第 ${revision} 版？`, `Publish revision ${revision}?`),
  askMore: say(
    '签名后马上送出：没人在用的站点立刻换上，有人在用的等他离开',
    'Signed and sent at once: a station takes it when nobody is being served',
  ),
  what: say('改什么', 'What'),
  was: say('原来', 'Was'),
  now: say('改成', 'Becomes'),
  whom: say('谁会看到', 'For whom'),
  nothing: say('（没有）', '(none)'),
  publish: say('签名并发布', 'Sign and publish'),
  goOn: say('再改改', 'Not yet'),
  locked: say('密钥没有打开，没有发布', 'The keys stayed closed: nothing was published'),
  moved: say('刚才有了更新的一版，请再看一遍', 'Another revision came meanwhile: look again'),
  notTaken: say('没有生效，请再试一次', 'It did not come into force: please try again'),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
};

export const changeFaultWords: Readonly<Record<ChangeFault, Words>> = {
  'no-change': say('和现在一样，没有要改的', 'That is what it is now'),
  'keep-until': say(
    '保存期不能早于最后一天：请把“保存到”往后改',
    'Data must be kept beyond the last day: choose a later date',
  ),
  'takes-place': say('已有的服务台不能删', 'A desk of the fair cannot be removed'),
  invalid: say(
    '有空着没填或填得太长的，请检查标红的格子',
    'Something is empty or too long: see what is marked red',
  ),
  newer: say(
    '这场招聘会由更新版本的春风制作：请先更新这台机器的程序',
    'A newer Chunfeng made this fair: update the program here first',
  ),
};
