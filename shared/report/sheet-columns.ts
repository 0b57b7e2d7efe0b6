import { taps } from '../deeds.ts';

/** Columns, and their sums, that several sheets have. */

export const tapColumns = taps.map(
  ({ heading }) => [heading, heading.length > 5 ? 14 : 12] as const,
);

export const sumOf = <F extends string>(
  lines: readonly Readonly<Record<F, number>>[],
  figure: F,
): number => lines.reduce((sum, line) => sum + line[figure], 0);
