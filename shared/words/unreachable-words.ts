import { say, type Words } from '../say.ts';
import type { Unreachable } from '../sync/unreachable.ts';

/** Why a server cannot be reached, and what to do. */
export const unreachableWords: Readonly<Record<Unreachable, Words>> = {
  'no-network': say(
    '连不上服务器：请检查网络、网址和端口，服务器是否开着',
    'the server can’t be reached: check the network, the address and its port, and whether the server runs',
  ),
  certificate: say(
    '服务器的证书不可信：请检查网址和本机时间；服务器用自己的证书时，请主办方把它的指纹写进招聘会',
    'the server’s certificate is not trusted: check the address and this clock; if the server has a certificate of its own, the organiser names its pin in the fair',
  ),
  'other-key': say(
    '服务器的证书不是招聘会登记的那一个，没有发送任何内容：请告诉主办方，可能有人冒充服务器，也可能服务器换了证书',
    'the server’s certificate is not the one that the fair names, and nothing was sent: tell the organiser. Somebody may pose as the server, or it has a new key',
  ),
  'not-encrypted': say(
    '招聘会登记了服务器的证书，网址却是 http://，没有发送任何内容：请改用 https://',
    'the fair names the server’s certificate, but the address begins with http://, and nothing was sent: use https://',
  ),
  proxy: say(
    '网络代理没有放行：请网络管理员允许访问服务器的网址和端口',
    'the network’s proxy refused: ask its administrator to allow the server’s address and port',
  ),
};
