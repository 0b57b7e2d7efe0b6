import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { say, type Words } from '../../shared/say.ts';
import type { Settings } from '../settings/settings.ts';
import { type CertificateFiles, ownFiles, pinOf } from '../tls/certificate.ts';
import { isLoopback } from '../tls/tls-wanted.ts';
import { type Check, type Finding, look, mend, well } from './check.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** Undefined where the server speaks plain HTTP. */
export function certificateOf({
  host,
  data,
  tls,
  certificate,
  key,
  without_tls,
}: Settings): CertificateFiles | undefined {
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  const isOff = tls === 'off' || without_tls || (isLoopback(host) && tls === undefined);
  return isOff ? undefined : ownFiles(data);
}

export const encryption: Check = {
  name: 'encryption',
  about: say('加密', 'encryption'),
  async run({ settings, now }) {
    const files = certificateOf(settings);
    if (files) return [await certificateFinding(files, now())];
    if (isLoopback(settings.host)) {
      const zh = '只在本机，不加密；对外请由前面的代理做 TLS。';
      return [well(say(zh, 'This machine alone, without TLS: a proxy before it has to encrypt.'))];
    }
    return [
      look(
        say(
          '本机以外也不加密：只有前面的代理做 TLS、中间的网络可信时才可以。',
          'No TLS beyond this machine: right only behind a proxy that has it, over a network that you trust.',
        ),
      ),
    ];
  },
};

async function certificateFinding(files: CertificateFiles, nowMs: number): Promise<Finding> {
  const file = files.certificate;
  if (!existsSync(file)) return missing(file);
  try {
    const certificate = new X509Certificate(await readFile(file));
    const days = Math.floor((Date.parse(certificate.validTo) - nowMs) / DAY_MS);
    const words = lasting(file, pinOf(certificate), days);
    if (days < 0) return mend(words);
    return days < SOON_DAYS ? look(words) : well(words);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'PEM';
    return mend(
      say(
        `读不了证书 ${file}（${why}）：请核对它和它的权限。`,
        `The certificate ${file} can’t be read (${why}): check it, and who may read it.`,
      ),
    );
  }
}

const missing = (file: string): Finding =>
  look(
    say(
      `还没有证书：第一次启动时会做。${file}`,
      `There is no certificate yet: the first start makes it. ${file}`,
    ),
  );

function lasting(file: string, pin: string, days: number): Words {
  if (days < 0) {
    return say(`证书已过期：请换一份。${file}`, `The certificate has expired: renew it. ${file}`);
  }
  return say(
    `证书还有 ${days} 天，指纹 ${pin}。`,
    `The certificate is good for ${days} days; its pin is ${pin}.`,
  );
}
