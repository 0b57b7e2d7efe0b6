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
  'not-an-address': say(
    '这不是地址码：地址码由开着中转的电脑出示。也可以插上 U 盘，或输入服务器的地址。',
    'This is not an address code: a computer with a hub shows it. Or plug in a stick, or type the server’s address.',
  ),
  'bad-address': say(
    '这个地址不对：照着浏览器里的写，如 https://fair.example.cn。',
    'This address is not right: write it as in a browser, like https://fair.example.cn.',
  ),
  'damaged-address': say(
    '地址码没有扫全，请再扫一次。',
    'The address code was not read whole: scan it again.',
  ),
  'other-fair-address': say(
    '这是另一场招聘会的地址码，和恢复单不是同一场。',
    'That address code is of another fair than the sheet.',
  ),
  'forged-address': say(
    '这个地址码不是主办方签的，没有连它：请告诉单位负责人，改用 U 盘。',
    'The organiser did not sign that address code, and nothing was asked there: tell your head of office, and use a stick.',
  ),
  'forged-fair': say(
    '这台服务器给的招聘会不是恢复单的主人签的，没有用它：核对地址，或改用 U 盘。可能有人冒充服务器。',
    'The fair from this server was not signed by the sheet’s key, and was not used: check the address, or use a stick. Somebody may pose as the server.',
  ),
  'no-network': say(
    '连不上这个地址：检查网线或 Wi-Fi 和地址，再试一次；或改用 U 盘。',
    'The address can’t be reached: check cable or Wi-Fi and the address and try again, or use a stick.',
  ),
  'other-key': say(
    '那里的证书不是地址码里的那一个，没有发送任何内容：请扫现在的地址码，或改用 U 盘。',
    'Its key is not the one in the address code, and nothing was sent: scan the code that is shown now, or use a stick.',
  ),
  'not-encrypted': say(
    '服务器的地址要用 https://。',
    'The server’s address must begin with https://.',
  ),
  'no-such-fair': say(
    '这台服务器上没有这场招聘会：换一个地址，或改用 U 盘。',
    'This server does not have this fair: try another address, or a stick.',
  ),
  'older-server': say(
    '这台服务器的程序是旧版，给不了招聘会：请改用 U 盘。',
    'This server’s program is too old to give the fair: use a stick.',
  ),
  'not-our-server': say(
    '回答的不是春风服务器：核对地址；网络要先登录的，用浏览器登录后再试。',
    'The reply is not from a Chunfeng server: check the address. Where the network wants a log-in, log in with a browser first.',
  ),
  'too-many': say('服务器忙，过一分钟再试。', 'The server is busy: try again in a minute.'),
  'not-opened': say(
    '已经接替，但没能打开：请重新启动这台电脑，再输一次口令。',
    'It has taken over, but did not open: restart this computer and type the passphrase again.',
  ),
};
