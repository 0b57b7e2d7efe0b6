import { createCipheriv, createDecipheriv, hkdfSync, scrypt } from 'node:crypto';
import { z } from 'zod';
import { plainPassphrase } from '../../../shared/new-fair/passphrase.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/**
 * Wraps secrets at rest under a secret kept elsewhere: 256 random bits on a card, or a passphrase.
 * AES-256-GCM with a key from HKDF-SHA256 or scrypt. The label names owner and content, so that
 * nothing wrapped can be passed off as something else.
 */

const bytes = (length: number) =>
  z
    .base64url()
    .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url')))
    .refine((value) => value.length === length);

export const SALT_LENGTH = 16;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const KEY_LENGTH = 32;

/** 128 MiB and most of a second for each guess. A passphrase is typed only once a fair. */
const PASSPHRASE_COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 } as const;

export const wrappedSchema = z.strictObject({
  v: z.literal(1),
  under: z.enum(['card', 'passphrase']),
  salt: bytes(SALT_LENGTH),
  nonce: bytes(NONCE_LENGTH),
  box: z
    .base64url()
    .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))),
});
export type Wrapped = z.infer<typeof wrappedSchema>;

export type Secret =
  | { readonly card: Uint8Array }
  /** Case, spaces and hyphens make no difference: it is typed from paper. */
  | { readonly passphrase: string };

export async function wrap(
  secret: Secret,
  label: string,
  content: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<Wrapped> {
  const salt = randomBytes(SALT_LENGTH);
  const nonce = randomBytes(NONCE_LENGTH);
  const box = sealed(await keyFrom(secret, salt, label), nonce, label, Buffer.from(content));
  const secretKind = 'card' in secret ? 'card' : 'passphrase';
  return { v: 1, under: secretKind, salt, nonce, box };
}

export async function unwrap(
  secret: Secret,
  label: string,
  { salt, nonce, box }: Wrapped,
): Promise<Result<string, { readonly kind: 'wrong-secret' }>> {
  const content = opened(await keyFrom(secret, salt, label), nonce, label, box);
  return content ? ok(content.toString('utf8')) : fail({ kind: 'wrong-secret' });
}

/** For paper, where each byte is typed: the nonce follows from the salt, which gives each wrap its own key. */
export async function wrapShort(
  passphrase: string,
  label: string,
  content: Uint8Array,
  salt: Uint8Array,
): Promise<Uint8Array> {
  return sealed(await keyFrom({ passphrase }, salt, label), nonceOf(salt), label, content);
}

export async function unwrapShort(
  passphrase: string,
  label: string,
  { salt, box }: Pick<Wrapped, 'salt' | 'box'>,
): Promise<Result<Uint8Array, { readonly kind: 'wrong-secret' }>> {
  const content = opened(await keyFrom({ passphrase }, salt, label), nonceOf(salt), label, box);
  return content ? ok(new Uint8Array(content)) : fail({ kind: 'wrong-secret' });
}

const nonceOf = (salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', salt, new Uint8Array(), 'chunfeng/wrap/1/nonce', NONCE_LENGTH));

function sealed(key: Buffer, nonce: Uint8Array, label: string, content: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(label));
  return new Uint8Array(
    Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]),
  );
}

function opened(
  key: Buffer,
  nonce: Uint8Array,
  label: string,
  box: Uint8Array,
): Buffer | undefined {
  if (box.length < TAG_LENGTH) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(box.subarray(-TAG_LENGTH));
  const begun = decipher.update(box.subarray(0, -TAG_LENGTH));
  try {
    return Buffer.concat([begun, decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Its form in a file. */
export function wrappedJson({ salt, nonce, box, ...rest }: Wrapped) {
  const text = (value: Uint8Array): string => Buffer.from(value).toString('base64url');
  return { ...rest, salt: text(salt), nonce: text(nonce), box: text(box) };
}

function keyFrom(secret: Secret, salt: Uint8Array, label: string): Promise<Buffer> {
  if ('card' in secret) {
    return Promise.resolve(
      Buffer.from(hkdfSync('sha256', secret.card, salt, `chunfeng/wrap/1/${label}`, KEY_LENGTH)),
    );
  }
  const typed = plainPassphrase(secret.passphrase);
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, KEY_LENGTH, PASSPHRASE_COST, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
