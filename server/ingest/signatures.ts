import type { Fair, StationSlot } from '../../shared/fair.ts';
import { BOX_DOMAIN, boxText, type SentBox } from '../../shared/sync/boxes.ts';
import { CONDITION_DOMAIN, conditionText, type SignedCondition } from '../../shared/condition.ts';
import {
  type Erasure,
  ERASURE_DOMAIN,
  erasureText,
  HEAD_DOMAIN,
  headText,
  type Upload,
} from '../../shared/sync/wire.ts';
import { isSigned } from '../fairs/keys.ts';

/** Which station signs what. The public keys of the fair verify all of it. */

export function isHeadSigned(fair: Fair, station: StationSlot, upload: Upload): boolean {
  const { incarnation, head } = upload;
  const text = headText(fair.id, station.slot, incarnation, head);
  return isSigned(HEAD_DOMAIN, text, head.signature, station.passKey);
}

/** Only an entrance may seal a box. */
export function isBoxSigned(
  fair: Fair,
  { slot, role, passKey }: StationSlot,
  box: SentBox,
): boolean {
  const text = boxText(fair.id, slot, box);
  return role === 'entrance' && isSigned(BOX_DOMAIN, text, box.signature, passKey);
}

export function isConditionSigned(
  fair: Fair,
  { slot, passKey }: StationSlot,
  { signature, ...condition }: SignedCondition,
): boolean {
  return isSigned(CONDITION_DOMAIN, conditionText(fair.id, slot, condition), signature, passKey);
}

/** Only an entrance may order an erasure, because a person shows their ID card there. A hub may deliver it. */
export function isErasureSigned(fair: Fair, { signature, ...erasure }: Erasure): boolean {
  const station = fair.stations.find(({ slot }) => slot === erasure.by);
  const text = erasureText(fair.id, erasure);
  return station?.role === 'entrance' && isSigned(ERASURE_DOMAIN, text, signature, station.passKey);
}
