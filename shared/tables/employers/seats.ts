import type { FairBooth } from '../../fair.ts';
import { type ReadRow, sameName } from './says.ts';

/** Gives each employer of a table its booth: the one that is named, the one it has, or the next free one. */

export interface Seat {
  readonly booth: string;
  readonly zone?: string;
  readonly employer: string;
  readonly rows: readonly ReadRow[];
}

export interface Seating {
  readonly seats: readonly Seat[];
  /** Rows whose booth another employer had first. */
  readonly moved: readonly {
    readonly row: ReadRow;
    readonly from: string;
    readonly to: string;
    readonly of: string;
  }[];
  /** Seats whose number no table and no fair names. */
  readonly numbered: readonly Seat[];
}

interface Group {
  readonly employer: string;
  readonly zone?: string;
  /** Its own, as the table names it. */
  readonly booth?: string;
  /** The one that the table names, but another employer had first. */
  readonly taken?: string;
  readonly rows: ReadRow[];
}

/** Rows that would sit together, as their cells say it. */
export const seatKey = ({ employer, booth, zone = '' }: ReadRow): string =>
  booth === undefined ? `${sameName(employer)}|${zone}` : `${sameName(employer)}|${booth}`;

export function seated(rows: readonly ReadRow[], before: readonly FairBooth[]): Seating {
  const letters = zoneLetters(rows);
  const named = boothsNamed(rows, letters);
  const groups = grouped(rows, named);
  const used = new Set([...before.map(({ code }) => code), ...named.values()]);
  const known = Map.groupBy(before, ({ employer }) => sameName(employer));
  const given = new Set(groups.map(({ booth }) => booth));
  const digits = groups.length > 99 ? 3 : 2;
  const all = groups.map((group) => {
    const own =
      group.booth ??
      known.get(sameName(group.employer))?.find(({ code }) => !given.has(code))?.code;
    const booth = own ?? nextFree(group, letters, digits, used);
    used.add(booth);
    given.add(booth);
    const { employer, zone, rows: seated } = group;
    return {
      group,
      own,
      seat: { booth, employer, rows: seated, ...(zone !== undefined && { zone }) },
    };
  });
  const ownerOf = new Map(groups.map(({ booth, employer }) => [booth, employer]));
  return {
    seats: all.map(({ seat }) => seat),
    moved: all.flatMap(({ group: { taken }, seat }) =>
      taken === undefined
        ? []
        : seat.rows.map((row) => ({
            row,
            from: taken,
            to: seat.booth,
            of: ownerOf.get(taken) ?? '',
          })),
    ),
    numbered: all
      .filter(({ group, own }) => own === undefined && group.taken === undefined)
      .map(({ seat }) => seat),
  };
}

function nextFree(
  { zone = '', taken }: Group,
  letters: ReadonlyMap<string, string>,
  digits: number,
  used: ReadonlySet<string>,
): string {
  return taken === undefined
    ? freeBooth(letters.get(zone) ?? '', 1, digits, used)
    : nextAfter(taken, used);
}

/** A01 in two zones is two booths: then the zone's letter goes before the number. */
function boothsNamed(
  rows: readonly ReadRow[],
  letters: ReadonlyMap<string, string>,
): ReadonlyMap<ReadRow, string> {
  const zonesOf = new Map<string, Set<string>>();
  for (const { booth, zone = '' } of rows) {
    if (booth !== undefined && /^\d+$/.test(booth))
      zonesOf.set(booth, (zonesOf.get(booth) ?? new Set()).add(zone));
  }
  const isShared = zonesOf.values().some(({ size }) => size > 1);
  return new Map(
    rows.flatMap((row) => {
      const { booth, zone = '' } = row;
      if (booth === undefined) return [];
      const letter = isShared && /^\d+$/.test(booth) ? (letters.get(zone) ?? '') : '';
      return [[row, letter + booth] as const];
    }),
  );
}

function grouped(rows: readonly ReadRow[], named: ReadonlyMap<ReadRow, string>): Group[] {
  const { ownerOf, boothOf } = owners(rows, named);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { employer, zone } = row;
    const name = sameName(employer);
    const said = named.get(row);
    const isOthers = said !== undefined && ownerOf.get(said) !== name;
    const booth = said === undefined || isOthers ? boothOf.get(name) : said;
    const key = booth ?? `${name} ${zone ?? ''}`;
    const group = groups.get(key) ?? {
      employer,
      rows: [],
      ...(zone !== undefined && { zone }),
      ...(booth !== undefined && { booth }),
      ...(booth === undefined && said !== undefined && { taken: said }),
    };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

/** The first employer that a booth is named for has it. */
function owners(rows: readonly ReadRow[], named: ReadonlyMap<ReadRow, string>) {
  const ownerOf = new Map<string, string>();
  const boothOf = new Map<string, string>();
  for (const row of rows) {
    const booth = named.get(row);
    if (booth === undefined) continue;
    const name = sameName(row.employer);
    if (!ownerOf.has(booth)) ownerOf.set(booth, name);
    if (ownerOf.get(booth) === name && !boothOf.has(name)) boothOf.set(name, booth);
  }
  return { ownerOf, boothOf };
}

/** A区 is A; zones without a letter get the next free one; without zones booths are only numbered. */
function zoneLetters(rows: readonly ReadRow[]): ReadonlyMap<string, string> {
  const zones = [...new Set(rows.map(({ zone = '' }) => zone))].filter((zone) => zone !== '');
  const own = (zone: string): string | undefined =>
    /^([a-z])(?![a-z])/i.exec(zone.normalize('NFKC'))?.[1]?.toUpperCase();
  const used = new Set(zones.map(own));
  const letters = new Map<string, string>();
  const free = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').values();
  for (const zone of zones) {
    const letter =
      own(zone) ?? (zones.length > 1 ? free.find((each) => !used.has(each)) : undefined);
    used.add(letter);
    letters.set(zone, letter ?? (zones.length > 26 ? `Z${letters.size}-` : ''));
  }
  return letters;
}

function freeBooth(
  prefix: string,
  from: number,
  digits: number,
  used: ReadonlySet<string>,
): string {
  let number = from;
  const code = (): string => `${prefix}${String(number).padStart(digits, '0')}`;
  while (used.has(code())) number += 1;
  return code();
}

function nextAfter(booth: string, used: ReadonlySet<string>): string {
  const [, prefix = booth, number] = /^(.*?)(\d+)$/.exec(booth) ?? [];
  // A post's code follows the booth's and must fit, too.
  if (booth.length > 18) return freeBooth('', 1, 2, used);
  return number === undefined
    ? freeBooth(`${prefix}-`, 2, 1, used)
    : freeBooth(prefix, Number(number) + 1, number.length, used);
}
