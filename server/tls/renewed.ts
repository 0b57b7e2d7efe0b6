import { readFile } from 'node:fs/promises';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate.ts';

/** A certificate is renewed while the server runs, as certbot does: it is taken up without a restart. */

export interface Renewal {
  readonly files: CertificateFiles;
  /** The one that the server shows at first. */
  readonly shown: Pick<Certificate, 'cert' | 'key'>;
  readonly everyMs?: number;
  readonly onRenewed: (certificate: Certificate) => void;
  /** Half of a pair was written, or something else: the earlier one stays. Said once of each content. */
  readonly onTrouble: (why: string) => void;
}

const EVERY_MS = 5_000;

/** Reads the files again and again, since a link that certbot moves, or a mounted folder, gives no events. */
export function watchCertificate(renewal: Renewal): () => void {
  const { files, shown, everyMs = EVERY_MS, onRenewed, onTrouble } = renewal;
  let seen = shown.cert + shown.key;
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const there = await contentOf(files).catch(String);
    if (there !== seen) {
      seen = there;
      await take();
    }
    isLooking = false;
  }

  async function take(): Promise<void> {
    try {
      const read = await readCertificate(files);
      if (read.ok) onRenewed(read.value);
      else onTrouble(read.fault.kind);
    } catch (error) {
      onTrouble(String(error));
    }
  }

  const timer = setInterval(() => void look(), everyMs).unref();
  return () => clearInterval(timer);
}

async function contentOf({ certificate, key }: CertificateFiles): Promise<string> {
  return (await readFile(certificate, 'utf8')) + (await readFile(key, 'utf8'));
}
