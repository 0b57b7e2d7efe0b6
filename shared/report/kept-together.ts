/**
 * Small cells. What everybody may read never shows a part under five people, nor lets it be worked out from
 * the total and the parts beside it. Returns and workbooks of the bureau stay exact.
 */

const LEAST = 5;
const MOST_SMALL = LEAST - 1;

/** As it is; under five; at least five, hidden so that the small ones stay so. */
export type Kept = 'shown' | 'small' | 'beside';

/**
 * What becomes of each part of a total that is known to all. Parts that are hidden say 不足5 or 不少于5, and
 * the total lets nobody tell more of a small one than that. Withheld: the total is too small to be parted.
 */
export function keptTogether(counts: readonly number[]): readonly Kept[] | 'withheld' {
  if (!counts.some(isSmall)) return counts.map(() => 'shown');
  const upwards = counts
    .map((count, i) => ({ count, i }))
    .filter(({ count }) => count >= LEAST)
    .toSorted((a, b) => a.count - b.count || a.i - b.i);
  const kept = counts.map((count): Kept => (count < LEAST ? 'small' : 'shown'));
  for (const next of [undefined, ...upwards]) {
    if (next) kept[next.i] = 'beside';
    if (tellsNoMore(counts, kept)) return kept;
  }
  return 'withheld';
}

/** Too few people to be shown by themselves. */
export const isSmall = (count: number): boolean => count > 0 && count < LEAST;

/** Whether each small part may be anything from 0 to 4, for all that the hidden parts' sum says. */
export function tellsNoMore(counts: readonly number[], kept: readonly Kept[]): boolean {
  const hidden = counts
    .filter((_, i) => kept[i] !== 'shown')
    .reduce((sum, count) => sum + count, 0);
  const small = kept.filter((each) => each === 'small').length;
  const neighbours = kept.filter((each) => each === 'beside').length;
  const mayBeAll = hidden - LEAST * neighbours >= MOST_SMALL;
  const mayBeNone = neighbours > 0 || hidden <= MOST_SMALL * (small - 1);
  return mayBeAll && mayBeNone;
}

export const keptWords: Readonly<Record<Exclude<Kept, 'shown'> | 'withheld', string>> = {
  small: `不足${LEAST}`,
  beside: `不少于${LEAST}`,
  withheld: '不分列',
};
