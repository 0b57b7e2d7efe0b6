import type { App } from '../app.ts';
import { watchCertificate } from './renewed.ts';
import { type Tls, WITHOUT_TLS } from './tls-wanted.ts';

/** A running server's certificate: what it says of it, and how it takes up the next one. */

/** For the lines that a server prints at each start. */
export function saidOfTls(tls: Tls): string {
  if (tls.is === 'off') return tls.saidAloud ? `\n${WITHOUT_TLS}\n` : '';
  return `  证书指纹 its certificate’s pin: ${tls.certificate.pin}\n`;
}

/** Connections that are open stay; new ones see the new certificate. */
export function takingUpRenewals(
  { server, log }: Pick<App, 'server' | 'log'>,
  { files, certificate: shown }: Extract<Tls, { is: 'on' }>,
): () => void {
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
