import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate.ts';

/** A certificate is renewed while the server runs, as certbot does: it is taken up without a restart. */

export interface Renewal {
  readonly files: CertificateFiles;
  readonly everyMs: number;
  readonly onRenewed: (certificate: Certificate) => void;
  /** Half of a pair was written, or something else: the earlier one stays. */
  readonly onTrouble: (why: string) => void;
}

const EVERY_MS = 5_000;

export function watchCertificate(renewal: Omit<Renewal, 'everyMs'> & Partial<Renewal>): () => void {
  const { files, onRenewed, onTrouble, everyMs: interval = EVERY_MS } = renewal;
  const paths = [...new Set([files.certificate, files.key])];
  const changed = (now: Stats, before: Stats): void => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) void take();
  };
  async function take(): Promise<void> {
    try {
      const read = await readCertificate(files);
      if (read.ok) onRenewed(read.value);
      else onTrouble(read.fault.kind);
    } catch (error) {
      onTrouble(String(error));
    }
  }
  // By asking, since a link that certbot moves, or a mounted folder, gives no events.
  for (const path of paths) watchFile(path, { interval, persistent: false }, changed);
  return () => {
    for (const path of paths) unwatchFile(path, changed);
  };
}
