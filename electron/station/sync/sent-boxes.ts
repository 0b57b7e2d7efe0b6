import type { Fair } from '../../../shared/fair.ts';
import { BOX_DOMAIN, boxText, type SentBox } from '../../../shared/sync/boxes.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { WaitingBox } from '../store/people.ts';
import type { Signer } from './signed-head.ts';

/** No boxes if the fair keeps them at the entrances. */
export function boxesOf(
  signer: Signer & { readonly fair: Pick<Fair, 'boxesToServer'> },
  boxes: readonly WaitingBox[],
): SentBox[] {
  return signer.fair.boxesToServer ? boxes.map((box) => signedBox(signer, box)) : [];
}

export function signedBox(
  { fair, slot, passSeed }: Signer,
  { sealed, ...box }: WaitingBox,
): SentBox {
  const sent = { ...box, sealed: Buffer.from(sealed).toString('base64') };
  const signature = keyText(signText(BOX_DOMAIN, boxText(fair.id, slot, sent), passSeed));
  return { ...sent, signature };
}

export function waitingOf({ signature: _signature, sealed, ...box }: SentBox) {
  return { ...box, sealed: Buffer.from(sealed, 'base64') };
}
