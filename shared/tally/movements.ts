import type { Figure } from './figures.ts';
import type { Contribution } from './tally.ts';

export type Movement = Pick<Contribution, 'scope' | 'figure' | 'slice' | 'value'>;

/** What figures move by, summed up. Without a key for each: a busy server adds up millions of them. */
export class Movements {
  readonly #sums = new Map<string, Map<Figure, Map<string, number>>>();

  add({ scope, figure, slice, value }: Movement, sign: 1 | -1): void {
    const figures = this.#sums.get(scope) ?? new Map<Figure, Map<string, number>>();
    const slices = figures.get(figure) ?? new Map<string, number>();
    if (slices.size === 0) this.#sums.set(scope, figures.set(figure, slices));
    slices.set(slice, (slices.get(slice) ?? 0) + sign * value);
  }

  /** None that is nought. */
  *all(): Generator<Movement> {
    for (const [scope, figures] of this.#sums) {
      for (const [figure, slices] of figures) {
        for (const [slice, value] of slices) {
          if (value !== 0) yield { scope, figure, slice, value };
        }
      }
    }
  }
}
