import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { HallAddress, HubView } from '../../../shared/contract/hub.ts';
import type { HeldBack, HubFaultKind, HubHealth } from '../../../shared/hub-messages.ts';
import { say, type Words } from '../../../shared/say.ts';
import { isForGood } from '../../../shared/sync/for-good.ts';
import { diskWords } from '../../../shared/words/disk-words.ts';

export const hubWords = {
  title: say('会场中转', 'The hall’s hub'),
  more: say(
    '各站点把记录发到这台电脑：会场没有外网也能互相看到，有外网时由它转交上级服务器',
    'Stations send their facts to this computer: without internet they still see each other’s, and with it everything is handed on',
  ),
  switchOn: say('打开会场中转', 'Switch the hub on'),
  switchOff: say('关闭', 'Switch off'),
  details: say('设置', 'Settings'),
  close: say('关上', 'Close'),
  askOff: say('关闭会场中转？', 'Switch the hub off?'),
  askOffMore: say(
    '各站点照常使用，记录先存在各自机器上，互相看不到；再打开时会自动补上',
    'Stations go on, keep their facts to themselves and see no others’; all is sent once it is on again',
  ),
  keepOn: say('不关', 'Leave it on'),
  network: say('站点连哪个网络', 'The network of the stations'),
  networkMore: say(
    '站点和这台电脑要在同一个网络里',
    'Stations and this computer must be in one network',
  ),
  noNetwork: say(
    '这台电脑没有连上网络：插上网线，或连上 Wi-Fi，地址会自动出现',
    'This computer is in no network: plug in a cable or join a Wi-Fi, and its address appears here',
  ),
  choose: say(
    '这台电脑在几个网络里，请选站点用的那个',
    'It is in several networks: choose that of the stations',
  ),
  address: say('中转的地址', 'The hub’s address'),
  page: say(
    '主办方也可以用浏览器打开这个地址看数字，用下面的账号登录；浏览器会提示证书不受信任，这是正常的',
    'Organisers can open this address in a browser with an account from below; the browser’s warning about its certificate is to be expected',
  ),
  code: say('地址码', 'Address code'),
  codeMore: say(
    '站点连不上中转时，用它的扫码枪或摄像头扫一下；可以拍在手机上拿去扫',
    'Where a station does not reach the hub, scan this there; a photograph on a phone will do',
  ),
  codeWanted: say(
    '路由器可能随时换掉这台电脑的地址。先生成地址码，站点扫一下就能找回来',
    'A router may give this computer another address at any time; stations that scan the code find it again',
  ),
  sign: say('生成地址码', 'Make the address code'),
  moved: (before: string, now: string) =>
    say(
      `中转换了地址：原来 ${before}，现在 ${now}。请生成新的地址码，让每台站点扫一下`,
      `The hub has moved from ${before} to ${now}: sign a new address code, and scan it at each station`,
    ),
  otherKey: say(
    '中转换了证书，站点现在不认它。请生成新的地址码，让每台站点扫一下',
    'The hub has another key, which stations do not know: sign a new address code, and scan it at each station',
  ),
  mustName: say(
    '招聘会登记了别的服务器证书，还没有登记这台中转的：新机器登记不了。生成地址码时会一起登记',
    'The fair names other servers’ keys and not yet the hub’s, so that no new machine can be enrolled; signing the address code names it',
  ),
  lonely: say('还没有别的站点连上来？', 'No other station here yet?'),
  lonelyWays: [
    say('站点和这台电脑连同一个网络', 'Join stations and this computer to one network'),
    say(
      '防火墙要放行：Windows 弹窗问“春风”时选“允许”，专用和公用都勾上',
      'Let it through the firewall: where Windows asks about Chunfeng, allow private and public networks',
    ),
    say(
      '酒店和场馆的 Wi-Fi 常不许设备互连：用自带的路由器或网线',
      'Wi-Fi of hotels and halls often keeps machines apart: use a router of your own, or cables',
    ),
  ],
  otherPort: say('换一个端口', 'Use another port'),
  upstream: say('上级服务器', 'The server above'),
  upstreamMore: say(
    '有中心服务器时填：中转一有外网就转交。没有就空着',
    'If there is a central server, the hub hands everything on whenever there is internet; otherwise leave it empty',
  ),
  upstreamAddress: say('地址', 'Address'),
  upstreamPin: say('证书指纹（对方给了才填）', 'Pin of its certificate, if you were given one'),
  save: say('保存', 'Save'),
  none: say('不用上级', 'Use none'),
  saved: say('已保存', 'Saved'),
  accounts: say('账号', 'Accounts'),
  accountsMore: say(
    '谁能用浏览器登录中转，看数字、发通报',
    'Who may sign in at the hub with a browser, look at figures and publish',
  ),
  people: say('谁能登录', 'Who may sign in'),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
} as const;

