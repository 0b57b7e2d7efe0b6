import type { AnswerName, HeardAbout } from '../answers.ts';
import type { CardSays, ChainedFact } from '../facts.ts';
import { proofs } from '../proof.ts';
import { compareFacts } from './standing.ts';

/**
 * One person's newest answer to a question, among those of their best proof: who only types an ID number
 * never changes what its owner said. `facts` stand, and are in order.
 */
export function answersThatCount(facts: readonly ChainedFact[], name: AnswerName): HeardAbout {
  let best = -1;
  let found: HeardAbout = {};
  for (const { kind, what } of facts) {
    if (kind === 'withdraw' && what.consent === name) {
      best = -1;
      found = {};
    }
    if (kind !== 'checkin' || !what.about?.[name] || proofs[what.means].weight < best) continue;
    best = proofs[what.means].weight;
    found = what.about;
  }
  return found;
}

/** What the person's ID card said last, unless they withdrew it since. `facts` stand, and are in order. */
export function cardThatCounts(facts: readonly ChainedFact[]): CardSays | undefined {
  let found: CardSays | undefined;
  for (const { kind, what } of facts) {
    if (kind === 'withdraw' && what.consent === 'card') found = undefined;
    if (kind === 'checkin' && what.card) found = what.card;
  }
  return found;
}

/** Without what one person gave an employer before they withdrew it there. `facts` stand. */
export function stillGiven<F extends { readonly chained: ChainedFact }>(facts: readonly F[]): F[] {
  const withdrawn = new Map<string, ChainedFact>();
  for (const { chained } of facts) {
    if (chained.kind !== 'withdraw' || chained.what.consent !== 'employer') continue;
    const other = withdrawn.get(chained.what.employer);
    if (!other || compareFacts(chained, other) > 0) withdrawn.set(chained.what.employer, chained);
  }
  return facts.filter(({ chained }) => {
    const taken = 'booth' in chained.what ? withdrawn.get(chained.what.booth) : undefined;
    return !taken || compareFacts(chained, taken) > 0;
  });
}
