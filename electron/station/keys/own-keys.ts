import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile as readVersion } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../error-code.ts';
import type { FairKeys } from './fair-keys.ts';
import { openOrganiserFile, type OrganiserFile, organiserFileSchema } from './fair-pack.ts';
import { openSignedFair } from './signed-fair.ts';
import { writeWhole } from './whole-file.ts';
import { wrappedJson } from './wrap.ts';

/** The organiser's file in the folder of the station where the fair was made: its passphrase opens all keys. */

export const ORGANISER_FILE = 'organiser.json';

export interface OpenedKeys {
  readonly keys: FairKeys;
  /** Absent at a sample fair, which has no organiser's file. */
  readonly passphrase?: string;
}

export type OwnFileFault = { readonly kind: 'no-file' | 'not-organisers' | 'newer' };
export type OpenKeysFault =
  | OwnFileFault
  | { readonly kind: 'damaged' | 'wrong-secret' | 'other-fair' };

export async function ownOrganiserFile(
  folder: string,
): Promise<Result<OrganiserFile, OwnFileFault>> {
  try {
    return readOrganiserFile(await readFile(join(folder, ORGANISER_FILE)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return fail({ kind: 'no-file' });
    throw error;
  }
}

export function readOrganiserFile(
  bytes: Uint8Array,
): Result<OrganiserFile, { readonly kind: 'not-organisers' | 'newer' }> {
  const file = readVersion(organiserFileSchema, jsonOf(Buffer.from(bytes).toString('utf8')));
  return file.ok ? file : fail({ kind: file.fault.kind === 'newer' ? 'newer' : 'not-organisers' });
}

/** Only for the fair that is here: a file that somebody laid beside it opens nothing. */
export async function keysOfFile(
  file: OrganiserFile,
  here: Pick<Fair, 'id' | 'signingKey'>,
  passphrase: string,
): Promise<Result<OpenedKeys, OpenKeysFault>> {
  const read = await openOrganiserFile(file, passphrase);
  if (!read.ok) {
    const { kind } = read.fault;
    return fail({ kind: kind === 'wrong-secret' || kind === 'newer' ? kind : 'damaged' });
  }
  const { fair, keys } = read.value;
  const isSame = fair.id === here.id && fair.signingKey === here.signingKey;
  return isSame ? ok({ keys, passphrase }) : fail({ kind: 'other-fair' });
}

/**
 * Puts a newer revision into the file, so that there is never an older one to go on from. Needs no passphrase:
 * the keys beside it stay sealed. False if no file that this program can write lies here.
 */
export async function reviseOwnFile(folder: string, signed: SignedFair): Promise<boolean> {
  const own = await ownOrganiserFile(folder);
  if (!own.ok) return false;
  const [before, now] = [openSignedFair(own.value.fair), openSignedFair(signed)];
  if (!before.ok || !now.ok) return false;
  const isSame =
    before.value.id === now.value.id && before.value.signingKey === now.value.signingKey;
  if (!isSame) return false;
  if (before.value.revision < now.value.revision)
    await keepOwnFile(folder, { ...own.value, fair: signed });
  return true;
}

export function keepOwnFile(folder: string, { keys, ...rest }: OrganiserFile): Promise<void> {
  const content = { ...rest, keys: wrappedJson(keys) };
  return writeWhole(join(folder, ORGANISER_FILE), `${JSON.stringify(content)}\n`);
}
