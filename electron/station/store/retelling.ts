import { type Canonical, canonicalObjectSchema, canonicalText } from '../../../shared/canonical.ts';
import type { Head } from '../../../shared/chain.ts';
import { type FactRef, refOf } from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import { sha256 } from '../keys/sha256.ts';
import { type KeptFact, keptOf } from './kept-facts.ts';

/** Facts that a gap cut off from the chain, written again at its end. */

/**
 * Each keeps its person and its time, and what a newer version wrote into it. A fact that names another one
 * names its new place.
 */
export function writtenAgain(
  facts: readonly KeptFact[],
  from: { readonly incarnation: string; readonly head: Head },
): KeptFact[] {
  const written: KeptFact[] = [];
  const places = new Map<FactRef, FactRef>();
  let { head } = from;
  for (const { text: before, envelope, person } of facts) {
    const place = { incarnation: from.incarnation, seq: head.seq + 1, prev: head.hash };
    const fact = canonicalObjectSchema.parse(jsonOf(before));
    const text = canonicalText({ ...fact, ...place, what: renamed(fact.what ?? {}, places) });
    head = { seq: place.seq, hash: sha256(text) };
    places.set(refOf(envelope), refOf({ ...envelope, ...place }));
    written.push({ ...keptOf({ text, hash: head.hash }), ...(person && { person }) });
  }
  return written;
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);

function renamed(value: Canonical, places: ReadonlyMap<FactRef, FactRef>): Canonical {
  if (typeof value === 'string') return places.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((each) => renamed(each, places));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, renamed(each, places)]),
  );
}