export const addressWords: Readonly<Record<HallAddress['kind'], (name: string) => Words>> = {
  cable: (name) => say(`网线 ${name}`, `Cable ${name}`),
  wifi: (name) => say(`Wi-Fi ${name}`, ''),
  unassigned: (name) => say(`没有分到地址 ${name}`, `No address was given ${name}`),
  virtual: (name) => say(`虚拟网卡 ${name}`, `Virtual ${name}`),
  here: () => say('只在这台电脑上', 'This computer alone'),
};

/** Why it does not run, and what to do. */
const refusalWords: Readonly<Record<HubFaultKind, (port: string) => Words>> = {
  'port-taken': (port) =>
    say(
      `端口 ${port} 被别的程序占用。关掉那个程序就会自动打开；或者换一个端口，站点要重新扫地址码`,
      `Another program has port ${port}. Close it and the hub opens by itself; or use another port, and scan the address code at the stations again`,
    ),
  'port-refused': (port) =>
    say(
      `系统不让用端口 ${port}，请换一个端口`,
      `The system does not allow port ${port}: use another one`,
    ),
  'folder-in-use': () =>
    say(
      '上一次的中转还没有退出，正在自动重试。一直这样，请重新启动这台电脑',
      'The hub before this one has not ended yet; it is tried again. If this stays, restart this computer',
    ),
  'newer-data': () =>
    say(
      '中转的数据由更新版本的春风写成：请更新这台电脑上的程序',
      'The hub’s data were written by a newer Chunfeng: update the program on this computer',
    ),
  'foreign-data': () =>
    say(
      '中转的文件夹里有别的程序的数据库，没有动它：请联系技术人员',
      'There is another program’s database in the hub’s folder, which was left alone: call the technicians',
    ),
  'bad-fair': () =>
    say(
      '中转用不了这份招聘会文件：请联系技术人员',
      'The hub cannot use this fair’s file: call the technicians',
    ),
  failed: () =>
    say(
      '中转没有启动成功，正在自动重试。一直这样，请重新启动这台电脑',
      'The hub did not start; it is tried again. If this stays, restart this computer',
    ),
  'disk-full': () => diskWords['disk-full'],
  'read-only': () => diskWords['read-only'],
  'no-permission': () => diskWords['no-permission'],
  'disk-failing': () => diskWords['disk-failing'],
  'database-damaged': () => diskWords['database-damaged'],
};

/** The hub in one line. */
export function runWords({ run, port }: HubView): Words {
  switch (run.at) {
    case 'off':
      return say('没有打开', 'Off');
    case 'starting':
      return say('正在启动…', 'Starting…');
    case 'again':
      return say('停了一下，正在重新启动…', 'It stopped and is starting again…');
    case 'refused':
      return refusalWords[run.why](port === null ? '5190' : String(port));
    case 'up':
      return upWords(run.health);
  }
}

function upWords(health: HubHealth | null): Words {
  const heard = health?.heard ?? 0;
  const running =
    // One of them is this station itself.
    heard <= 1
      ? say('正在运行，还没有别的站点连上来', 'Running; no other station has come yet')
      : say(
          `正在运行，${heard} 台站点连着（含本机）`,
          `Running, with ${heard} stations, this one included`,
        );
  const upstream = health?.upstream && upstreamStateWords(health.upstream);
  return upstream ? say(`${running.zh}；${upstream.zh}`, `${running.en}; ${upstream.en}`) : running;
}

type UpstreamState = NonNullable<HubHealth['upstream']>;
type Why = Extract<UpstreamState, { at: 'waiting' }>['why'];

function upstreamStateWords(state: UpstreamState): Words {
  if (state.at === 'up-to-date') return say('已转交上级', 'all is handed on');
  const { zh, en } = whyWords[state.why];
  return say(`还没转交上级：${zh}`, `not handed on: ${en}`);
}

const whyWords: Readonly<Record<Why, Words>> = {
  'no-network': say('现在没有外网，有了就转交', 'no internet now; it goes on by itself'),
  certificate: say(
    '上级的证书不可信，请核对地址',
    'its certificate is not trusted: check the address',
  ),
  'other-key': say(
    '上级的证书不是登记的那一个，没有发送任何内容，请问上级',
    'its key is not the one that is named, and nothing was sent: ask those who run it',
  ),
  'not-encrypted': say('上级的地址要用 https://', 'its address must begin with https://'),
  proxy: say(
    '网络代理没有放行，请找网络管理员',
    'the network’s proxy refused: ask its administrator',
  ),
  'server-trouble': say('上级服务器出错，正在重试', 'the server above fails, and is tried again'),
  'not-our-server': say(
    '回答的不是春风服务器，网络要登录？',
    'that is not a Chunfeng server: a log-in page?',
  ),
  'no-such-fair': say('上级服务器上没有这场招聘会', 'the server above does not know this fair'),
  'too-large': say('网络不让传这么大的内容', 'the network refuses uploads of that size'),
  archived: say('上级已归档这场招聘会，不再收', 'it has archived the fair, and takes nothing more'),
  'no-such-station': say('上级的招聘会里没有这个站点', 'its fair has no such station'),
  revoked: say('有站点已停用', 'a station is revoked'),
  'not-signed': say('有站点的签名不对', 'a station’s signature is wrong'),
  forked: say('有站点的记录和上级对不上', 'a station’s facts differ from those above'),
  behind: say('正在补传', 'catching up'),
  other: say('正在重试', 'it is tried again'),
};

