import crypto from 'node:crypto';
import { promisify } from 'node:util';

/** Passwords are hashed by argon2id of Node's own OpenSSL, off the thread that serves. */

/** What computing one hash costs. */
export interface Hardness {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
}

/** What OWASP recommends; tests take less. A tenth of a second on a small server. */
export const HARDNESS: Hardness = { memory: 47_104, passes: 1 };

const NAMED = 'argon2id';
const LANES = 1;
const BYTES = 32;

/** A Node that was built against an older OpenSSL has none. */
export const canHash = (): boolean => typeof crypto.argon2 === 'function';

/** As it is stored: with its hardness, so that a later version may ask for more. */
export async function hashed(
  password: string,
  salt: Buffer,
  { memory, passes }: Hardness,
): Promise<string> {
  const digest = await promisify(crypto.argon2)(NAMED, {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: LANES,
    tagLength: BYTES,
    memory,
    passes,
  });
  return [NAMED, memory, passes, digest.toString('base64url')].join('$');
}

/** The hardness that a stored hash was computed with. */
export function hardnessOf(stored: string): Hardness {
  const [, memory, passes] = stored.split('$');
  return { memory: Number(memory), passes: Number(passes) };
}
