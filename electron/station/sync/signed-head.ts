import type { Head } from '../../../shared/chain.ts';
import type { Fair } from '../../../shared/fair.ts';
import { HEAD_DOMAIN, headText, type SignedHead } from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';

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

/** Whether this station signed it, at any time and on any machine. */
export function isSignedHead(
  { fair, slot }: { readonly fair: Pick<Fair, 'id' | 'stations'>; readonly slot: number },
  incarnation: string,
  { signature, ...head }: SignedHead,
): boolean {
  const key = fair.stations.find((station) => station.slot === slot)?.passKey;
  const text = headText(fair.id, slot, incarnation, head);
  return key !== undefined && isSigned(HEAD_DOMAIN, text, Buffer.from(signature, 'base64url'), key);
}
