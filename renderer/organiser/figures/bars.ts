import type { Words } from '../../ui/text.tsx';

/** The data of a chart; the code that draws it is loaded later. */

export interface BarChartProps {
  readonly title: Words;
  /** The heading of the rows. */
  readonly first: Words;
  readonly rows: readonly string[];
  readonly series: readonly { readonly name: Words; readonly values: readonly number[] }[];
  /** Horizontal bars, so that the names of rows have room. */
  readonly lying?: boolean;
}

export type Shown = Pick<BarChartProps, 'rows' | 'series' | 'lying'>;

export interface Bars {
  /** Animates from what was shown before. */
  show(what: Shown): void;
  dispose(): void;
}
