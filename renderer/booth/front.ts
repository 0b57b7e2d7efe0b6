import type { BoothCounter } from '../../shared/contract/booth.ts';

/** Which booth of several a page has in front: scanners that no card has bound work there. */

/** Side by side; where there are more, the page shows one booth beside a list of all. */
export const MOST_COLUMNS = 3;

type Counters = readonly Pick<BoothCounter, 'id' | 'booth' | 'scanner' | 'standing'>[];

export const isList = (counters: Counters): boolean => counters.length > MOST_COLUMNS;

/** The chosen booth while it is open. A list always has one; of columns, somebody must have chosen it. */
export function inFront(counters: Counters, chosen: string | undefined): string | undefined {
  if (counters.some(({ booth }) => booth === chosen)) return chosen;
  return isList(counters) ? counters[0]?.booth : undefined;
}

/**
 * What is chosen after something happened at a counter: a list brings its booth to the front, unless
 * somebody is being served there by a scanner of its own.
 */
export function chosenAfter(
  counters: Counters,
  chosen: string | undefined,
  counter: string | null | undefined,
): string | undefined {
  const there = counters.find(({ id }) => id === counter);
  if (!there || !isList(counters)) return chosen;
  const front = inFront(counters, chosen);
  const isHeld = counters.some(
    ({ booth, scanner, standing }) => booth === front && scanner !== null && standing !== null,
  );
  return isHeld ? chosen : there.booth;
}
