import type { Reader } from './port.ts';
import type { PluggedDevice } from './reader-table.ts';

/** Known readers: each keeps its place in the list when it is plugged in again. */

export interface Place {
  readonly id: string;
  readonly vendor: number;
  readonly product: number;
  readonly serial: string;
  path: string;
  reader: Reader | undefined;
  /** Its session has ended by itself. */
  over: boolean;
  missed: number;
  triedInVain: number;
}

export const isInUse = (places: readonly Place[], path: string): boolean =>
  places.some((place) => place.path === path && place.reader !== undefined && !place.over);

/**
 * The place that this device had before, or that another of its kind has left; otherwise a new one.
 */
export function placeFor(places: Place[], device: PluggedDevice): Place {
  const { vendor, product, serial, path } = device;
  const free = places.filter(
    (place) =>
      place.vendor === vendor &&
      place.product === product &&
      place.serial === serial &&
      // Its old path is gone and the same kind is at another path: it moved to another port.
      (place.reader === undefined || place.over || place.missed > 0),
  );
  const before = free.find((place) => place.path === path) ?? free[0];
  if (before) return before;
  const place: Place = {
    id: `${vendor.toString(16)}-${product.toString(16)}-${places.length + 1}`,
    vendor,
    product,
    serial,
    path,
    reader: undefined,
    over: false,
    missed: 0,
    triedInVain: 0,
  };
  places.push(place);
  return place;
}
