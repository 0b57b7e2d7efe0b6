import type { CallOutput } from '../../shared/contract/calls.ts';
import type { RevisionOnStick } from '../../shared/contract/staff-revision.ts';
import { say, type Words } from '../../shared/say.ts';

/** Text about a revision of the fair that comes by a stick. */

export const revisionWords = {
  open: say('更新招聘会', 'Update the fair'),
  sheet: say('从 U 盘更新招聘会', 'A revision of the fair from a stick'),
  close: say('关闭', 'Close'),
  here: (revision: number): Words =>
    say(
      `本机是第 ${revision} 版。有网络会自己更新`,
      `This machine has revision ${revision}. On a network it updates by itself`,
    ),
  noStick: say(
    '请插上主办方给的 U 盘，插好会自己出现',
    'Plug the organiser’s stick in: it appears by itself',
  ),
  noFile: say(
    'U 盘里没有这场招聘会的新版：请主办方在“筹备 → 招聘会”里存一份，文件名像 招聘会-第2版.json',
    'No revision of this fair on the stick: the organiser saves one under Set-up, The fair. The file is like 招聘会-第2版.json',
  ),
  file: (revision: number): Words => say(`第 ${revision} 版`, `Revision ${revision}`),
  taking: say('正在收，请不要拔 U 盘', 'Taking it in: leave the stick in'),
  taken: (revision: number): Words =>
    say(
      `收好了：关上这里、没有人在办事时，换成第 ${revision} 版。可以拔 U 盘`,
      `Taken in. Revision ${revision} follows once this is closed and nobody is being served. The stick may be pulled`,
    ),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),
} as const;

/** What a file is for this station. */
export const revisionFileWords: Readonly<Record<RevisionOnStick['is'], Words>> = {
  fresh: say('比本机的新，点一下就收', 'Newer than what is here: tap to take it in'),
  held: say('本机就是这一版', 'This machine has it'),
  older: say('比本机的旧', 'Older than what is here'),
};

type Fault = Extract<CallOutput<'staff.takeRevision'>, { ok: false }>['fault']['kind'];

export const takeRevisionFaults: Readonly<Record<Exclude<Fault, 'staff-only'>, Words>> = {
  gone: say('U 盘拔掉了，请再插上', 'The stick is gone: please plug it in again'),
  'not-newer': say('本机已经有这一版或更新的', 'This machine has that revision or a newer one'),
  'not-taken': say(
    '没有收：这一版和本机的接不上。请主办方在“筹备”里合并，再存一份',
    'Not taken: it does not follow the revision here. The organiser settles them under Set-up, and saves another',
  ),
};
