import type { Fact } from '../../../shared/facts.ts';
import { fittingPosts } from '../../../shared/matching.ts';
import type { Booth } from './book.ts';
import { postFault, postOf } from './post-fault.ts';
import type { PassTells } from '../counter/who.ts';

/**
 * The post that the next tap is most likely for: the person's earlier one, else one that fits them,
 * else the last used one. Always a post of this booth that accepts this person, or ''.
 */
export function likelyPost(
  booth: Booth,
  { trades, education }: PassTells,
  history: readonly Fact[],
  lastUsed: string | undefined,
): string {
  const hasWishes = trades.length > 0 || education !== undefined;
  const fitting = hasWishes
    ? fittingPosts(
        [booth],
        { trades, ...(education && { education }) },
        { seen: () => 0, notForMe: new Set(), turn: '', limit: 1 },
      ).matches.map(({ post }) => post.code)
    : [];
  const likely = [
    ...history.flatMap((fact) => postOf(fact) ?? []).slice(-1),
    ...fitting,
    ...(lastUsed === undefined ? [] : [lastUsed]),
    ...booth.posts.map(({ code }) => code),
  ];
  return likely.find((post) => postFault(booth, post, history) === undefined) ?? '';
}
