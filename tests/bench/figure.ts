/** What a figure may use during its measurement. */
export interface Bench {
  /** A temporary folder for this figure; removed afterwards. */
  readonly folder: string;
  /** Builds the page on the first call, and returns its folder. */
  readonly page: () => Promise<string>;
  /** Another checkout to compare with, if one was named. */
  readonly against?: string | undefined;
}

export interface Measured {
  readonly value: number;
  /** The sample size, the baseline, and the spread of the values. */
  readonly note: string;
  /** For the table of homes: its rows, each with what stands there. */
  readonly cells?: Readonly<Record<string, string>>;
}

/** Where a server keeps its data. */
export type HomeName = 'sqlite' | 'postgres' | 'citus';

/** Replaces a measurement where this machine lacks what it needs. */
export interface Skipped {
  readonly skipped: string;
}

/** `full` measures at the size that the aim names; `tiny` only shows that the figure still runs. */
export type Scale = 'full' | 'tiny';

/** One number of `npm run bench`: preferably a ratio within one run, which depends less on the machine. */
export interface Figure {
  readonly name: string;
  /** Of a figure that is measured on each home alike. */
  readonly home?: HomeName;
  readonly unit: 'ratio' | 'ms' | 's' | 'MB' | 'count';
  /** The value should not exceed this. */
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

/** A time depends on the machine as much as on the program: above its aim it is "slow", not a failure. */
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

/** The interquartile range, for a note: how far the values spread. */
export function spread(values: readonly number[]): string {
  return `${quantile(values, 0.25).toFixed(3)} to ${quantile(values, 0.75).toFixed(3)} ms`;
}
