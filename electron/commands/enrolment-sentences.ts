import { NEWER_FILE } from '../../shared/read-known.ts';
import { unreachableWords } from '../../shared/words/unreachable-words.ts';
import type { Unreachable } from '../../shared/sync/unreachable.ts';
import type { OfferFault } from '../station/keys/offered-file.ts';

/** What a terminal says where a server is not reached, or an enrolment code gives no file. */

export function unreachableSentence(why: Unreachable): string {
  const { zh, en } = unreachableWords[why];
  return `${zh}。${en.charAt(0).toUpperCase()}${en.slice(1)}.`;
}

export const enrolmentSentences: Readonly<Record<OfferFault['kind'], string>> = {
  'no-network': unreachableSentence('no-network'),
  certificate: unreachableSentence('certificate'),
  'other-key':
    '服务器的证书不是登记码里的那一个，没有发送任何内容：请告诉主办方，可能有人冒充服务器，也可能服务器换了证书，那样要再出一个登记码。The server’s certificate is not the one that the code names, and nothing was sent: tell the organiser. Somebody may pose as the server; or it has a new key, and you need another code.',
  'not-encrypted': unreachableSentence('not-encrypted'),
  proxy: unreachableSentence('proxy'),
  'no-such-code':
    '服务器不认识这个登记码：它可能已被新的替换，或是在另一台服务器上出的。请主办方再出一个。The server does not know this code: it may have been replaced, or belong to another server. Ask the organiser for another.',
  'no-such-fair':
    '这台服务器上没有这场招聘会：请主办方核对服务器，再出一个登记码。This server does not have this fair: the organiser checks the server, and makes another code.',
  expired: '登记码过期了，请主办方再出一个。The code has expired: ask the organiser for another.',
  taken:
    '登记码已被另一台机器用过。如果不是你们的机器，请主办方立即停用这个站点。Another machine has used this code. If that machine is not yours, ask the organiser to revoke this station now.',
  newer: NEWER_FILE,
  'server-trouble':
    '服务器忙或出了故障，登记码还有效：过一分钟再扫一次。The server is busy or has trouble, and the code is still valid: scan it again in a minute.',
  'not-our-server':
    '回答的不是春风服务器：网络要登录，或中间有代理改了回答？先用浏览器打开一个网页看看，再扫一次。The reply is not from a Chunfeng server. Does this network need a log-in, or does a proxy change the answers? Open a page in a browser, then scan again.',
};
