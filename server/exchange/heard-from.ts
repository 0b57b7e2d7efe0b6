import { readFact } from '../../shared/facts.ts';
import { type Fair, servedBy, type StationSlot } from '../../shared/fair.ts';
import { type HeardMachine, heardBy, placesHeardBy } from '../../shared/machines/hears.ts';
import type { News } from '../storage/news.ts';

/**
 * Which facts of the others a station is told. An entrance is told the other entrances' check-ins, a booth or desk
 * what happened at its own place, and an organiser's station everything. A machine that stands in for another one is
 * told what that one was told, and what it wrote (P124).
 */
export interface HeardFrom {
  readonly everything: boolean;
  /** Stations whose every fact is told. */
  readonly gates: ReadonlySet<number>;
  /** Booths and desks where every fact is told. */
  readonly places: ReadonlySet<string>;
  /** What these wrote at a booth or desk, up to a revision. */
  readonly machines: readonly HeardMachine[];
  /** The booths and desks to which that is limited; undefined for any. */
  readonly within: ReadonlySet<string> | undefined;
}

const compiled = new WeakMap<Fair, Map<number, HeardFrom>>();

/** Compiled once for each station of a revision: it is asked at each news. */
export function heardFrom(fair: Fair, station: StationSlot): HeardFrom {
  const ofFair = compiled.get(fair) ?? new Map<number, HeardFrom>();
  compiled.set(fair, ofFair);
  const heard = ofFair.get(station.slot) ?? compile(fair, station);
  ofFair.set(station.slot, heard);
  return heard;
}

function compile(fair: Fair, station: StationSlot): HeardFrom {
  const { slot, role } = station;
  const gates = fair.stations.filter((other) => other.role === 'entrance' && other.slot !== slot);
  const everything = role === 'organiser';
  return {
    everything,
    gates: new Set(role === 'entrance' ? gates.map((gate) => gate.slot) : []),
    places: new Set(placesHeardBy(fair, slot)),
    machines: heardBy(fair, slot),
    within: station.serves && placesServed(fair, station),
  };
}

/** A station is not told what its page could never show. */
const placesServed = ({ booths, desks }: Fair, station: StationSlot): ReadonlySet<string> =>
  new Set(
    [...servedBy(station, 'booth', booths), ...servedBy(station, 'desk', desks)].map(
      ({ code }) => code,
    ),
  );

interface Row {
  readonly station: number;
  readonly place: string | null;
  readonly text: string;
}

/** Whether the station is told this fact, one that it may be told. */
export function isHeard(heard: HeardFrom, { station, place, text }: Row): boolean {
  if (heard.everything || heard.gates.has(station)) return true;
  if (place === null) return false;
  if (heard.places.has(place)) return true;
  const machine = heard.machines.find((each) => each.of === station);
  if (!machine || heard.within?.has(place) === false) return false;
  return (readFact(text)?.envelope.revision ?? Infinity) < machine.before;
}

/** Whether this station should ask now. Null `places` mean that there were too many to name. */
export function concerns(
  fair: Fair,
  slot: number,
  { from, places, everyone, only }: News,
): boolean {
  if (only !== undefined) return only === slot;
  if (from === slot) return false;
  const station = fair.stations.find((other) => other.slot === slot);
  if (everyone || station?.role === 'wall') return true;
  if (!station) return places === null;
  const heard = heardFrom(fair, station);
  const isOfMachine = heard.machines.some((each) => each.of === from);
  if (heard.everything || isOfMachine || heard.gates.has(from)) return true;
  if (places === null) return station.role !== 'entrance' || heard.places.size > 0;
  return places.some((place) => heard.places.has(place));
}
