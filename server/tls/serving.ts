import type { App, AppOptions } from '../app.ts';
import { watchCertificate } from './renewed.ts';
import { type Tls, WITHOUT_TLS } from './tls-wanted.ts';

/** A running server's certificate: what it says of it, and how it takes up the next one. */

/** For the lines that a server prints at each start. */
export function saidOfTls(tls: Tls): string {
  if (tls.is === 'off') return tls.saidAloud ? `\n${WITHOUT_TLS}\n` : '';
  return `  证书指纹 its certificate’s pin: ${tls.certificate.pin}\n`;
}

/** What the app needs of it. */
export const servedWith = (
  tls: Tls,
  { proxy }: { readonly proxy?: readonly string[] | undefined },
): Pick<AppOptions, 'tls' | 'proxies'> => ({
  ...(tls.is === 'on' && { tls: tls.certificate }),
  ...(proxy && { proxies: proxy }),
});

/** Connections that are open stay; new ones see the new certificate. */
export function takingUpRenewals(
  { server, log }: Pick<App, 'server' | 'log'>,
  tls: Tls,
): () => void {
  if (tls.is === 'off') return () => undefined;
  const { files, certificate: shown } = tls;
  return watchCertificate({
    files,
    shown,
    onRenewed({ cert, key, pin }) {
      server.setSecureContext({ cert, key });
      log.info({ pin }, 'certificate renewed');
    },
    onTrouble: (why) => log.warn({ why }, 'certificate not renewed'),
  });
}
