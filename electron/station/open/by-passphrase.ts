import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Enrolment, unlock } from '../keys/enrolment.ts';
import { secretsOfSlot, type StationSecrets } from '../keys/fair-pack.ts';
import { staffCardOf } from '../keys/fair-root.ts';
import {
  keysOfFile,
  type OpenedKeys,
  type OpenKeysFault,
  ownOrganiserFile,
} from '../keys/own-keys.ts';

/** At the station where the fair was made, the organiser's passphrase stands in for the staff card. */

export interface OpenedByPassphrase {
  readonly secrets: StationSecrets;
  readonly keys: OpenedKeys;
  /** Opens the station after a crash, when nobody is asked; the passphrase is kept nowhere for that. */
  readonly card?: string;
}

export async function hasOwnFile(folder: string): Promise<boolean> {
  const own = await ownOrganiserFile(folder);
  return own.ok || own.fault.kind !== 'no-file';
}

export async function openByPassphrase(
  folder: string,
  enrolment: Enrolment,
  passphrase: string,
): Promise<Result<OpenedByPassphrase, OpenKeysFault>> {
  const { fair, slot } = enrolment;
  const file = await ownOrganiserFile(folder);
  if (!file.ok) return file;
  const keys = await keysOfFile(file.value, fair, passphrase);
  if (!keys.ok) return keys;
  const secrets = secretsOfSlot(fair, keys.value.keys, slot);
  if (!secrets) return fail({ kind: 'damaged' });
  const { root } = keys.value.keys;
  const card = root && staffCardOf(root, fair);
  const isItsCard = card !== undefined && (await unlock(enrolment, card)).ok;
  return ok({ secrets, keys: keys.value, ...(isItsCard && { card }) });
}
