import type { AuthorisedFact } from '../authority.ts';
import type { Figure } from './figures.ts';
import { contributionsOfAll } from './fold.ts';
import type { Contribution, TallyRules } from './tally.ts';

export type Movement = Pick<Contribution, 'scope' | 'figure' | 'slice' | 'value'>;

/** How figures move if `after` is counted instead of `before`. Each must hold its subjects whole. */
export function* movementsBetween(
  before: readonly AuthorisedFact[],
  after: readonly AuthorisedFact[],
  rules: TallyRules,
): Generator<Movement> {
  yield* contributionsOfAll(after, rules);
  for (const { scope, figure, slice, value } of contributionsOfAll(before, rules)) {
    yield { scope, figure, slice, value: -value };
  }
}

/** Sums of movements. Nested maps, because a busy server adds millions and a joined key is slow. */
export class Movements {
  readonly #sums = new Map<string, Map<Figure, Map<string, number>>>();

  add({ scope, figure, slice, value }: Movement): void {
    const figures = this.#sums.get(scope) ?? new Map<Figure, Map<string, number>>();
    const slices = figures.get(figure) ?? new Map<string, number>();
    if (slices.size === 0) this.#sums.set(scope, figures.set(figure, slices));
    slices.set(slice, (slices.get(slice) ?? 0) + value);
  }

  /** Leaves out zeros. */
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