const heldWhy: Readonly<Partial<Record<Why, Words>>> = {
  revoked: say('已停用', 'revoked'),
  behind: say('还在补传', 'catching up'),
};

/** Which station's facts stay in the hub, how many, and why. */
export function heldWords({ slot, facts, most, boxes, why }: HeldBack): Words {
  const reason = heldWhy[why] ?? whyWords[why];
  const [zh, en] =
    facts === null
      ? [`最多 ${most} 条记录`, `up to ${most} facts`]
      : [`${facts} 条记录`, `${facts} facts`];
  const end = isForGood(why)
    ? say('上级不收', 'are refused above')
    : say('还没转交', 'are not handed on yet');
  const more = boxes > 0 ? say(`和 ${boxes} 个加密盒`, ` and ${boxes} sealed boxes`) : say('', '');
  return say(
    `${slot} 号站点（${reason.zh}）：${zh}${more.zh}${end.zh}`,
    `Station ${slot} (${reason.en}): ${en}${more.en} ${end.en}`,
  );
}

/** What somebody has to do about a hub that runs. */
function healthWords(health: HubHealth | null): readonly Words[] {
  const { upstream } = health ?? {};
  return [
    ...(upstream?.at === 'waiting' ? upstream.held.map(heldWords) : []),
    ...(health?.diskNearlyFull
      ? [
          say(
            '磁盘快满了，剩下不到 200 MB：请腾出空间，不然中转会停下',
            'The disk is nearly full, with less than 200 MB left: free some space, or the hub will stop',
          ),
        ]
      : []),
    ...(health?.repaired
      ? [
          say(
            '中转的数据库坏过，已经抢救。请让各站点连着，缺的会自动补上；账号要重新添加',
            'The hub’s database was damaged and was recovered. Keep the stations connected: the rest comes by itself. Add the accounts again',
          ),
        ]
      : []),
  ];
}

type DeedFault = Extract<CallOutput<'hub.switch'>, { ok: false }>['fault']['kind'];
export const deedFaultWords: Readonly<Record<DeedFault, Words>> = {
  'not-saved': say('没有存下来：请看磁盘是不是满了', 'Not saved: is the disk full?'),
  'cannot-run': say('这里不能运行中转', 'No hub can run here'),
};

type SignFault = Extract<CallOutput<'hub.sign'>, { ok: false }>['fault']['kind'];
export const signFaultWords: Readonly<Record<SignFault, Words>> = {
  locked: say('没有生成：要主办方口令', 'Not made: the organiser’s passphrase is needed'),
  'not-up': say('中转还没有运行', 'The hub is not running yet'),
  'no-address': say('请先选站点用的网络', 'First choose the network of the stations'),
  'too-many-keys': say(
    '招聘会登记的服务器证书已有八个，请先在“招聘会”里去掉不用的',
    'The fair names eight keys of servers already: remove those that are not used',
  ),
  'not-taken': say('招聘会没有改成，请再试一次', 'The fair could not be changed: please try again'),
  'not-saved': deedFaultWords['not-saved'],
};

type UpstreamFault = Extract<CallOutput<'hub.upstream'>, { ok: false }>['fault']['kind'];
export const upstreamFaultWords: Readonly<Record<UpstreamFault, Words>> = {
  'bad-address': say(
    '地址不对：写成 https://主机名，后面不要带问号',
    'Not an address: write https://HOST, without a query',
  ),
  'not-encrypted': say(
    '要用 https:// 开头的地址，不然路上谁都看得到',
    'It must begin with https://, or anybody on the way could read along',
  ),
  itself: say('这是中转自己的地址', 'That is the hub itself'),
  ...deedFaultWords,
};

/** What is wrong with its address until somebody chooses one or makes a code. */
function addressTroubles({ on: isOn, run, addresses, server, before, pinned }: HubView) {
  if (!isOn || run.at !== 'up') return [];
  if (server === null) {
    const isInOne = addresses.some(({ kind }) => kind !== 'here');
    return [isInOne ? hubWords.choose : hubWords.noNetwork];
  }
  return [
    ...(before === null
      ? []
      : [before === server ? hubWords.otherKey : hubWords.moved(before, server)]),
    ...(pinned === 'must' ? [hubWords.mustName] : []),
  ];
}

/** What somebody has to do about the hub, the most pressing first. */
export const hubTroubles = (hub: HubView): readonly Words[] => [
  ...addressTroubles(hub),
  ...(hub.run.at === 'up' ? healthWords(hub.run.health) : []),
];
