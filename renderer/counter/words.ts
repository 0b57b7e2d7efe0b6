import { type HeardStep, intentSteps, wordsOf } from '../../shared/codes.ts';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { CounterSaid, RefusalAtCounter, UndoReason } from '../../shared/contract/counter.ts';
import { type BoothTap, boothTaps, deeds, factWords } from '../../shared/deeds.ts';
import { recordOf } from '../../shared/records.ts';
import { say, type Words } from '../../shared/say.ts';

/** Text that booths and service desks share: for people with a queue, so in few words. */

export const counterWords = {
  staffDoor: say('工作人员入口，长按三秒', 'Staff: hold for three seconds'),
  backToBooths: say('回到接待', 'Back to the booths'),
  scan: say('请扫通行证', 'Scan a pass'),
  code: say('扫不了？输入短码', 'No scan? Type the short code'),
  codeGo: say('找人', 'Find'),
  walkIn: say('没有通行证', 'No pass'),
  cancel: say('取消', 'Cancel'),
  recent: say('全部记录', 'All'),
  recentTitle: say('最近二十条，都可以撤回', 'The last twenty: each can be taken back'),
  none: say('还没有记录', 'Nothing yet'),
  undo: say('撤回', 'Take back'),
  takenBack: say('已撤回', 'taken back'),
  why: say('为什么撤回？', 'Why take it back?'),
  nameUnknown: say('没有登记姓名', 'No name given'),
  awaited: (slots: readonly number[]) =>
    say(
      `${slots.join('、')} 号机器先前的记录，连上服务器后会自动出现；可以先接待`,
      `What station ${slots.join(', ')} recorded appears by itself once the server is reached. Go on meanwhile`,
    ),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
  boundTo: (scanner: string, place: string) =>
    say(`${scanner}：固定在 ${place}`, 'bound to one place'),
  release: say('取消固定', 'Unbind'),
} as const;

export const undoReasons: Readonly<Record<UndoReason, Words>> = {
  slip: say('点错了', 'A slip'),
  duplicate: say('重复了', 'A duplicate'),
  mistaken: say('记错人或岗位', 'Wrong person or post'),
  request: say('本人要求', 'They asked for it'),
};

export const stepWords = (step: HeardStep): Words => wordsOf(intentSteps, step);

export const notAllowed = say(
  '签好的招聘会文件不许本机记这个，没有记：请找主办方',
  'The signed fair does not let this station write this: ask the organiser',
);

export type TypedFault = Extract<CallOutput<'booth.typed'>, { ok: false }>['fault']['kind'];

/** Why a typed short code found nobody. */
export const typedFaults: Readonly<Record<TypedFault, Words>> = {
  length: say('短码不对，一共九个字符', 'Not a short code: it has nine characters'),
  mistyped: say('短码不对，请对照屏幕再输一遍', 'Not a short code: please check it'),
  revoked: say('这张通行证已停用，请到入口换', 'No longer valid: change it at an entrance'),
  gone: say('刚才有变动，没有记，请再试一次', 'Something changed, nothing was written: try again'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
  'not-allowed': notAllowed,
};

const refused: Readonly<Record<RefusalAtCounter, Words>> = {
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
  'scanner-unbound': say('先点展位，或扫一下展位卡', 'First tap the booth, or scan its card'),
  'id-card': say('这里不用身份证，请扫通行证', 'No ID cards here: scan the pass'),
  'not-saved': say('没有存上，请再试一次', 'Not saved: please try again'),
  'disk-full': say('本机存满了，请告诉工作人员', 'The disk is full: tell the staff'),
  'not-allowed': notAllowed,
};

/** A desk has cards of its own. */
const refusedAtDesk: Readonly<Partial<Record<RefusalAtCounter, Words>>> = {
  'scanner-unbound': say('先点服务台，或扫一下服务台卡', 'First tap the desk, or scan its card'),
  'card-of-other-booth': say('这不是本机服务台的卡', 'Not a card of the desks here'),
};

/** What needs no more than its kind to be said. */
const plainly: Readonly<Record<BoothTap | 'walk-in' | 'person' | 'closed', Words>> = {
  ...recordOf(boothTaps, (kind) => deeds[kind].tap.said),
  'walk-in': say('已记一位无证来访', 'A walk-in, counted'),
  person: say('请说需要什么', 'What can be done?'),
  closed: say('已签退', 'Signed out'),
};
const received = say('已接待', 'Received');
const receivedFirst = say('已接待，展位已自动开台', 'Received; the booth is open now');

/** Posts and desks are named, not numbered. */
export function saidWords(
  said: CounterSaid,
  nameOf: (code: string) => string,
  at: 'booth' | 'desk',
): Words {
  if (said.kind === 'visit') return said.openedBooth ? receivedFirst : received;
  if (said.kind === 'refused') {
    return (at === 'desk' && refusedAtDesk[said.why]) || refused[said.why];
  }
  if (said.kind === 'post') return say(`岗位：${nameOf(said.post)}`, 'Post chosen');
  if (said.kind === 'bound')
    return say(`扫码枪归 ${nameOf(said.booth)} 了`, 'The scanner is bound');
  if (said.kind === 'intent') return written(stepWords(said.step));
  if (said.kind === 'desk') return written(factWords[said.did]);
  if (said.kind !== 'undone') return plainly[said.kind];
  const { zh, en } = factWords[said.action];
  return say(`已撤回：${zh}`, `${en} taken back`);
}

const written = ({ zh, en }: Words): Words => say(`已记：${zh}`, en);
