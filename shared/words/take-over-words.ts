import type { TakeOverFault } from '../joining-faults.ts';
import { say, type Words } from '../say.ts';
import { joiningWords } from './joining-words.ts';

/** Why a machine has not taken the organiser's place yet, and what to do. */

export const takeOverWords: Readonly<Record<TakeOverFault, Words>> = {
  ...joiningWords,
  'not-a-recovery-sheet': say(
    '这不是恢复单：恢复单锁在保险柜里，最上面写着“恢复单”。',
    'This is not a recovery sheet: that is in the safe, and says 恢复单 at its top.',
  ),
  'damaged-sheet': say(
    '恢复单没有扫全：把纸放平，再扫一次；还不行就把下面几行照着输入。',
    'The sheet was not read whole: lay it flat and scan again, or type its lines.',
  ),
  'not-a-fair-file': say(
    '这个文件里没有招聘会：要 organiser.json、站点文件，或某台站点存到 U 盘上的记录。',
    'There is no fair in this file: take organiser.json, a station’s file, or what a station saved to a stick.',
  ),
  'other-fair-file': say(
    '这份文件和恢复单不是同一场招聘会：请换一份。',
    'This file and the sheet are of different fairs: use another file.',
  ),
  'wrong-secret': say(
    '口令不对：要建招聘会时定的主办方口令，不是站点的口令。',
    'The passphrase is wrong: it is the organiser’s, chosen when the fair was made, and not a station’s.',
  ),
  'no-organiser-slot': say(
    '这场招聘会没有能用的主办方站点：请用建招聘会时另存的 organiser.json。',
    'This fair has no organiser’s place that is trusted: use the organiser.json that was kept.',
  ),
  'not-opened': say(
    '已经接替，但没能打开：请重新启动这台电脑，再输一次口令。',
    'It has taken over, but did not open: restart this computer and type the passphrase again.',
  ),
};
