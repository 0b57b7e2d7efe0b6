import { dice } from '../fuzz/sequences.ts';

/** Everything random in a run comes from one seed. */
export interface Chance {
  /** A whole number between both ends, included. */
  between(least: number, most: number): number;
  odds(share: number): boolean;
  one<T>(list: readonly T[]): T | undefined;
  /** Picks an item as often as its weight says. */
  weighed<T>(list: readonly (readonly [number, T])[]): T;
  /** Picks small numbers as often as large ones. */
  spread(least: number, most: number): number;
  /** A seed for a generator of its own. */
  seed(): number;
}

const WHOLE = 2 ** 31;

export function chanceOf(seed: number): Chance {
  const roll = dice(seed);
  const part = (): number => roll.below(WHOLE) / WHOLE;
  return {
    between: (least, most) => least + Math.floor(part() * (most - least + 1)),
    odds: (share) => part() < share,
    one: (list) => list[roll.below(Math.max(1, list.length))],
    weighed(list) {
      let left = part() * list.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      const [last] = list.slice(-1);
      if (!last) throw new Error('nothing to choose from');
      return last[1];
    },
    spread: (least, most) => Math.round(least * (most / least) ** part()),
    seed: () => roll.below(WHOLE),
  };
}
