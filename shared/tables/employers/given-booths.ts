import type { EmployerChoices } from './choices.ts';
import type { ReadRow } from './says.ts';
import { seatKey, type Seat, type Seating } from './seats.ts';

/** Booths that no cell settles: given in order, asked for by two employers, or chosen on the page. */
export interface GivenBooth {
  /** The employer's rows, by `seatKey`. */
  readonly of: string;
  readonly employer: string;
  readonly zone: string;
  readonly booth: string;
  readonly why: 'numbered' | 'taken' | 'chosen';
  /** Who has the booth that its table names, where that is somebody else. */
  readonly other?: { readonly booth: string; readonly employer: string; readonly of: string };
}

export interface Placed {
  readonly rows: readonly ReadRow[];
  /** What each row's own cells say, by `seatKey`. */
  readonly keyOf: ReadonlyMap<ReadRow, string>;
  readonly chosen: ReadonlySet<string>;
}

export function withBooths(rows: readonly ReadRow[], { booths = [] }: EmployerChoices): Placed {
  const wanted = new Map(booths.map(({ of: key, booth }) => [key, booth]));
  const keyed = rows.map((row) => {
    const key = seatKey(row);
    const booth = wanted.get(key);
    return [booth === undefined ? row : { ...row, booth }, key] as const;
  });
  return {
    rows: keyed.map(([row]) => row),
    keyOf: new Map(keyed),
    chosen: new Set(wanted.keys()),
  };
}

export function givenBooths(
  { seats, moved, numbered }: Seating,
  { keyOf, chosen }: Placed,
): GivenBooth[] {
  const movedFrom = new Map(moved.map((move) => [move.row, move]));
  const isNumbered = new Set(numbered);
  const ownerOf = new Map(seats.map((seat) => [seat.booth, seat]));
  const key = (seat: Seat | undefined): string => {
    const [first] = seat?.rows ?? [];
    return (first && keyOf.get(first)) ?? '';
  };
  return seats.flatMap((seat): GivenBooth[] => {
    const [first] = seat.rows;
    const move = first && movedFrom.get(first);
    const ownKey = key(seat);
    const whose = { of: ownKey, employer: seat.employer, zone: seat.zone ?? '', booth: seat.booth };
    if (move) {
      const other = { booth: move.from, employer: move.of, of: key(ownerOf.get(move.from)) };
      return [{ ...whose, why: 'taken', other }];
    }
    if (chosen.has(ownKey)) return [{ ...whose, why: 'chosen' }];
    return isNumbered.has(seat) ? [{ ...whose, why: 'numbered' }] : [];
  });
}
