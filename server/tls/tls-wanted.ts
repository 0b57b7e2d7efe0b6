import { isIP } from 'node:net';
import { Option } from '@commander-js/extra-typings';
import { refuse, type Refused } from '../../shared/command.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  type Certificate,
  type CertificateFiles,
  ownCertificate,
  ownFiles,
  readCertificate,
} from './certificate.ts';

/** Whether a server speaks TLS, and with which certificate: nothing goes beyond the machine without it in silence. */

export interface TlsOptions {
  readonly host: string;
  readonly data: string;
  readonly tls?: 'own' | 'off' | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  readonly withoutTls?: boolean | undefined;
}

/** With the files that it came from, to be read again when they change. */
export type Tls =
  | { readonly is: 'on'; readonly certificate: Certificate; readonly files: CertificateFiles }
  | { readonly is: 'off'; readonly saidAloud: boolean };

export const tlsOptions = {
  tls: new Option(
    '--tls <how>',
    '自己的证书，或不加密；不写：本机不加密，本机以外用自己的证书 its own certificate, or none; default: none on this machine alone, its own beyond it',
  ).choices(['own', 'off']),
  certificate: new Option('--certificate <file>', '用这份证书（PEM） this certificate (PEM)'),
  key: new Option('--key <file>', '它的私钥（PEM） its private key (PEM)'),
  withoutTls: new Option(
    '--without-tls',
    '在本机以外也不加密：只在前面另有 TLS、中间的网络可信时用 no TLS even beyond this machine: only behind a proxy that has it, over a network that you trust',
  ),
};

export const WITHOUT_TLS =
  '⚠ 没有加密：本机以外的网络上，谁都能看到假名、去向和登录密码，也能冒充这台服务器。只在前面的代理做 TLS、它到这里的网络可信时才可以这样。\n' +
  '⚠ No encryption: on any network between, anybody reads pseudonyms, visits and passwords, and can pose as this server. Right only behind a proxy with TLS, over a network that you trust.';

export async function tlsFor(options: TlsOptions, nowMs: number): Promise<Result<Tls, Refused>> {
  const { host, data, certificate, key, withoutTls = false } = options;
  if ((certificate === undefined) !== (key === undefined)) {
    return refuse('--certificate 和 --key 要一起给出。Give --certificate and --key together.');
  }
  const isGiven = certificate !== undefined && key !== undefined;
  if (
    (isGiven && options.tls !== undefined) ||
    (withoutTls && (isGiven || options.tls === 'own'))
  ) {
    return refuse(
      '--tls、--certificate 和 --without-tls 说的不一样，请只留一个。--tls, --certificate and --without-tls contradict one another: leave only one of them.',
    );
  }
  if (isGiven) return withFiles({ certificate, key });
  const isHere = isLoopback(host);
  if (options.tls === 'off' && !isHere && !withoutTls) {
    return refuse(
      `${host} 在本机以外，不加密要明说：加上 --without-tls；或去掉 --tls off，服务器用自己的证书。${host} lies beyond this machine: say --without-tls as well; or leave out --tls off, and the server uses a certificate of its own.`,
    );
  }
  const isOff = options.tls === 'off' || withoutTls || (isHere && options.tls === undefined);
  if (isOff) return ok({ is: 'off', saidAloud: !isHere });
  const own = await ownCertificate(data, nowMs);
  return own.ok
    ? ok({ is: 'on', certificate: own.value, files: ownFiles(data) })
    : refuse(certificateSentences[own.fault.kind](ownFiles(data)));
}

async function withFiles(files: CertificateFiles): Promise<Result<Tls, Refused>> {
  const given = await readCertificate(files);
  return given.ok
    ? ok({ is: 'on', certificate: given.value, files })
    : refuse(certificateSentences[given.fault.kind](files));
}

export const certificateSentences = {
  'no-certificate': ({ certificate }: CertificateFiles) =>
    `这不是 PEM 格式的证书：${certificate}。This is not a certificate in PEM.`,
  'no-key': ({ key }: CertificateFiles) =>
    `这不是 PEM 格式、没有口令的私钥：${key}。This is not a private key in PEM without a passphrase.`,
  'not-of-one-pair': ({ certificate, key }: CertificateFiles) =>
    `证书和私钥不是一对：${certificate}、${key}。The certificate and the key do not belong together.`,
} as const;

export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
