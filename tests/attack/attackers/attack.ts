import type { Happening } from '../../../shared/facts.ts';
import type { Dice } from '../../fuzz/sequences.ts';
import { Chain, random } from '../../sync/forged.ts';
import { DESK, type Message, type Scene } from '../scene.ts';

/**
 * What attackers send: each a message that was valid, changed, and signed with a key that this attacker holds.
 * None of it may change a figure or a row of the honest stations, but for what `may` says.
 */

export interface Attack {
  readonly attacker:
    | 'stolen booth'
    | 'stolen desk'
    | 'revoked entrance'
    | 'lying hub'
    | 'replaying network'
    | 'stolen entrance'
    | 'restored server'
    | 'restored station'
    | 'flood';
  readonly name: string;
  /** What docs/threats.md lets this attacker do; absent: nothing that shows. */
  readonly may?: 'check in' | 'erase';
  make(scene: Scene, roll: Dice): readonly Message[];
}

export const any = <T>(list: readonly T[], roll: Dice, fallback: T): T =>
  list[roll.below(list.length)] ?? fallback;
export const someone = ({ people }: Scene, roll: Dice): string => any(people, roll, random());
export const someFact = (
  { chains }: Scene,
  roll: Dice,
  slots: readonly (1 | 2 | 4 | 5 | 7)[],
): string => {
  const chain = chains[any(slots, roll, 1)];
  return `${chain.slot}.${chain.incarnation}.${1 + roll.below(Math.max(1, chain.facts.length))}`;
};

/** Facts under a stolen key, on a chain of its own. */
export function withStolenKey(
  slot: number,
  name: string,
  happening: (scene: Scene, roll: Dice) => Happening,
  about = true,
): Attack {
  return {
    attacker: slot === DESK ? 'stolen desk' : 'stolen booth',
    name,
    make(scene, roll) {
      const chain = new Chain(scene.signing, slot);
      const times = 1 + roll.below(5);
      for (let time = 0; time < times; time += 1) {
        const person = roll.below(2) === 0 ? someone(scene, roll) : random();
        chain.add(happening(scene, roll), about ? person : undefined);
      }
      return [{ slot, upload: chain.upload() }];
    },
  };
}

export const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
export const GATE_FACTS = [1, 2] as const;
