import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { About } from '../../../shared/answers.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fittingPosts } from '../../../shared/matching.ts';
import { finder } from '../../../shared/names/find.ts';

/** As many as a person can read while someone waits behind them. */
const SHOWN = 3;

type Wanted = Omit<CallInput<'arrival.posts'>, 'arrival' | 'find'> & {
  /** Whether it is what they typed; their answers count no more. */
  readonly finds?: ReturnType<typeof finder>;
};

/**
 * Recommends posts to the person at the kiosk. It remembers which booths it showed today, so that
 * every employer shows about as often; it remembers no person.
 */
export function recommendations(fair: Pick<Fair, 'booths'>, visitsOf: (booth: string) => number) {
  const shown = new Map<string, number>();
  return function recommend(
    { pseudonym, about }: { readonly pseudonym: string; readonly about: About },
    { notForMe, payAtLeast, place, finds }: Wanted,
  ): Extract<CallOutput<'arrival.posts'>, { ok: true }>['value'] {
    const trades = (!finds && about.trades?.value) || [];
    const education = finds ? undefined : about.education?.value;
    const { matches, total, places } = fittingPosts(
      finds ? fair.booths.map((booth) => foundAt(booth, finds)) : fair.booths,
      {
        trades,
        ...(education && { education }),
        ...(payAtLeast !== undefined && { payAtLeast }),
        ...(place !== undefined && { place }),
      },
      {
        seen: (booth) => (shown.get(booth) ?? 0) + visitsOf(booth),
        notForMe: new Set(notForMe),
        turn: pseudonym,
        limit: SHOWN,
      },
    );
    for (const { booth } of matches) shown.set(booth.code, (shown.get(booth.code) ?? 0) + 1);
    return {
      posts: matches.map(({ booth, post, reasons }) => ({
        code: post.code,
        title: post.zh,
        employer: booth.employer,
        booth: booth.code,
        ...(post.pay && { pay: post.pay }),
        ...(post.payText !== undefined && { payText: post.payText }),
        ...(post.per && { per: post.per }),
        place: post.place,
        reasons: [...reasons],
      })),
      total,
      places: [...places],
      asked: trades.length > 0 || education !== undefined,
    };
  };
}

function foundAt(booth: Fair['booths'][number], finds: ReturnType<typeof finder>) {
  return { ...booth, posts: booth.posts.filter(({ zh }) => finds(zh, booth.employer, booth.code)) };
}

/** For what somebody typed. The readings of all characters are loaded with the first search. */
export async function finderOf(query: string): Promise<ReturnType<typeof finder>> {
  const { spelled } = await import('../../../shared/names/spelled.ts');
  return finder(query, spelled);
}

export type Recommend = ReturnType<typeof recommendations>;
