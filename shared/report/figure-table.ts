import { type Figure, isFigure } from '../tally/figures.ts';

/** Looks up the figures of one scope by name. */

export interface FigureRow {
  readonly scope: string;
  readonly figure: string;
  readonly slice: string;
  readonly value: number;
}

export interface FigureTable {
  /** The total, or a slice such as `booth:A01`. */
  of(figure: Figure, slice?: string): number;
  /** The values of a slice by the part after its name: for `booth`, by booth. */
  by(figure: Figure, slice: string): ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

export function figureTable(rows: Iterable<FigureRow>, scope: string): FigureTable {
  const totals = new Map<string, number>();
  const slices = new Map<string, Map<string, number>>();
  for (const { figure, slice, value, ...row } of rows) {
    if (row.scope !== scope || !isFigure(figure)) continue;
    totals.set(`${figure} ${slice}`, value);
    const colon = slice.indexOf(':');
    if (colon < 0) continue;
    const name = `${figure} ${slice.slice(0, colon)}`;
    const own = slices.get(name) ?? new Map<string, number>();
    own.set(slice.slice(colon + 1), value);
    slices.set(name, own);
  }
  return {
    of: (figure, slice = '') => totals.get(`${figure} ${slice}`) ?? 0,
    by: (figure, slice) => slices.get(`${figure} ${slice}`) ?? NONE,
  };
}
