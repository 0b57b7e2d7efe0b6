import type { Fair } from '../../../shared/fair.ts';
import type { RecoverySheet } from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type FairKeys, keysOfRoot, type Pins, publicKeyText } from './fair-keys.ts';
import { secretOf, typedPinsOf } from './fair-root.ts';
import { pinVerifiers } from './pin-verifiers.ts';
import { SALT_LENGTH, unwrapShort, wrapShort } from './wrap.ts';

/** Makes the sheet that goes into the safe, and brings a fair's keys back from it. */

export async function recoverySheet(
  { id }: Pick<Fair, 'id'>,
  root: Uint8Array,
  passphrase: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<RecoverySheet> {
  const salt = randomBytes(SALT_LENGTH);
  return { fair: id, salt, box: await wrapShort(passphrase, labelOf(id), root, salt) };
}

export type RecoveryFault = { readonly kind: 'other-fair' | 'wrong-secret' };

/** What the sheet holds, before any file of the fair is here. */
export const rootOfSheet = (
  sheet: RecoverySheet,
  passphrase: string,
): Promise<Result<Uint8Array, { readonly kind: 'wrong-secret' }>> =>
  unwrapShort(passphrase, labelOf(sheet.fair), sheet);

/** The key that signs the fair of this root, and its public half. */
export function signingKeyOf(root: Uint8Array) {
  const signingKey = secretOf(root, 'signing');
  return { signingKey, publicKey: publicKeyText('ed25519', signingKey) };
}

/**
 * The keys of a fair whose signed file is here. They must match that file: its id is short enough to be
 * imitated, and somebody who puts a file of their own beside the sheet must get nothing.
 */
export async function recoveredKeys(
  sheet: RecoverySheet,
  fair: Fair,
  passphrase: string,
  /** Where PINs of the organiser's own choice are known, as at an enrolled station. */
  pins?: Pins,
): Promise<Result<FairKeys, RecoveryFault>> {
  if (sheet.fair !== fair.id) return fail({ kind: 'other-fair' });
  const root = await rootOfSheet(sheet, passphrase);
  return root.ok ? keysFromRoot(root.value, fair, pins) : root;
}

export async function keysFromRoot(
  root: Uint8Array,
  fair: Fair,
  pins?: Pins,
): Promise<Result<FairKeys, { readonly kind: 'other-fair' }>> {
  const keys = keysOfRoot(
    root,
    fair.stations.map(({ slot }) => slot),
  );
  const isOfFair =
    publicKeyText('x25519', keys.sealingKey) === fair.sealingKey &&
    publicKeyText('ed25519', keys.signingKey) === fair.signingKey;
  if (!isOfFair) return fail({ kind: 'other-fair' });
  return ok({ ...keys, pins: pins ?? (await pinVerifiers(root, typedPinsOf(root))) });
}

const labelOf = (fair: string): string => `recovery/${fair}`;
