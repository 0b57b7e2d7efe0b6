import { type Erasure, erasureToSign } from '../../../shared/sync/erasures.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { OwnErasure } from '../store/erasing.ts';
import type { Signer } from './signed-head.ts';

/** An order of erasure that was given at this station. */
export function signedErasure({ fair, slot, passSeed }: Signer, own: OwnErasure): Erasure {
  const erasure = { ...own, v: 2 as const, by: slot, targets: [...own.targets] };
  const { domain, text } = erasureToSign(fair.id, erasure);
  return { ...erasure, signature: keyText(signText(domain, text, passSeed)) };
}
