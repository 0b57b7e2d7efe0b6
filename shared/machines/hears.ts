import type { Fair, StationSlot } from '../fair.ts';
import { slotsOfPlace } from './stand-ins.ts';

/**
 * Which machines receive what others wrote at booths and desks (P124). A recruiter whose machine broke goes on at
 * the one that stands in, with the list that was on the broken one's disk, and with nothing that was not.
 */

export type Hears = NonNullable<Fair['hears']>[number];
/** A machine whose records another one receives, as far as it wrote them under an earlier revision than `before`. */
export type HeardMachine = Omit<Hears, 'slot'>;

/** The machines whose records a slot receives. A slot that was replaced receives none: its stand-in does. */
export function heardBy(
  { hears = [], replaced = [] }: Pick<Fair, 'hears' | 'replaced'>,
  slot: number,
): readonly HeardMachine[] {
  if (replaced.some((each) => each.slot === slot)) return [];
  return hears
    .filter((each) => each.slot === slot)
    .map(({ of: writer, before }) => ({ of: writer, before }));
}

/** Whose records are on a machine's own list: its own, and those of the machines that it goes on for. */
export const slotsOnList = (
  fair: Pick<Fair, 'hears' | 'replaced'>,
  slot: number,
): readonly number[] => [
  ...new Set([slot, ...heardBy(fair, slot).map(({ of: writer }) => writer)]),
];

/** Whether a slot that received the records of `known` has those of all these machines. */
export const hasHeardAll = (
  known: readonly HeardMachine[],
  machines: readonly HeardMachine[],
): boolean =>
  machines.every(({ of: writer, before }) =>
    known.some((other) => other.of === writer && other.before >= before),
  );

interface Changed {
  /** All stand-ins of the next revision. */
  readonly standIns: readonly { readonly slot: number; readonly by: number }[];
  /** Those that end with it: these slots stand for themselves again. */
  readonly ended: readonly { readonly slot: number; readonly by: number }[];
  /** The number of the next revision: only what was written under earlier ones is passed on. */
  readonly revision: number;
}

/**
 * What the next revision says: a stand-in receives the records of the machines before it, and a machine that
 * comes back those of its stand-ins.
 */
export function hearsAfter(
  known: readonly Hears[],
  { standIns, ended, revision: before }: Changed,
): Hears[] {
  const all = new Map<string, Hears>();
  const add = (entry: Hears): void => {
    const key = `${entry.slot}/${entry.of}`;
    const had = all.get(key);
    if (entry.slot !== entry.of && !(had && had.before >= entry.before)) all.set(key, entry);
  };
  for (const entry of known) add(entry);
  for (const { slot, by: standIn } of standIns) {
    if (all.has(`${standIn}/${slot}`)) continue;
    const heard = [...all.values()].filter((entry) => entry.slot === slot);
    for (const { of: writer, before: until } of heard)
      add({ slot: standIn, of: writer, before: until });
    add({ slot: standIn, of: slot, before });
  }
  for (const { slot, by: standIn } of ended) {
    for (const writer of [standIn, ...standInsAfter(standIns, standIn)])
      add({ slot, of: writer, before });
  }
  return [...all.values()];
}

/** The machines that stood in for a stand-in, one after the other. */
function standInsAfter(standIns: Changed['standIns'], slot: number): readonly number[] {
  const after: number[] = [];
  let last = slot;
  for (const _ of standIns) {
    const next = standIns.find((each) => each.slot === last)?.by;
    if (next === undefined || after.includes(next)) break;
    after.push(next);
    last = next;
  }
  return after;
}

type Serving = Pick<Fair, 'stations' | 'replaced'>;

/** Where a slot receives all that happens: the booths and desks that it and the slots before it name. */
export function placesHeardBy(fair: Serving, slot: number): readonly string[] {
  const slots = new Set(slotsOfPlace(fair, slot));
  const named = fair.stations
    .filter((station) => slots.has(station.slot) && worksAtCounter(station))
    .flatMap(({ serves = [] }) => serves);
  return [...new Set(named)];
}

const worksAtCounter = ({ role }: StationSlot): boolean => role === 'booth' || role === 'desk';
