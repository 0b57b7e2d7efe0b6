import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { makeOwnCertificate } from './own-certificate.ts';

/** What a server shows of itself: its own certificate, or one that was given. */

const RETRIES_AFTER_MS = 50;

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** By which stations know it (P95). */
  readonly pin: string;
}

/** Where certificate and key lie; an own one has both in one file. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

export type CertificateFault = {
  readonly kind: 'no-certificate' | 'no-key' | 'not-of-one-pair';
};

export async function readCertificate(
  files: CertificateFiles,
): Promise<Result<Certificate, CertificateFault>> {
  const cert = await readFile(files.certificate, 'utf8');
  const key = await readFile(files.key, 'utf8');
  const certificate = orUndefined(() => new X509Certificate(cert));
  if (!certificate) return fail({ kind: 'no-certificate' });
  const secret = orUndefined(() => createPrivateKey(key));
  if (!secret) return fail({ kind: 'no-key' });
  if (!certificate.checkPrivateKey(secret)) return fail({ kind: 'not-of-one-pair' });
  return ok({ cert, key, pin: pinOf(certificate) });
}

/** Without its key, which only the server may read. */
export async function pinInFile(
  file: string,
): Promise<Result<Pick<Certificate, 'pin'>, CertificateFault>> {
  const cert = await readFile(file, 'utf8');
  const certificate = orUndefined(() => new X509Certificate(cert));
  return certificate ? ok({ pin: pinOf(certificate) }) : fail({ kind: 'no-certificate' });
}

export function pinOf({ publicKey }: X509Certificate): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

export const ownFiles = (data: string): CertificateFiles => filesAt(data, 'own.pem');
/** The next one, which the fair names before the server uses it. */
const nextFiles = (data: string): CertificateFiles => filesAt(data, 'next.pem');

function filesAt(data: string, name: string): CertificateFiles {
  const file = join(data, 'tls', name);
  return { certificate: file, key: file };
}

/** Made at the first need. Of two servers that start at once on one folder, both get the same. */
export async function ownCertificate(
  data: string,
  nowMs: number,
): Promise<Result<Certificate, CertificateFault>> {
  return made(data, ownFiles(data), nowMs);
}

export function nextCertificate(
  data: string,
  nowMs: number,
): Promise<Result<Certificate, CertificateFault>> {
  return made(data, nextFiles(data), nowMs);
}

/** A running server takes it up by itself. False if none was made before. */
export async function takeNextIntoUse(data: string, tries = 20): Promise<boolean> {
  try {
    await rename(nextFiles(data).key, ownFiles(data).key);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return false;
    // On Windows, while the running server reads the one that is replaced.
    if (code !== 'EPERM' || tries <= 1) throw error;
    await setTimeout(RETRIES_AFTER_MS);
    return takeNextIntoUse(data, tries - 1);
  }
}

async function made(data: string, files: CertificateFiles, nowMs: number) {
  const isThere = await readFile(files.key).catch(() => undefined);
  if (!isThere) {
    await mkdir(join(data, 'tls'), { recursive: true, mode: 0o700 });
    const fresh = `${files.key}.${process.pid}`;
    await writeFile(fresh, await makeOwnCertificate(nowMs), { mode: 0o600 });
    await link(fresh, files.key).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await rm(fresh);
  }
  return readCertificate(files);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
