import { say } from '../say.ts';

/** On the recovery sheet, wherever it is printed. */
export const recoveryWords = {
  title: say('恢复单', 'Recovery sheet'),
  goes: say('锁进保险柜，和口令分开放', 'Into the safe, apart from the passphrase'),
  what: say(
    '主办方电脑坏了或丢了，凭这张纸和口令可以在另一台电脑上找回全部密钥。',
    'If the organiser’s computer breaks or is lost, this sheet and the passphrase bring back all keys on another one.',
  ),
  how: say(
    '打开春风，点“加入招聘会”，再点“接替主办方”，扫这个码，输入口令。扫不了就按行输入下面的字符，不分大小写。',
    'Open Chunfeng, join a fair by taking over the organiser’s station, scan the code and type the passphrase. Without a scanner, type the lines below, upper or lower case.',
  ),
  never: say(
    '口令不要写在这张纸上，也不要拍照、复印、传真。捡到的人没有口令打不开；丢了请告诉主办方。',
    'Never write the passphrase on this sheet; no photographs, no copies. A finder can open nothing without the passphrase; tell the organiser if it is lost.',
  ),
  keptAt: say('存放处', 'Kept at'),
  keeper: say('保管人', 'Keeper'),
} as const;
