import type { Happening } from '../../shared/facts.ts';
import type { Erasure } from '../../shared/sync/erasures.ts';
import type { Proof, Upload } from '../../shared/sync/wire.ts';
import type { Dice } from '../fuzz/sequences.ts';
import { Chain, random, type Signing } from '../sync/forged.ts';

/** An honest day, small enough to play by the thousand: who wrote what, and how it reaches the server. */

const GATES = [1, 2] as const;
export const BOOTH = 4;
export const OTHER_BOOTH = 5;
export const DESK = 7;
const ORGANISER = 8;
/** Slots that stations of the day use; each writes one chain. */
const SLOTS = [...GATES, BOOTH, OTHER_BOOTH, DESK, ORGANISER] as const;
export type HonestSlot = (typeof SLOTS)[number];

export interface Message {
  readonly slot: number;
  readonly upload: unknown;
}

interface Delivery extends Message {
  readonly upload: Upload;
}

export interface Scene {
  readonly signing: Signing;
  readonly people: readonly string[];
  readonly erased: { readonly person: string; readonly order: Erasure };
  readonly chains: Readonly<Record<HonestSlot, Chain>>;
  /** What stations send, in order. */
  readonly deliveries: readonly Delivery[];
  /** What a station answers if the server asks who its facts are about. */
  proofsFor(slot: HonestSlot, seqs: readonly number[]): Proof[];
}

const checkin = (about?: object): Happening => ({
  kind: 'checkin',
  what: { means: 'card', lane: 'self', ...about },
});
const disabled = { about: { groups: { value: ['disabled' as const], from: 'declared' as const } } };

export function honestDay(signing: Signing, roll: Dice): Scene {
  const chainOf = (slot: HonestSlot): Chain => new Chain(signing, slot);
  const chains: Record<HonestSlot, Chain> = {
    1: chainOf(1),
    2: chainOf(2),
    4: chainOf(4),
    5: chainOf(5),
    7: chainOf(7),
    8: chainOf(8),
  };
  const people = Array.from({ length: 6 }, () => random());
  for (const person of people) {
    const gate = chains[GATES[roll.below(GATES.length)] ?? 1];
    gate.add(checkin(roll.below(2) === 0 ? disabled : undefined), person);
    if (roll.below(2) === 0) chains[BOOTH].add({ kind: 'visit', what: { booth: 'A01' } }, person);
    if (roll.below(2) === 0) {
      chains[BOOTH].add({ kind: 'resume', what: { booth: 'A01', post: 'A01-1' } }, person);
    }
    if (roll.below(2) === 0) {
      const what = { booth: 'B01', step: 'signed' as const, supersedes: [] };
      chains[OTHER_BOOTH].add({ kind: 'intent', what }, person);
    }
    if (roll.below(3) === 0) {
      chains[DESK].add(
        { kind: 'consult', what: { desk: 'policy', topic: 'social-subsidy' } },
        person,
      );
    }
  }
  const pass = random();
  chains[1].add({ bind: pass }, people[0]);
  chains[BOOTH].add({ kind: 'visit', what: { booth: 'A02' } }, pass);
  chains[OTHER_BOOTH].add({ kind: 'visit', what: { booth: 'B02' } });
  chains[OTHER_BOOTH].add({ kind: 'booth', what: { booth: 'B01', now: 'open' } });
  const person = people.at(-1) ?? random();
  const order = signing.order(1, [person]);
  return {
    signing,
    people,
    erased: { person, order },
    chains,
    deliveries: deliveriesOf(chains, order),
    proofsFor: (slot, seqs) => seqs.flatMap((seq) => proofOf(chains[slot], seq, person, order)),
  };
}

/** Each chain in two parts; the order of erasure goes with the second part of the first gate. */
function deliveriesOf(chains: Scene['chains'], order: Erasure): Delivery[] {
  const halves = SLOTS.map((slot) => {
    const chain = chains[slot];
    const half = Math.ceil(chain.facts.length / 2);
    return {
      first: {
        slot,
        upload: chain.upload({ facts: chain.facts.slice(0, half), head: chain.headAt(half) }),
      },
      second: {
        slot,
        upload: chain.upload({
          facts: chain.facts.slice(half),
          erasures: slot === 1 ? [order] : [],
        }),
      },
    };
  });
  return [...halves.map(({ first }) => first), ...halves.map(({ second }) => second)];
}

function proofOf(chain: Chain, seq: number, erased: string, order: Erasure): Proof[] {
  const opening = chain.facts[seq - 1]?.opening;
  if (!opening) return [];
  const { incarnation } = chain;
  return [
    opening.pseudonym === erased
      ? chain.cover(seq, order.tombstone)
      : { incarnation, seq, opening },
  ];
}

/** A delivery's upload, for those who change what passes. */
export function passing(
  scene: Scene,
  roll: Dice,
): { readonly slot: number; readonly upload: Upload } {
  const chain = scene.chains[SLOTS[roll.below(SLOTS.length)] ?? 1];
  const from = roll.below(Math.max(1, chain.facts.length));
  return { slot: chain.slot, upload: chain.upload({ facts: chain.facts.slice(0, from + 1) }) };
}

export const honestSlots: readonly HonestSlot[] = SLOTS;
