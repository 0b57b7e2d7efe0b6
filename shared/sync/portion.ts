/**
 * How much goes at once. Over a thin line a large body is cut off before it is through, time and
 * again: whoever sends takes less then, and more as soon as that gets through.
 */

const FIRST = 1_500;
const SMALLEST = 20;

export interface Portion {
  readonly size: number;
  through(sent: number): void;
  cutOff(sent: number): void;
}

export function portionUpTo(largest: number): Portion {
  let size = Math.min(FIRST, largest);
  /** How much more is tried next: carefully, once it was too much. */
  let growth = 2;
  return {
    get size() {
      return size;
    },
    through(sent) {
      if (sent >= size) size = Math.min(Math.ceil(growth * size), largest);
    },
    cutOff(sent) {
      // It was not the size that broke off so little.
      if (sent <= SMALLEST) return;
      size = Math.max(SMALLEST, Math.floor(Math.min(sent, size) / 2));
      growth = 1.1;
    },
  };
}
