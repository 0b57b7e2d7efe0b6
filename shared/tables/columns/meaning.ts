import type { Words } from '../../say.ts';

/** What a column may mean, and how it is known by its heading and by its cells. */
export interface Meaning<M extends string> {
  readonly is: M;
  readonly words: Words;
  /** Plain headings that say it, separated by spaces. */
  readonly headings: string;
  /** Headings that are like it. */
  readonly like?: RegExp;
  /** Headings that may stand for it where no other column does. */
  readonly perhaps?: RegExp;
  /** What its cells must look like then. */
  readonly perhapsLook?: (cell: string) => boolean;
  readonly unlike?: RegExp;
  /** What its cells look like. A column whose cells look otherwise is not it, unless its heading says exactly so. */
  readonly look?: (cell: string) => boolean;
  /** What its cells look like where no heading speaks for it, and the least share that must. */
  readonly fromCells?: readonly [look: (cell: string) => boolean, least: number];
  /** No table is without it: it may take a column that another meaning has. */
  readonly needed?: true;
  /** Several columns make it together. */
  readonly several?: true;
  /** Why its cells are left out, although they are understood. */
  readonly leftOut?: Words;
}

export const SCORE = { exact: 100, like: 60, perhaps: 40, unlike: 30, cells: 20 } as const;

export interface Vocabulary<M extends string> {
  readonly meanings: readonly Meaning<M>[];
  readonly exact: ReadonlyMap<string, Meaning<M>>;
}

export function vocabularyOf<M extends string>(meanings: readonly Meaning<M>[]): Vocabulary<M> {
  const exact = new Map<string, Meaning<M>>();
  for (const meaning of meanings) {
    for (const heading of meaning.headings.split(' ')) {
      if (!exact.has(heading)) exact.set(heading, meaning);
    }
  }
  return { meanings, exact };
}

/** How well a plain heading says a meaning. */
export function headingScore<M extends string>(
  { exact }: Vocabulary<M>,
  meaning: Meaning<M>,
  plain: string,
): number {
  if (plain === '') return 0;
  if (exact.get(plain) === meaning) return SCORE.exact;
  if (meaning.unlike?.test(plain)) return 0;
  if (meaning.like?.test(plain)) return SCORE.like;
  return meaning.perhaps?.test(plain) ? SCORE.perhaps : 0;
}
