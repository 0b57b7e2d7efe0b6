import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * By what a server knows the machine that has used an enrolment code: kept on disk, so that one that
 * was interrupted may ask again.
 */

const CLAIM_FILE = 'claim';
const CLAIM_LENGTH = 16;

export async function claimOf(
  folder: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<string> {
  const file = join(folder, CLAIM_FILE);
  const known = await readFile(file, 'utf8').catch(() => '');
  // One that a full disk cut short is as good as none: no server has heard it whole.
  if (known.length === 2 * CLAIM_LENGTH) return known;
  const claim = Buffer.from(randomBytes(CLAIM_LENGTH)).toString('hex');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, claim, { mode: 0o600 });
  return claim;
}

export const forgetClaim = (folder: string): Promise<void> =>
  rm(join(folder, CLAIM_FILE), { force: true });
