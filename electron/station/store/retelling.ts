import { chainedText, type Head } from '../../../shared/chain.ts';
import {
  type ChainedFact,
  chainedFactSchema,
  type Fact,
  type FactRef,
  refOf,
} from '../../../shared/facts.ts';
import { sha256 } from '../keys/sha256.ts';
import type { FoundFact } from './found.ts';

/** Facts that a gap cut off from the chain, written again at its end. */

/** Each keeps its person and its time. A fact that names another one names its new place. */
export function retold(
  facts: readonly Fact[],
  from: { readonly incarnation: string; readonly head: Head },
): FoundFact[] {
  const told: FoundFact[] = [];
  const places = new Map<FactRef, FactRef>();
  let { head } = from;
  for (const { chained, person } of facts) {
    const moved = {
      ...renamed(chained, places),
      incarnation: from.incarnation,
      seq: head.seq + 1,
      prev: head.hash,
    };
    const text = chainedText(chainedFactSchema.parse(moved));
    head = { seq: moved.seq, hash: sha256(text) };
    places.set(refOf(chained), refOf(moved));
    told.push({ fact: { chained: moved, hash: head.hash, ...(person && { person }) }, text });
  }
  return told;
}

function renamed(fact: ChainedFact, places: ReadonlyMap<FactRef, FactRef>): ChainedFact {
  const now = (ref: FactRef): FactRef => places.get(ref) ?? ref;
  if (fact.kind === 'retract')
    return { ...fact, what: { ...fact.what, fact: now(fact.what.fact) } };
  if (fact.kind === 'decide') return { ...fact, what: { ...fact.what, fact: now(fact.what.fact) } };
  if (fact.kind === 'intent') {
    return { ...fact, what: { ...fact.what, supersedes: fact.what.supersedes.map(now) } };
  }
  if (fact.kind !== 'checkin' || fact.what.refines === undefined) return fact;
  return { ...fact, what: { ...fact.what, refines: now(fact.what.refines) } };
}
