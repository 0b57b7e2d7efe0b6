import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { heardAboutSchema, knownOf } from '../../../shared/answers.ts';
import { type Registration, registrationSchema } from '../../../shared/fair.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isMissing } from '../store/backup.ts';

/**
 * Registered people as they travel to the entrances: masked names and answers under keyed hashes,
 * encrypted with a key that only entrances can derive. A lost stick reveals nothing.
 */

export const PEOPLE_FILE = 'people.pack';

const MAGIC = Buffer.from('CFP1');
const SALT_LENGTH = 16;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const MOST_UNPACKED = 256 * 1024 * 1024;

/** A newer program may have sealed answers that this one does not know. */
const peopleSchema = z.array(registrationSchema.extend({ about: heardAboutSchema }));

export function packPeople(
  people: readonly Registration[],
  fair: string,
  pseudonymKey: Uint8Array,
  randomBytes: (length: number) => Uint8Array,
): Buffer {
  const salt = randomBytes(SALT_LENGTH);
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', keyFor(fair, pseudonymKey, salt), nonce);
  cipher.setAAD(Buffer.from(fair));
  const plain = gzipSync(JSON.stringify(people));
  const box = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([MAGIC, salt, nonce, box]);
}

export function unpackPeople(
  pack: Uint8Array,
  fair: string,
  pseudonymKey: Uint8Array,
): Result<Registration[], { readonly kind: 'not-ours' }> {
  const head = MAGIC.length + SALT_LENGTH + NONCE_LENGTH;
  if (pack.length < head + TAG_LENGTH || !MAGIC.equals(pack.subarray(0, MAGIC.length))) {
    return fail({ kind: 'not-ours' });
  }
  const salt = pack.subarray(MAGIC.length, MAGIC.length + SALT_LENGTH);
  const nonce = pack.subarray(MAGIC.length + SALT_LENGTH, head);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(fair, pseudonymKey, salt), nonce);
  decipher.setAAD(Buffer.from(fair));
  decipher.setAuthTag(pack.subarray(-TAG_LENGTH));
  try {
    const plain = Buffer.concat([
      decipher.update(pack.subarray(head, -TAG_LENGTH)),
      decipher.final(),
    ]);
    const people = readKnown(
      peopleSchema,
      JSON.parse(gunzipSync(plain, { maxOutputLength: MOST_UNPACKED }).toString('utf8')),
    );
    if (!people) return fail({ kind: 'not-ours' });
    return ok(people.value.map(({ about, ...person }) => ({ ...person, about: knownOf(about) })));
  } catch {
    return fail({ kind: 'not-ours' });
  }
}

/** The pack in a station's folder; undefined if nobody registered. */
export async function peopleOf(
  folder: string,
  fair: string,
  pseudonymKey: Uint8Array,
): Promise<Result<Registration[], { readonly kind: 'not-ours' }>> {
  try {
    return unpackPeople(await readFile(join(folder, PEOPLE_FILE)), fair, pseudonymKey);
  } catch (error) {
    if (isMissing(error)) return ok([]);
    throw error;
  }
}

function keyFor(fair: string, pseudonymKey: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', pseudonymKey, salt, `chunfeng/people/1/${fair}`, 32));
}
