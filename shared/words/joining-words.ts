import type { JoinFault } from '../joining-faults.ts';
import { newerFile } from '../read-known.ts';
import { capital, say, type Words } from '../say.ts';
import { diskWords } from './disk-words.ts';
import { unreachableWords } from './unreachable-words.ts';

/** Why a machine has not become a station yet, and what to do: on its screen, and at a terminal. */

const stop = ({ zh, en }: Words): Words => say(`${zh}。`, `${en}.`);
const unreachable = (why: keyof typeof unreachableWords): Words =>
  capital(stop(unreachableWords[why]));

export const joiningWords: Readonly<Record<JoinFault, Words>> = {
  ...diskWords,
  'not-an-enrolment-code': say(
    '这不是登记码：登记码由主办方的电脑出示，或印在登记单上。',
    'This is not an enrolment code: the organiser’s machine shows it, or it is on the enrolment sheet.',
  ),
  'damaged-code': say(
    '登记码没有扫全，请再扫一次；还不行就请主办方再出一个。',
    'The code was not read whole: scan it again, or ask the organiser for another.',
  ),
  'card-too-early': say(
    '这是工作卡：请先扫登记码，再扫它。',
    'This is the staff card: scan the enrolment code first, and then the card.',
  ),
  'passphrase-too-early': say(
    '这是口令条：请先点“没有网络？用 U 盘”，选好文件再扫它。',
    'This is the strip with the passphrase: choose the file on the stick first, then scan it.',
  ),
  'no-network': say(
    '连不上主办方的电脑：请检查网线或 Wi-Fi，两台要在同一个网里，再点“再试一次”。',
    'The organiser’s machine can’t be reached: check cable or Wi-Fi, both must be on one network, then try again.',
  ),
  certificate: unreachable('certificate'),
  'other-key': say(
    '服务器的证书不是登记码里的那一个，没有发送任何内容：请告诉主办方，可能有人冒充服务器，也可能服务器换了证书，那样要再出一个登记码。',
    'The server’s certificate is not the one that the code names, and nothing was sent: tell the organiser. Somebody may pose as the server; or it has a new key, and you need another code.',
  ),
  'not-encrypted': unreachable('not-encrypted'),
  proxy: unreachable('proxy'),
  'no-such-code': say(
    '服务器不认识这个登记码：它可能已被新的替换，或是在另一台服务器上出的。请主办方再出一个。',
    'The server does not know this code: it may have been replaced, or belong to another server. Ask the organiser for another.',
  ),
  'no-such-fair': say(
    '这台服务器上没有这场招聘会：请主办方核对服务器，再出一个登记码。',
    'This server does not have this fair: the organiser checks the server, and makes another code.',
  ),
  expired: say(
    '登记码过期了，请主办方再出一个。',
    'The code has expired: ask the organiser for another.',
  ),
  taken: say(
    '登记码已被另一台机器用过。如果不是你们的机器，请主办方立即停用这个站点。',
    'Another machine has used this code. If that machine is not yours, ask the organiser to revoke this station now.',
  ),
  newer: newerFile,
  'server-trouble': say(
    '服务器忙或出了故障，登记码还有效：过一分钟再试一次。',
    'The server is busy or has trouble, and the code is still valid: try again in a minute.',
  ),
  'not-our-server': say(
    '回答的不是春风服务器：网络要登录，或中间有代理改了回答？先用浏览器打开一个网页看看，再试一次。',
    'The reply is not from a Chunfeng server. Does this network need a log-in, or does a proxy change the answers? Open a page in a browser, then try again.',
  ),
  'not-a-station-file': say(
    '这不是站点文件：它由主办方制作，名字像 station-01.json。',
    'This is not a station’s file: the organiser makes it, and its name is like station-01.json.',
  ),
  'file-gone': say(
    '读不到这个文件：U 盘拔掉了？请插好，再选一次。',
    'The file can’t be read: was the stick pulled out? Plug it in and choose again.',
  ),
  'wrong-secret': say(
    '口令不对：它印在口令条上，五组，每组五个；口令条和 U 盘要是同一次做的。',
    'The passphrase is wrong: it is on the strip, five groups of five. Strip and stick must have been made together.',
  ),
  altered: say(
    '站点文件损坏或被改过，请向主办方重新要一份。',
    'The station’s file is damaged or altered: ask the organiser for another.',
  ),
  'revoked-slot': say(
    '这个站点已被主办方停用：请主办方给这台机器另出一个登记码。',
    'The organiser has revoked this station: ask for a code of another one.',
  ),
  'not-a-staff-card': say(
    '这不是工作卡：工作卡上写着“工作卡”，由主办方发给带队的工作人员。',
    'This is not a staff card: it says 工作卡, and the organiser gave it to the head of staff.',
  ),
  'damaged-card': say(
    '没有扫清楚：请把卡放平，再扫一次。',
    'It was misread: hold the card flat and scan again.',
  ),
  'card-of-other-fair': say(
    '这是另一场招聘会的工作卡：请换本场的；若是登记码或 U 盘拿错了，请点“返回”。',
    'This card is of another fair: use this fair’s. If it is the code or the stick that is wrong, go back.',
  ),
  'folder-in-use': say(
    '另一个春风正在使用本机的数据：请先关闭那一个，再扫一次。',
    'Another Chunfeng is using this machine’s data: close it, then scan again.',
  ),
  'other-fair': say(
    '本机存着另一场招聘会的记录，没有动它：请换一台机器，或联系技术人员。',
    'This machine holds the records of another fair, which were left alone: use another machine, or call the technicians.',
  ),
  'other-station': say(
    '本机原来是本场的另一个站点，记录还在：请主办方出那个站点的登记码。',
    'This machine was another station of this fair, and its records are here: ask the organiser for that station’s code.',
  ),
  'not-opened': say(
    '已经登记，但没能打开：请再扫一次工作卡；还不行，请重新启动这台机器。',
    'It is enrolled, but did not open: scan the staff card once more, or restart this machine.',
  ),
};
