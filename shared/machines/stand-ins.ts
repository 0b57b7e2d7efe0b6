import type { Fair, Role } from '../fair.ts';

/** Machines that stand in for others, as the signed fair says (P111, P112). */

type Replacing = Pick<Fair, 'stations' | 'replaced'>;

/** The slot in whose place a slot's machine works, over all machines that broke before it. */
export const placeOf = (fair: Replacing, slot: number): number =>
  slotsBefore(fair, slot).at(-1) ?? slot;

/** A slot, and those in whose place its machine works; a machine that was replaced itself works in none. */
export function slotsOfPlace(fair: Replacing, slot: number): readonly number[] {
  const isReplaced = fair.replaced?.some((entry) => entry.slot === slot) ?? false;
  return isReplaced ? [slot] : [slot, ...slotsBefore(fair, slot)];
}

function slotsBefore({ replaced = [] }: Replacing, slot: number): readonly number[] {
  const before: number[] = [];
  let place = slot;
  // No more steps than entries: a revision may name a circle.
  for (const _ of replaced) {
    const entry = replaced.find((each) => each.by === place);
    if (!entry) break;
    place = entry.slot;
    before.push(place);
  }
  return before;
}

/** What a new machine begins as: what the one before it was for. */
export function firstRole(fair: Replacing, slot: number): Role | undefined {
  const place = placeOf(fair, slot);
  return fair.stations.find((station) => station.slot === place)?.role;
}

/** For the coverage of one slot. */
export function replacedIn(
  { replaced = [] }: Pick<Fair, 'replaced'>,
  slot: number,
): { readonly replacedBy?: number } {
  const entry = replaced.find((each) => each.slot === slot);
  return entry ? { replacedBy: entry.by } : {};
}
