import type { Fact } from '../../shared/facts.ts';
import { fittingPosts } from '../../shared/matching.ts';
import type { Booth } from './book.ts';
import type { PassTells } from './who.ts';

/** The post that a tap most likely means: theirs from before, else one that fits, else the last used. */
export function likelyPost(
  booth: Booth,
  { trades, education }: PassTells,
  history: readonly Fact[],
  lastUsed: string | undefined,
): string {
  const before = history.findLast(
    ({ chained: { what } }) => 'post' in what && what.post !== undefined,
  )?.chained.what;
  if (before && 'post' in before && before.post !== undefined) return before.post;
  const said = trades.length > 0 || education !== undefined;
  const [fitting] = said
    ? fittingPosts(
        [booth],
        { trades, ...(education && { education }) },
        { seen: () => 0, notForMe: new Set(), turn: '', limit: 1 },
      ).matches
    : [];
  const [first] = [...booth.posts.filter(({ closed }) => !closed), ...booth.posts];
  return fitting?.post.code ?? lastUsed ?? first?.code ?? '';
}
