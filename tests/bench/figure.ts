/** What a figure may use while it is measured. */
export interface Bench {
  /** Its own, which is removed afterwards. */
  readonly folder: string;
  /** Builds the page on the first call, and answers with its folder. */
  readonly page: () => Promise<string>;
}

export interface Measured {
  readonly value: number;
  /** How many were measured, against what, and how far the values lie apart. */
  readonly note: string;
}

/** In place of a measurement where this machine lacks what it needs. */
export interface Skipped {
  readonly skipped: string;
}

/** As large as its aim says, or as small as shows that it still runs. */
export type Scale = 'full' | 'tiny';

/** One number of `npm run bench`: a ratio within one run wherever that says more than a time. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ratio' | 'ms' | 's' | 'MB' | 'count';
  /** The value should be no higher than this. */
  readonly aim: number;
  readonly measure: (bench: Bench, scale: Scale) => Promise<Measured | Skipped>;
}

interface Sized<Size> extends Omit<Figure, 'measure'> {
  readonly full: Size;
  readonly tiny: Size;
  readonly measure: (bench: Bench, size: Size) => Promise<Measured | Skipped>;
}

export function figure<Size>({ full, tiny, measure, ...rest }: Sized<Size>): Figure {
  const sizes = { full, tiny };
  return { ...rest, measure: (bench, scale) => measure(bench, sizes[scale]) };
}

export type Judgement = 'within' | 'slow' | 'over' | 'too small to say';

/** A time says as much of the machine as of the program: above its aim it is slow, and fails nothing. */
export function judge({ unit, aim }: Figure, value: number, scale: Scale): Judgement {
  if (scale === 'tiny') return 'too small to say';
  if (value <= aim) return 'within';
  return unit === 's' || unit === 'ms' ? 'slow' : 'over';
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
