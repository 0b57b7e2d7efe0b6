import type { Trade } from '../../codes.ts';
import type { FairBooth, FairPost } from '../../fair.ts';
import { comparable } from '../../names/find.ts';

/** What rows of a table say of posts and employers. */

type Says<T> = { readonly [K in keyof T]?: T[K] | null };

/** A field that is absent says nothing: what is known stays. Null says that there is none. */
export type PostSays = Says<Omit<FairPost, 'code' | 'zh' | 'closed'>>;
export type BoothSays = Partial<
  Pick<FairBooth, 'about' | 'at' | 'industry' | 'kind' | 'region' | 'address'>
>;

export interface ReadPost {
  readonly zh: string;
  readonly code?: string;
  readonly closed?: boolean;
  readonly says: PostSays;
  /** Out of its name: it counts where nobody has said a trade. */
  readonly proposed?: Trade;
}

export interface ReadRow {
  readonly sheet: string;
  readonly row: number;
  readonly employer: string;
  /** As the cell has it; absent if it names none. */
  readonly booth?: string;
  readonly zone?: string;
  readonly says: BoothSays;
  readonly posts: readonly ReadPost[];
}

/** One name, however it is spaced, and whatever its dots, brackets and width. */
export function sameName(name: string): string {
  const before = comparables.get(name);
  if (before !== undefined) return before;
  if (comparables.size > MOST_NAMES) comparables.clear();
  const made = comparable(name);
  comparables.set(name, made);
  return made;
}

/** A table repeats its names row by row. */
const comparables = new Map<string, string>();
const MOST_NAMES = 50_000;
