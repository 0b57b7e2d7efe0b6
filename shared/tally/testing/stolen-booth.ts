import type { Fact, Happening } from '../../facts.ts';
import { BEGIN_MS, type Deed, factsOf, HISTORY_RIGHTS } from './any-history.ts';

/**
 * For tests: a morning at a gate and a booth, and what somebody with the booth's key then writes about
 * everybody else (`HISTORY_RIGHTS`: station 1 is the gate, station 2 the booth).
 */

const [gate, booth] = HISTORY_RIGHTS.stations;
/** They differ in the digits of a short code. */
const person = (n: number): string => n.toString(16).padStart(10, '7').padEnd(32, '7');
const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };

const GUESTS = 20;
const FORGED = 500;

type Does = Pick<Deed, 'station' | 'does'> & Partial<Deed>;
const writes = (station: number, happening: Happening, who?: string): Does => ({
  station,
  does: { kind: 'plain', happening },
  ...(who !== undefined && { person: who }),
});
const guests = Array.from({ length: GUESTS }, (_, n) => n);

const honest: readonly Does[] = [
  ...guests.map((n) => writes(gate.slot, checkin, person(n))),
  writes(booth.slot, { kind: 'booth', what: { booth: 'A01', now: 'open' } }),
  ...guests
    .slice(0, 5)
    .map((n) => writes(booth.slot, { kind: 'visit', what: { booth: 'A01' } }, person(n))),
];

const attack: readonly Does[] = [
  ...guests
    .slice(0, 10)
    .map((n): Does => ({ station: booth.slot, does: { kind: 'retract' }, names: [n] })),
  ...guests.slice(10).map(
    (n): Does => ({
      station: booth.slot,
      does: { kind: 'decide', decision: 'exclude' },
      names: [n],
    }),
  ),
  ...Array.from({ length: FORGED }, (_, n) => writes(booth.slot, checkin, person(1_000 + n))),
  writes(booth.slot, { kind: 'bind', what: { blank: person(1) } }, person(2)),
  writes(booth.slot, {
    kind: 'paper',
    what: { booth: 'A01', visits: 1_000_000, source: 's1', enteredBy: 'x' },
  }),
  writes(booth.slot, {
    kind: 'paper',
    what: { booth: 'A02', visits: 9, source: 's2', enteredBy: 'x' },
  }),
  writes(
    booth.slot,
    { kind: 'intent', what: { booth: 'A02', step: 'signed', supersedes: [] } },
    person(3),
  ),
  writes(booth.slot, { kind: 'consult', what: { desk: 'D2', topic: 'rights' } }, person(3)),
];

/** What the organiser must be told: how many facts of each kind. */
export const STOLEN_BOOTH_EVIDENCE = [
  { slot: booth.slot, fact: 'bind', facts: 1 },
  { slot: booth.slot, fact: 'checkin', facts: FORGED },
  { slot: booth.slot, fact: 'consult', facts: 1 },
  { slot: booth.slot, fact: 'decide', facts: 10 },
  { slot: booth.slot, fact: 'intent', facts: 1 },
  { slot: booth.slot, fact: 'paper', facts: 2 },
  { slot: booth.slot, fact: 'retract', facts: 10 },
] as const;

export function stolenBooth(): { readonly honest: Fact[]; readonly everything: Fact[] } {
  const deeds = [...honest, ...attack].map(
    (deed, n): Deed => ({
      names: [],
      nowMs: BEGIN_MS + n * 1_000,
      ...deed,
    }),
  );
  const everything = factsOf(deeds);
  return { honest: everything.slice(0, honest.length), everything };
}
