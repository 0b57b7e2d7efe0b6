/** One number of `npm run bench`: a ratio within one run wherever that says more than a time. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ratio' | 'ms' | 's' | 'MB' | 'count';
  /** At most this is well. */
  readonly aim: number;
  /** Measures in a folder of its own, which is taken away afterwards. */
  measure(folder: string): Promise<Measured>;
}

export interface Measured {
  readonly value: number;
  /** How many, what against what, and how far they spread. */
  readonly note: string;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle half, for a note: how far the values lie apart. */
export function spread(values: readonly number[]): string {
  return `${quantile(values, 0.25).toFixed(3)} to ${quantile(values, 0.75).toFixed(3)} ms`;
}
