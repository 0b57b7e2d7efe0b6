import {
  COVER_DOMAIN,
  coverText,
  type FactPlace,
  type Proof,
  type WireFact,
} from '../../../shared/sync/wire.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';
import type { Signer } from './signed-head.ts';

/** This station's facts as they travel. Where a person was taken out, it signs the tombstone for each fact. */
export function factsAfter(
  signer: Signer,
  { ledger }: Pick<Store, 'ledger'>,
  { incarnation, seq, limit }: { readonly incarnation: string; seq: number; limit: number },
): WireFact[] {
  return ledger
    .wireAfter(incarnation, seq, limit)
    .map((fact, i) => covered(signer, { incarnation, seq: seq + i + 1 }, fact));
}

/** What proves whom these facts are about. */
export function proofsOf(
  signer: Signer,
  store: Pick<Store, 'ledger'>,
  unproven: readonly FactPlace[],
): Proof[] {
  return unproven.flatMap(({ incarnation, seq }) => {
    const [fact] = factsAfter(signer, store, { incarnation, seq: seq - 1, limit: 1 });
    if (!fact?.opening && !fact?.cover) return [];
    const { text: _text, hash: _hash, ...proof } = fact;
    return [{ incarnation, seq, ...proof }];
  });
}

function covered(
  { fair, slot, passSeed }: Signer,
  place: { readonly incarnation: string; readonly seq: number },
  fact: WireFact,
): WireFact {
  const { tombstone, hash } = fact;
  if (tombstone === undefined) return fact;
  const text = coverText(fair.id, { station: slot, ...place }, hash, tombstone);
  return { ...fact, cover: keyText(signText(COVER_DOMAIN, text, passSeed)) };
}
