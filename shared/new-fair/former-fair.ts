import type { Fair } from '../fair.ts';
import { isSpare } from '../spare.ts';
import {
  emptyDraft,
  MOST_DESK_MACHINES,
  MOST_DESKS,
  MOST_GATES,
  MOST_IN_ZONE,
  MOST_SPARES,
  MOST_WALLS,
  MOST_ZONES,
  type NewFairDraft,
} from './draft.ts';

/** Last year's fair as the beginning of this one: all but its days, its keys and its closed posts. */
export function draftOfFormer(fair: Fair): NewFairDraft {
  const { kind = 'recruitment', name, organiser, place, asks, desks } = fair;
  const booths = fair.booths.flatMap((booth) => {
    const posts = booth.posts.filter(({ closed }) => !closed);
    return posts.length > 0 ? [{ ...booth, posts }] : [];
  });
  return {
    ...emptyDraft,
    kind,
    name: name.zh,
    organiser: organiser.zh,
    place: place.zh,
    asks: { sex: asks?.sex ?? false, ageBand: asks?.ageBand ?? false },
    ...machinesOf(fair),
    zones: zonesOf(fair),
    desks: desks.slice(0, MOST_DESKS),
    booths,
  };
}

function machinesOf({ stations, revoked }: Fair) {
  const ready = stations.filter(({ slot }) => !revoked.includes(slot));
  const countOf = (role: Fair['stations'][number]['role']): number =>
    ready.filter((station) => station.role === role && !isSpare(station)).length;
  return {
    gates: Math.min(Math.max(countOf('entrance'), 1), MOST_GATES),
    deskMachines: Math.min(countOf('desk'), MOST_DESK_MACHINES),
    walls: Math.min(countOf('wall'), MOST_WALLS),
    spares: Math.min(ready.filter(isSpare).length, MOST_SPARES),
  };
}

/** Its booths' machines, spread over its zones. */
function zonesOf({ booths, stations }: Fair): NewFairDraft['zones'] {
  const names = [...new Set(booths.map(({ zone }) => zone).filter((zone) => zone !== ''))];
  const zones = names.length > 0 ? names.slice(0, MOST_ZONES) : ['A区'];
  const machines = stations.filter(({ role }) => role === 'booth').length;
  return zones.map((name, i) => ({
    name,
    machines: Math.min(Math.ceil((machines - i) / zones.length), MOST_IN_ZONE),
  }));
}
