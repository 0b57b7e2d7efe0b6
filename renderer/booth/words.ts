import { codesOf, type IntentStep, intentSteps, wordsOf } from '../../shared/codes.ts';
import type { BoothSaid, CallOutput, BoothState, UndoReason } from '../../shared/contract.ts';
import { factWords } from '../../shared/words/fact-words.ts';
import { say, type Words } from '../../shared/words/say.ts';

/** What the booth's face says: to someone with a queue, so in few words. */

export const boothWords = {
  staffDoor: say('工作人员入口，长按三秒', 'Staff: hold for three seconds'),
  signIn: say('单位签到', 'Sign in'),
  signInTitle: say('哪家单位到了？', 'Which employer is here?'),
  signInMore: say('点一下开台；或者用扫码枪扫展位卡', 'Tap to open; or scan the booth’s card'),
  openBooth: say('开台', 'Open'),
  close: say('签退', 'Sign out'),
  closeSure: say('再按一次签退', 'Again to sign out'),
  backToBooths: say('回到接待', 'Back to the booths'),
  scan: say('请扫通行证', 'Scan a pass'),
  scanMore: say('扫到就算接待，不用按键', 'A scan is a visit: no key to press'),
  code: say('扫不了？输入短码', 'No scan? Type the short code'),
  codeGo: say('找人', 'Find'),
  walkIn: say('没有通行证', 'No pass'),
  resume: say('收简历', 'Résumé'),
  resumeAgain: say('已收简历', 'Résumé received'),
  hire: say('录用', 'Hire'),
  posts: say('岗位', 'Posts'),
  intents: say('意向', 'Intent'),
  note: say('备注', 'Note'),
  noteTitle: say('备注', 'Note'),
  noteMore: say('只有本展位看得到', 'For this booth alone'),
  /** The pad stays with the person it was begun about. */
  noteNextHere: (number: string) =>
    say(`下一位已经扫到（${number}），这条仍记给上面这位`, `Next one is here; this note stays`),
  noteOwn: say('自己写', 'In your own words'),
  noteKeep: say('记下', 'Keep'),
  cancel: say('取消', 'Cancel'),
  next: say('接待完了', 'Done'),
  recent: say('全部记录', 'All'),
  recentTitle: say('最近二十条，都可以撤回', 'The last twenty: each can be taken back'),
  title: say('展位接待', 'Receiving people'),
  post: say('岗位', 'For'),
  postsClosed: say('岗位都已停招', 'All posts have closed'),
  none: say('还没有记录', 'Nothing yet'),
  undo: say('撤回', 'Take back'),
  takenBack: say('已撤回', 'taken back'),
  why: say('为什么撤回？', 'Why take it back?'),
  visits: say('接待', 'Visits'),
  resumes: say('简历', 'Résumés'),
  intentsToday: say('意向', 'Intents'),
  walkIns: say('无证', 'No pass'),
  number: say('编号，写在纸质简历上', 'Number: write it on the paper résumé'),
  nameUnknown: say('没有登记姓名', 'No name given'),
  anonymous: say('匿名', 'Anonymous'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  openings: ({ headcount, signed, closed }: BoothState['posts'][number]) => {
    if (closed) return say('已停招', 'closed');
    const left = headcount - signed;
    if (left < 0) return say(`超 ${-left}`, `${-left} too many`);
    return left === 0 ? say('已招满', 'filled') : say(`缺 ${left}`, `${left} left`);
  },
} as const;

/** The booth's end of day. */
export const dayWords = {
  title: say('本展位清单', 'This booth’s list'),
  open: say('清单', 'List'),
  print: say('打印', 'Print'),
  save: say('导出 Excel', 'Export'),
  notSaved: say('没有存上，请换个地方再试', 'Not saved: try another place'),
  savedAt: (where: string) => say(`已存到 ${where}`, `Saved: ${where}`),
  downloaded: (name: string) => say(`已下载 ${name}`, `Downloaded: ${name}`),
  columns: [
    say('编号', 'Number'),
    say('第一次', 'First'),
    say('次数', 'Times'),
    say('简历', 'Résumé for'),
    say('意向', 'Intent'),
    say('备注', 'Notes'),
  ],
  funnel: [
    { figure: 'visits', ...say('接待（人次）', 'visits') },
    { figure: 'visitors', ...say('不同求职者（人）', 'people') },
    { figure: 'resumes', ...say('简历（份）', 'résumés') },
    { figure: 'intents', ...say('初步意向及以上（人）', 'intents') },
    { figure: 'signed', ...say('现场签约（人）', 'signed') },
    { figure: 'walkIns', ...say('无证来访（人次）', 'walk-ins') },
  ],
} as const;

/** Two taps: the key, and one of these. */
export const noteChoices: readonly Words[] = [
  say('经验合适', 'Right experience'),
  say('需要培训', 'Needs training'),
  say('薪资再谈', 'Pay to be discussed'),
  say('等电话通知', 'Will be called'),
  say('下周来厂面试', 'Interview next week'),
  say('介绍给别的岗位', 'For another post'),
];

export const undoReasons: Readonly<Record<UndoReason, Words>> = {
  slip: say('点错了', 'A slip'),
  duplicate: say('重复了', 'A duplicate'),
  mistaken: say('记错人或岗位', 'Wrong person or post'),
  request: say('本人要求', 'They asked for it'),
};

export const stepWords = (step: IntentStep): Words => wordsOf(intentSteps, step);
export const steps = codesOf(intentSteps);

export type TypedFault = Extract<CallOutput<'booth.typed'>, { ok: false }>['fault']['kind'];

/** Why a typed short code found nobody. */
export const typedFaults: Readonly<Record<TypedFault, Words>> = {
  length: say('短码不对，一共九个字符', 'Not a short code: it has nine characters'),
  mistyped: say('短码不对，请对照屏幕再输一遍', 'Not a short code: please check it'),
  revoked: say('这张通行证已停用，请到入口换', 'No longer valid: change it at an entrance'),
  gone: say('刚才有变动，没有记，请再试一次', 'Something changed, nothing was written: try again'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
};

export type NoteFault = Extract<CallOutput<'booth.note'>, { ok: false }>['fault']['kind'];

/** Why a note was not kept; the pad keeps it meanwhile. */
export const noteFaults: Readonly<Record<NoteFault | 'unanswered', Words>> = {
  gone: say('这次接待已经撤回，没有记', 'That visit was taken back: not kept'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
  unanswered: boothWords.unanswered,
};

type Refused = Extract<BoothSaid, { kind: 'refused' }>['why'];

const refused: Readonly<Record<Refused, Words>> = {
  'reader-fault': say(
    '扫码枪没有响应，请重新插一下',
    'The scanner does not answer: plug it in again',
  ),
  'code-unknown': say('这不是通行证', 'This is not a pass'),
  'code-unreadable': say('没扫清楚，请再扫一次', 'Not read: please scan again'),
  'code-of-other-fair': say('这是另一场招聘会的通行证', 'A pass of another fair'),
  'pass-forged': say('假的通行证，没有通过核验', 'A forged pass: it did not verify'),
  'pass-revoked': say('这张通行证已停用，请到入口换', 'No longer valid: change it at an entrance'),
  'nobody-here': say('先扫一个人的通行证', 'Scan someone’s pass first'),
  gone: say('已经换人了，这一下没有记', 'The person has changed: nothing was written'),
  'nothing-to-undo': say('没有可撤回的', 'Nothing to take back'),
  'no-such-post': say('没有这个岗位', 'There is no such post'),
  'post-closed': say('这个岗位已停招，没有记', 'This post has closed: nothing was written'),
  'not-of-this-desk': say('这不是本服务台的，没有记', 'Not of this desk: nothing was written'),
  'card-forged': say('这张卡没有通过核验', 'This card did not verify'),
  'card-of-other-booth': say('这是别的展位的卡', 'A card of another booth'),
  'scanner-unbound': say(
    '先用这把扫码枪扫一下展位卡',
    'First scan the booth’s card with this scanner',
  ),
  'id-card': say('这里不用身份证，请扫通行证', 'No ID cards here: scan the pass'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
};

/** Posts and desks are named, not numbered. */
export function saidWords(said: BoothSaid, nameOf: (code: string) => string): Words {
  switch (said.kind) {
    case 'visit':
      return said.openedBooth
        ? say('已接待，展位已自动开台', 'Received; the booth is open now')
        : say('已接待', 'Received');
    case 'walk-in':
      return say('已记一位无证来访', 'A walk-in, counted');
    case 'resume':
      return say('已收简历', 'Résumé received');
    case 'intent': {
      const step = stepWords(said.step);
      return say(`已记：${step.zh}`, step.en);
    }
    case 'post':
      return say(`岗位：${nameOf(said.post)}`, 'Post chosen');
    case 'undone': {
      const action = factWords[said.action];
      return say(`已撤回：${action.zh}`, `${action.en} taken back`);
    }
    case 'bound':
      return say(`扫码枪归 ${nameOf(said.booth)} 了`, 'The scanner is bound');
    case 'person':
      return say('请说需要什么', 'What can be done?');
    case 'desk':
      return say(`已记：${factWords[said.did].zh}`, factWords[said.did].en);
    case 'closed':
      return say('已签退', 'Signed out');
    case 'refused':
      return refused[said.why];
  }
}
