import { z } from 'zod';
import { jsonOf } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Figure, figureNames, figures, isFigure } from '../tally/figures.ts';
import type { DayView } from './day-view.ts';

/**
 * Compares a former fair with this one, from the file that was exported then. A figure that was defined
 * differently is shown but not compared.
 */

const formerSchema = z
  .object({
    v: z.literal(1),
    fair: z.object({ id: z.string(), name: z.string() }),
    scope: z.string(),
    definitions: z.record(z.string(), z.object({ zh: z.string() })),
    figures: z.array(z.object({ figure: z.string(), slice: z.string(), value: z.int() })),
  })
  .transform(({ fair, scope, definitions, figures: all }) => ({
    name: fair.name,
    scope,
    totals: new Map(
      all.flatMap(({ figure, slice, value }) =>
        slice === '' && isFigure(figure) ? [[figure, value] as const] : [],
      ),
    ),
    definedAlike: new Set(
      figureNames.filter((figure) => definitions[figure]?.zh === figures[figure].zh),
    ),
  }));
export type Former = z.infer<typeof formerSchema>;

export function readFormer(text: string): Result<Former, { readonly kind: 'not-an-export' }> {
  const read = formerSchema.safeParse(jsonOf(text));
  return read.success ? ok(read.data) : fail({ kind: 'not-an-export' });
}

export interface Beside {
  readonly figure: Figure;
  readonly now: number;
  readonly before: number;
  /** Relative to the former figure (`changeOf`); absent if it cannot be computed. */
  readonly change: number | undefined;
  readonly definedAlike: boolean;
}

export function besideFormer({ totals }: Pick<DayView, 'totals'>, former: Former): Beside[] {
  return figureNames.flatMap((figure) => {
    const now = totals[figure];
    const before = former.totals.get(figure) ?? 0;
    if (now + before === 0) return [];
    const definedAlike = former.definedAlike.has(figure);
    const change = definedAlike ? changeOf(now, before) : undefined;
    return [{ figure, now, before, change, definedAlike }];
  });
}

/** In tenths of a percent, rounded down; undefined where the former figure is 0. */
export const changeOf = (now: number, before: number): number | undefined =>
  before > 0 ? Math.floor(((now - before) * 1_000) / before) : undefined;

/** `+12.3%` */
export function changeText(tenths: number): string {
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  const size = Math.abs(tenths);
  return `${sign}${Math.floor(size / 10)}.${size % 10}%`;
}
