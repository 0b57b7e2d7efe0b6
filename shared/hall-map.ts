import type { Fair } from './fair.ts';
import { byName } from './names/find.ts';

/**
 * Where booths are: on the bureau's plan if it places all of them, otherwise laid out by zone and number. A
 * zone is a block, and its booths stand in rows in walking order. The unit is one booth.
 */

interface Spot {
  readonly booth: string;
  readonly x: number;
  readonly y: number;
}

interface Zone {
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

/** The gap between blocks, which also holds a zone's name. */
const AISLE = 1;
const NAME = 1;

export function hallMap(booths: Fair['booths']): HallMap {
  return onThePlan(booths) ?? laidOut(booths);
}

/** Undefined if any booth lacks a place: a map that is half a guess leads people astray. */
function onThePlan(booths: Fair['booths']): HallMap | undefined {
  const placed = booths.flatMap(({ code, zone, at }) =>
    at ? [{ booth: code, zone, x: at[0], y: at[1] }] : [],
  );
  const occupied = new Set(placed.map(({ x, y }) => `${x} ${y}`));
  if (placed.length === 0 || occupied.size < booths.length) return undefined;
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y)) - NAME;
  const spots = placed.map(({ x, y, ...whose }) => ({ ...whose, x: x - left, y: y - top }));
  const zones = [...Map.groupBy(spots, ({ zone }) => zone)].map(([name, own]) => {
    const xs = own.map(({ x }) => x);
    const ys = own.map(({ y }) => y);
    const [x, y] = [Math.min(...xs), Math.min(...ys) - NAME];
    return { name, x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
  });
  return {
    width: Math.max(...spots.map(({ x }) => x)) + 1,
    height: Math.max(...spots.map(({ y }) => y)) + 1,
    zones,
    spots: spots.map(({ booth, x, y }) => ({ booth, x, y })),
  };
}

function laidOut(booths: Fair['booths']): HallMap {
  const byZone = Map.groupBy(booths, ({ zone }) => zone);
  const columns = Math.max(1, Math.ceil(Math.sqrt(byZone.size)));
  const largest = Math.max(1, ...[...byZone.values()].map(({ length }) => length));
  // Wider than high, because people read it that way.
  const across = Math.max(1, Math.ceil(Math.sqrt(largest * 2)));
  const depth = Math.ceil(largest / across);
  const zones: Zone[] = [];
  const spots: Spot[] = [];
  for (const [at, [name, standing]] of [...byZone].entries()) {
    const x = (at % columns) * (across + AISLE);
    const y = Math.floor(at / columns) * (depth + NAME + AISLE);
    zones.push({ name, x, y, width: across, height: depth + NAME });
    const inOrder = standing.toSorted((a, b) => byName(a.code, b.code));
    for (const [i, { code }] of inOrder.entries()) {
      spots.push({ booth: code, x: x + (i % across), y: y + NAME + Math.floor(i / across) });
    }
  }
  return {
    width: columns * (across + AISLE) - AISLE,
    height: Math.ceil(byZone.size / columns) * (depth + NAME + AISLE) - AISLE,
    zones,
    spots,
  };
}
