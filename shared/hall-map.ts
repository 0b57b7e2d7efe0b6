import type { Fair } from './fair.ts';

/**
 * Where booths are, laid out by their zones and numbers: a zone is a block, its booths stand in rows
 * as they would be walked along. Units are booths.
 */

export interface Spot {
  readonly booth: string;
  readonly x: number;
  readonly y: number;
}

export interface Zone {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface HallMap {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly Zone[];
  readonly spots: readonly Spot[];
}

/** Between blocks, and for a zone's name over it. */
const AISLE = 1;
const NAME = 1;

export function hallMap(booths: Fair['booths']): HallMap {
  const byZone = Map.groupBy(booths, ({ zone }) => zone);
  const columns = Math.max(1, Math.ceil(Math.sqrt(byZone.size)));
  const largest = Math.max(1, ...[...byZone.values()].map(({ length }) => length));
  // Wider than high, as a person reads it.
  const across = Math.max(1, Math.ceil(Math.sqrt(largest * 2)));
  const down = Math.ceil(largest / across);
  const zones: Zone[] = [];
  const spots: Spot[] = [];
  for (const [at, [name, standing]] of [...byZone].entries()) {
    const x = (at % columns) * (across + AISLE);
    const y = Math.floor(at / columns) * (down + NAME + AISLE);
    zones.push({ name, x, y, width: across, height: down + NAME });
    const inOrder = standing.toSorted((a, b) =>
      a.code.localeCompare(b.code, 'en', { numeric: true }),
    );
    for (const [i, { code }] of inOrder.entries()) {
      spots.push({ booth: code, x: x + (i % across), y: y + NAME + Math.floor(i / across) });
    }
  }
  return {
    width: columns * (across + AISLE) - AISLE,
    height: Math.ceil(byZone.size / columns) * (down + NAME + AISLE) - AISLE,
    zones,
    spots,
  };
}
