import { readFact } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { COVER_DOMAIN, coverText, type WireFact } from '../../../shared/sync/wire.ts';
import { isSigned } from '../keys/fair-keys.ts';

/** A fact as it came, without a tombstone that its author did not sign. */
export function honestFact(
  fair: Pick<Fair, 'id' | 'stations'>,
  { tombstone, cover, ...fact }: WireFact,
): WireFact {
  if (tombstone === undefined || cover === undefined) {
    return { ...fact, ...(tombstone !== undefined && { tombstone }) };
  }
  const { envelope } = readFact(fact.text) ?? {};
  const author = fair.stations.find((other) => other.slot === envelope?.station);
  const text = envelope && coverText(fair.id, envelope, fact.hash, tombstone);
  const covered =
    author &&
    text !== undefined &&
    isSigned(COVER_DOMAIN, text, Buffer.from(cover, 'base64url'), author.passKey);
  return covered ? { ...fact, tombstone } : fact;
}
