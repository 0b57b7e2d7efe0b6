import type { Words } from '../ui/text.tsx';

/** What a chart shows, and the drawing of it that is loaded later. */

export interface BarChartProps {
  readonly title: Words;
  /** What the rows are. */
  readonly first: Words;
  readonly rows: readonly string[];
  readonly series: readonly { readonly name: Words; readonly values: readonly number[] }[];
  /** Bars lie, so that names of rows have room. */
  readonly lying?: boolean;
}

export type Shown = Pick<BarChartProps, 'rows' | 'series' | 'lying'>;

export interface Bars {
  /** Moves from what was shown before. */
  show(what: Shown): void;
  dispose(): void;
}
