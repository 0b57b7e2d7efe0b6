import { ERASURE_DOMAIN, type Erasure, erasureText } from '../../../shared/sync/wire.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';
import type { Signer } from './signed-head.ts';

/** Orders of erasure that were given at this station, not those received from others. */
export const ownErasures = ({ erasures }: Pick<Store, 'erasures'>) =>
  erasures().filter(({ heard }) => !heard);

export function signedErasure(
  { fair, slot, passSeed }: Signer,
  { pseudonym, also, tombstone, stampMs }: Omit<Erasure, 'by' | 'signature'>,
): Erasure {
  const erasure = { by: slot, pseudonym, also, tombstone, stampMs };
  const text = erasureText(fair.id, erasure);
  return { ...erasure, signature: keyText(signText(ERASURE_DOMAIN, text, passSeed)) };
}
