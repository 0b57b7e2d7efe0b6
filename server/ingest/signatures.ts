import type { Fair, StationSlot } from '../../shared/fair.ts';
import { BOX_DOMAIN, boxText, type SentBox } from '../../shared/sync/boxes.ts';
import type { CanonicalObject } from '../../shared/canonical.ts';
import { CONDITION_DOMAIN, conditionText } from '../../shared/condition.ts';
import type { Envelope } from '../../shared/facts.ts';
import {
  type Beside,
  COVER_DOMAIN,
  coverText,
  HEAD_DOMAIN,
  headText,
  type Upload,
} from '../../shared/sync/wire.ts';
import { isSigned } from '../fairs/keys.ts';

/** Which station signs what. The public keys of the fair verify all of it. */

export function isHeadSigned(
  fair: Pick<Fair, 'id'>,
  station: StationSlot,
  upload: Pick<Upload, 'incarnation' | 'head'>,
): boolean {
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
  { signature, ...condition }: CanonicalObject,
): boolean {
  const text = conditionText(fair.id, slot, condition);
  return typeof signature === 'string' && isSigned(CONDITION_DOMAIN, text, signature, passKey);
}

/** Whether a fact's author says that this tombstone stands for its person. */
export function isCoverSigned(
  fair: Fair,
  fact: Pick<Envelope, 'station' | 'incarnation' | 'seq'>,
  hash: string,
  { tombstone, cover }: Pick<Beside, 'tombstone' | 'cover'>,
): boolean {
  const author = fair.stations.find(({ slot }) => slot === fact.station);
  if (!author || tombstone === undefined || cover === undefined) return false;
  return isSigned(COVER_DOMAIN, coverText(fair.id, fact, hash, tombstone), cover, author.passKey);
}
