import { rolesAllowed } from '../authority.ts';
import { type Fair, servedBy, type StationSlot } from '../fair.ts';
import { type Completeness, completenessOf, type SeenStation } from '../report/coverage.ts';
import { placeOf } from './stand-ins.ts';

/** What an organiser may do about each machine of a fair, from its newest revision and what was heard. Pure. */

export interface MachineNow {
  readonly slot: number;
  readonly standing: Completeness;
  /** The role that it has, or began with. */
  readonly role: Fair['stations'][number]['role'];
  readonly heardMs: number | null;
  /** Facts that it has and nobody else; null where only the machine itself knows. */
  readonly unsent: number | null;
  readonly replacedBy: number | undefined;
  /** The slot in whose place it works. */
  readonly standsFor: number | undefined;
  /** Holds the newest revision; undefined before it was heard. */
  readonly knows: boolean | undefined;
  /** Passes of its own are in people's hands: revoking it would refuse them. */
  readonly gavePasses: boolean;
  /** Slots whose machine could take its place, the likeliest first. */
  readonly spares: readonly number[];
}

interface Slots
  extends Pick<Fair, 'revision' | 'stations' | 'replaced' | 'revoked' | 'organiserPin'> {
  readonly booths: readonly Place[];
  readonly desks: readonly Place[];
}
type Place = Pick<Fair['booths'][number], 'code'>;

export function machinesOf(
  fair: Slots,
  seen: readonly SeenStation[],
  nowMs: number,
  here: number,
): readonly MachineNow[] {
  return seen.map((station) => {
    const { slot, heardMs, condition, acked, replacedBy, unused } = station;
    const standing = completenessOf(station, nowMs);
    const place = placeOf(fair, slot);
    return {
      slot,
      standing,
      role: condition?.role ?? roleOf(fair, place),
      heardMs,
      unsent: unsentOf(station, standing),
      replacedBy,
      standsFor: place === slot ? undefined : place,
      knows: condition?.fair && condition.fair.revision >= fair.revision,
      gavePasses: roleOf(fair, slot) === 'entrance' && (acked > 0 || (heardMs === null && !unused)),
      spares: sparesFor(fair, seen, slot, here),
    };
  });
}

const roleOf = ({ stations }: Slots, slot: number) =>
  stations.find((station) => station.slot === slot)?.role ?? 'wall';

/** What came with its last word, and what it may have written since, is known to itself alone. */
function unsentOf(
  { waiting, acked, proven, heardMs, unused }: SeenStation,
  standing: Completeness,
): number | null {
  // Its network may never have worked: only who knows that it was not in use can say that it has nothing.
  if (heardMs === null) return unused ? 0 : null;
  if (waiting === null || standing === 'silent') return null;
  return waiting + Math.max(0, acked - proven);
}

/** Slots that no machine uses, and that the fair allows the role of the place. */
function sparesFor(
  fair: Slots,
  seen: readonly SeenStation[],
  slot: number,
  here: number,
): readonly number[] {
  const place = placeOf(fair, slot);
  const role = roleOf(fair, place);
  const standIns = new Set(fair.replaced?.map((each) => each.by));
  const isFree = (other: number): boolean => {
    const there = seen.find((station) => station.slot === other);
    return (
      other !== slot &&
      there !== undefined &&
      // An organiser who has taken over stands in for the machine that died.
      (other === here ? role === 'organiser' : there.heardMs === null && there.acked === 0) &&
      !there.revoked &&
      there.replacedBy === undefined &&
      !standIns.has(other)
    );
  };
  return fair.stations
    .filter((station) => isFree(station.slot) && rolesAllowed(station, fair).has(role))
    .filter((station) => servesAllOf(fair, station, place))
    .toSorted((a, b) => versatility(b) - versatility(a) || a.slot - b.slot)
    .map((station) => station.slot);
}

/** One that may not write at all the booths, or desks, of the place would leave some of them without a machine (P3). */
function servesAllOf(fair: Slots, spare: StationSlot, place: number): boolean {
  const own = fair.stations.find((station) => station.slot === place);
  if (own?.role !== 'booth' && own?.role !== 'desk') return true;
  const places = own.role === 'booth' ? fair.booths : fair.desks;
  const served = new Set(servedBy(spare, own.role, places));
  return servedBy(own, own.role, places).every((each) => served.has(each));
}

/** A slot that may be many things was meant as a spare; others have a place that waits for them. */
const versatility = ({ mayBe = [] }: Slots['stations'][number]): number => mayBe.length;

export type OldMachine = 'here' | 'gone';

/**
 * Whether a machine's slot is revoked along with its replacement. One that is lost always is. One that stands
 * here, broken, keeps its trust while it has facts of its own, or while people carry its passes.
 */
export function revokesOld(
  { unsent, gavePasses }: Pick<MachineNow, 'unsent' | 'gavePasses'>,
  where: OldMachine,
): boolean {
  return where === 'gone' || (unsent === 0 && !gavePasses);
}
