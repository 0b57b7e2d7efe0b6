import type { Fact } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';

/**
 * Why a post does not accept a person. A closed post still accepts people with an earlier action
 * there.
 */
export function postFault(
  { posts }: Fair['booths'][number],
  post: string,
  history: readonly Fact[],
): 'no-such-post' | 'post-closed' | undefined {
  const found = posts.find(({ code }) => code === post);
  if (!found) return 'no-such-post';
  return found.closed && !history.some((fact) => postOf(fact) === post) ? 'post-closed' : undefined;
}

export function postOf({ chained: { what } }: Fact): string | undefined {
  return 'post' in what ? what.post : undefined;
}
