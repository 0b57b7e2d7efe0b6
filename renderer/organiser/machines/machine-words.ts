import type { CallOutput } from '../../../shared/contract/calls.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text about the machines of a fair: joined, replaced, stolen, taken back. */

export const machineWords = {
  column: say('机器', 'Machine'),
  join: say('让机器加入', 'Let machines join'),
  joined: (joined: number, all: number): Words =>
    say(`${all} 台里已加入 ${joined} 台`, `${joined} of ${all} have joined`),
  change: say('换机 / 停用', 'Replace / revoke'),
  standsFor: (slot: number): Words => say(`代替 ${slot} 号`, `stands in for ${slot}`),
  replacedBy: (slot: number): Words => say(`由 ${slot} 号代替`, `${slot} stands in`),
  close: say('关闭', 'Close'),
  cancel: say('取消', 'Cancel'),
  back: say('返回', 'Back'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),

  codesTitle: say('让机器加入', 'Let machines join'),
  codesHow: say(
    '在新机器上点“加入招聘会”，扫这个码，再扫工作卡。加入后自动显示下一台的码。',
    'On the new machine tap “Join a fair”, scan this code, then the staff card. The next one’s code appears by itself.',
  ),
  codeOf: (slot: number, name: Words): Words =>
    say(`${slot} 号 · ${name.zh}`, `${slot} · ${name.en}`),
  codeValid: say('一小时内有效，只能用一次；不要拍照', 'Good for an hour, once; no photographs'),
  makingCode: say('正在出码…', 'Making the code…'),
  showCode: say('出示登记码', 'Show the code'),
  showCodeMore: say('哪台机器扫都行', 'For any machine'),
  isIn: say('已加入', 'joined'),
  isInFor: (slot: number): Words =>
    say(`已加入，接替 ${slot} 号`, `joined, in the place of ${slot}`),
  isNext: say('等它扫码', 'waiting for its scan'),
  notIn: say('还没加入', 'not yet'),
  allIn: say('都加入了', 'All have joined'),
  token: say('服务器的程序令牌', 'Token of the server'),
  nobody: say(
    '还没有地方放登记码：先在本页上方打开会场中转；没有网络就点“写到 U 盘”。',
    'Nobody keeps the codes yet: switch the hall’s hub on, above; without a network, write them to a stick.',
  ),

  sheetTitle: (slot: number, name: Words): Words =>
    say(`${slot} 号 · ${name.zh}`, `${slot} · ${name.en}`),
  broken: say('坏了，换一台', 'Broken: replace it'),
  brokenMore: say('备用机顶上，三分钟', 'A spare takes over in three minutes'),
  stolen: say('被偷了，或找不到了', 'Stolen, or lost'),
  stolenMore: say('立即停用，让它什么都写不了', 'Revoked at once: it can write nothing more'),
  revokeOld: say('停用旧机器', 'Revoke the old machine'),
  revokeOldMore: say('记录都到了，或不要了', 'Its records are in, or given up'),
  reinstate: say('恢复使用', 'Trust it again'),
  reinstateMore: say('找回来了，确认没被动过', 'It was found, and nobody has touched it'),
  thisMachine: say(
    '这是本机，不能在本机上换掉或停用。请到另一台主办方站点操作；本机坏了，在新电脑上点“加入招聘会 → 接替主办方”。',
    'This is the machine in front of you: do that at another organiser’s station. If it breaks, take over at a new computer: Join a fair, then Take over.',
  ),
  noSpare: say(
    '没有空着的备用站点了：还没开的站点可以顶上，或用 U 盘重新登记这一个。',
    'No spare slot is free: let a station that is not in use stand in, or enrol this one again by a stick.',
  ),

  replaceTitle: (slot: number): Words => say(`换下 ${slot} 号`, `Replace ${slot}`),
  byWhich: say('由哪一台接替', 'Which one stands in'),
  whereOld: say('旧机器现在', 'The old machine is'),
  oldHere: say('在这里，坏了', 'here, and broken'),
  oldGone: say('不在了', 'gone'),
  replaceYes: say('换', 'Replace'),
  thenHappens: say('接下来', 'What happens'),
  willStandIn: (standIn: number, role: Words): Words =>
    say(`${standIn} 号接替，用作${role.zh}`, `${standIn} stands in: ${role.en}`),
  willNotWait: say('统计不再等旧机器', 'The figures no longer wait for the old machine'),
  willRevoke: say('旧站点同时停用', 'The old slot is revoked along with it'),
  willKeepPasses: say(
    '旧站点先不停用：它发出的通行证照样有效',
    'The old slot is not revoked yet: the passes that it gave stay good',
  ),
  willAskFacts: say(
    '旧机器里还没传到的记录，修好或接上网就会自己传来',
    'Records that only the old machine has arrive by themselves once it is mended or on the network',
  ),
  replaced: (standIn: number): Words =>
    say(`已换好：由 ${standIn} 号接替`, `Done: ${standIn} stands in`),
  replacedNext: say('下一步：在新机器上扫登记码', 'Next: scan the code at the new machine'),

  unsentKnown: (count: number): Words =>
    say(`还有 ${count} 条记录没传到`, `${count} records are not in yet`),
  unsentUnknown: say('可能还有没传到的记录', 'It may have records that are not in yet'),
  unsentNone: say('它的记录都到了', 'All its records are in'),
  howToGet: say(
    '能开机：接上网线或 Wi-Fi，自己会传。不能联网：在它的工作人员面板把记录存到 U 盘，再到“会后”收进来。开不了机：留好机器，请技术人员取出硬盘里的数据文件夹。',
    'It starts: put it on the network, and they come. No network: save them to a stick in its staff panel, and take that in under Afterwards. It does not start: keep it, and have its data folder taken off the disk.',
  ),

  stolenTitle: (slot: number): Words => say(`停用 ${slot} 号？`, `Revoke ${slot}?`),
  stolenYes: say('立即停用', 'Revoke now'),
  effects: say('停用后', 'Then'),
  effectFacts: say(
    '它再写什么都不收、不算；以前到的记录照算',
    'Nothing more is taken from it; what had arrived still counts',
  ),
  effectPasses: say(
    '它发的通行证不再有效：持证的人到任一入口重领，一分钟',
    'Passes that it gave are refused: people get another at any entrance, in a minute',
  ),
  effectKnows: say(
    '联网的站点几秒内知道；没联网的，接上就知道',
    'Stations on the network know within seconds, the others once they are on it',
  ),
  effectUndo: say('找回来可以恢复', 'It can be trusted again if it is found'),
  tell: say('告诉谁', 'Whom to tell'),
  tellEntrance: say(
    '入口和展位的工作人员：见到“通行证已停用”，请人到入口重领',
    'Staff at entrances and booths: who has a revoked pass goes to an entrance for another',
  ),
  tellPolice: say('报警，并记下机器型号和编号', 'The police, with the machine’s model and number'),
  tellKeys: say(
    '单位负责人：被偷时若正开着，身份证号和编号的对应关系可能泄露，按个人信息泄露处置',
    'Your head of office: if it was open, who is behind which pseudonym may be known. Treat it as a leak of personal data',
  ),
  tellOff: say(
    '若当时关着、工作卡没一起丢，里面的钥匙打不开',
    'If it was switched off and its staff card is here, its keys cannot be opened',
  ),
  tellOrganiser: say(
    '这台能看联系方式、做修订：马上在另一台主办方站点确认招聘会没有被改',
    'It could read contacts and revise the fair: check at another organiser’s station that nothing was changed',
  ),
  revoked: (knows: number, total: number): Words =>
    say(`已停用，${total} 台中 ${knows} 台已知道`, `Revoked: known at ${knows} of ${total}`),

  revokeTitle: (slot: number): Words => say(`停用旧机器 ${slot} 号？`, `Revoke the old ${slot}?`),
  reinstateTitle: (slot: number): Words => say(`恢复 ${slot} 号？`, `Trust ${slot} again?`),
  reinstateWhat: say(
    '它又能写记录、发通行证，它以前发的证也重新有效；没传到的记录会传来。',
    'It may write again, its passes are good again, and what it had not sent arrives.',
  ),
  reinstateYes: say('恢复', 'Trust it'),
  reinstated: say('已恢复', 'It is trusted again'),
} as const;

type Fault =
  | Extract<CallOutput<'machines.replace'>, { ok: false }>['fault']['kind']
  | Extract<CallOutput<'machines.revoke'>, { ok: false }>['fault']['kind'];

export const machineFaultWords: Readonly<Record<Fault, Words>> = {
  locked: say('要主办方口令才能做', 'It needs the organiser’s passphrase'),
  moved: say(
    '招聘会刚刚有了新版，请看一眼再点一次',
    'There is a newer revision: look again, then tap again',
  ),
  'not-taken': say(
    '没有生效：另一位主办方也做了修订，请先到“筹备”里合并',
    'Not in force: another organiser made a revision, too. Settle them in Set-up first',
  ),
  'no-such-slot': say('没有这个站点', 'There is no such station'),
  'not-free': say('这台刚刚有人用了，请另选一台', 'That one has just been used: choose another'),
  'this-machine': machineWords.thisMachine,
};
