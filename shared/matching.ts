import { type Education, educations, type Trade } from './codes.ts';
import type { FairBooth } from './fair.ts';
import { mostAMonth } from './pay.ts';

/**
 * Which posts fit what a person said, and why. Pure, and fair to employers: of posts that fit equally well,
 * those shown less often come first, and one of the least shown gets the last place.
 */

export interface Wish {
  readonly trades: readonly Trade[];
  readonly education?: Education;
  /** Yuan a month. */
  readonly payAtLeast?: number;
  readonly place?: string;
}

type Reason =
  | { readonly kind: 'trade'; readonly trade: Trade }
  | { readonly kind: 'education'; readonly education: Education }
  | { readonly kind: 'any-education' }
  | { readonly kind: 'pay' }
  | { readonly kind: 'place' }
  /** Rarely shown so far: an employer that the crowd has not found. */
  | { readonly kind: 'quiet' };

type Booth = FairBooth;
export type Post = Booth['posts'][number];

interface Match {
  readonly booth: Booth;
  readonly post: Post;
  readonly reasons: readonly Reason[];
}

export interface Showing {
  /** How often a booth has been visited or shown today. */
  readonly seen: (booth: string) => number;
  /** Posts that the person put aside. */
  readonly notForMe: ReadonlySet<string>;
  /** Different for each person, so that equal booths take turns. */
  readonly turn: string;
  readonly limit: number;
}

export interface Fitting {
  readonly matches: readonly Match[];
  /** How many posts fit, shown or not. */
  readonly total: number;
  /** The places of posts that fit except for their place, the most frequent first. */
  readonly places: readonly string[];
}

export function fittingPosts(
  booths: readonly Booth[],
  wish: Wish,
  { seen, notForMe, turn, limit }: Showing,
): Fitting {
  const wherever = booths.flatMap((booth) =>
    booth.posts.flatMap((post) => {
      const shown = !post.closed && !notForMe.has(post.code);
      const reasons = shown ? reasonsFor(post, wish) : undefined;
      return reasons ? [{ booth, post, reasons }] : [];
    }),
  );
  const fitting = wherever.filter(({ post }) => !wish.place || post.place === wish.place);
  const order = new Map(
    booths.map(({ code }) => [code, { seen: seen(code), turn: hash(turn + code) }]),
  );
  const rank = ({ booth }: Match) => order.get(booth.code) ?? { seen: 0, turn: 0 };
  const byTurn = (a: Match, b: Match): number =>
    rank(a).seen - rank(b).seen || rank(a).turn - rank(b).turn;
  // The best post of each booth first: five posts of one employer are a single choice.
  const best = new Map<string, Match>();
  const inOrder = fitting.toSorted(
    (a, b) => closeness(b, wish) - closeness(a, wish) || byTurn(a, b),
  );
  for (const match of inOrder) if (!best.has(match.booth.code)) best.set(match.booth.code, match);
  const choices = [...best.values()];
  const first = choices.slice(0, limit);
  const rest = choices.slice(limit - 1);
  const quiet = choices.length > limit ? rest.toSorted(byTurn)[0] : undefined;
  return {
    matches: quiet
      ? [...first.slice(0, limit - 1), { ...quiet, reasons: [...quiet.reasons, { kind: 'quiet' }] }]
      : first,
    total: fitting.length,
    places: frequent(wherever.map(({ post }) => post.place)),
  };
}

/** Undefined if it does not fit. */
function reasonsFor(post: Post, wish: Wish): Reason[] | undefined {
  const { trades, education, payAtLeast } = wish;
  const named = post.trade !== undefined && trades.includes(post.trade) ? post.trade : undefined;
  if (trades.length > 0 && named === undefined) return undefined;
  if (education && post.education && levelOf(education) < levelOf(post.education)) return undefined;
  if (payAtLeast !== undefined && mostAMonth(post) < payAtLeast) return undefined;
  return [
    ...(named === undefined ? [] : [{ kind: 'trade', trade: named } as const]),
    ...(education && post.education
      ? [{ kind: 'education', education: post.education } as const]
      : []),
    ...(post.education ? [] : [{ kind: 'any-education' } as const]),
    ...(payAtLeast !== undefined ? [{ kind: 'pay' } as const] : []),
    ...(wish.place !== undefined ? [{ kind: 'place' } as const] : []),
  ];
}

/**
 * The trade that was named first counts most; then a post that asks for the person's education comes before
 * one that asks for none.
 */
function closeness({ post }: Match, { trades, education }: Wish): number {
  const named = post.trade === undefined ? -1 : trades.indexOf(post.trade);
  const level = education && post.education ? levelOf(post.education) / 10 : 0;
  return (named === -1 ? 0 : trades.length - named) + level;
}

function levelOf(education: Education): number {
  return educations.findIndex(({ code }) => code === education);
}

function frequent(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([text]) => text);
}

/** FNV-1a. It only shuffles, and is no protection. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
}
