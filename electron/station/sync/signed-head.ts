import type { Head } from '../../../shared/chain.ts';
import { HEAD_DOMAIN, headText, type SignedHead } from '../../../shared/sync/wire.ts';
import { keyText, signText } from '../keys/fair-keys.ts';

export interface Signer {
  readonly fair: { readonly id: string };
  readonly slot: number;
  /** The station's own key; it signs its heads as an entrance signs passes. */
  readonly passSeed: Uint8Array;
}

export function signedHead(
  { fair, slot, passSeed }: Signer,
  incarnation: string,
  head: Head,
): SignedHead {
  const text = headText(fair.id, slot, incarnation, head);
  return { ...head, signature: keyText(signText(HEAD_DOMAIN, text, passSeed)) };
}
