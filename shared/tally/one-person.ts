import { blankOf, type PersonalFact } from '../facts.ts';
import { shortOf } from '../pass.ts';
import { compareFacts } from './standing.ts';

/**
 * One person may have several pseudonyms: their own, that of a pre-printed pass that was bound to them, and
 * the beginning of either if a booth typed the short code.
 */

export type Whose = (pseudonym: string) => string;

/**
 * `counting` are the facts that stand. What was ever written makes a short code ambiguous, so that nobody need
 * know of all look-alikes which still stand. Pseudonyms that are not certainly the same person stay separate.
 */
export function whoseIn(
  counting: readonly PersonalFact[],
  written: readonly PersonalFact[] = counting,
): Whose {
  const bound = new Map<string, PersonalFact>();
  const whole = new Map<string, Set<string>>();
  const know = (pseudonym: string): void => {
    const short = shortOf(pseudonym);
    if (short === pseudonym) return;
    whole.set(short, (whole.get(short) ?? new Set()).add(pseudonym));
  };
  for (const fact of written) {
    const { pseudonym } = fact;
    if (pseudonym === undefined) continue;
    know(pseudonym);
    const blank = blankOf(fact);
    if (blank !== undefined) know(blank);
  }
  for (const fact of counting) {
    const { chained, pseudonym } = fact;
    const blank = blankOf(fact);
    if (pseudonym === undefined || blank === undefined) continue;
    const other = bound.get(blank);
    if (!other || compareFacts(chained, other.chained) > 0) bound.set(blank, fact);
  }
  return (pseudonym) => {
    const known = whole.get(pseudonym);
    const [only = pseudonym, more] = known ?? [];
    const one = more === undefined ? only : pseudonym;
    return bound.get(one)?.pseudonym ?? one;
  };
}
