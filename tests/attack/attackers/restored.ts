import { Chain, random } from '../../sync/forged.ts';
import { BOOTH, honestSlots, passing } from '../scene.ts';
import { any, type Attack } from './attack.ts';

/** Old copies of a database or of a station’s folder. */

/** Somebody puts an older copy of the server's database in its place, and says old things to it again. */
export const restoredServer: readonly Attack[] = [
  {
    attacker: 'restored server',
    name: 'an older database',
    make: () => [],
  },
  {
    attacker: 'restored server',
    name: 'an older database, and old uploads after it',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      return [{ slot, upload: { ...upload, erasures: [] } }];
    },
  },
];

/** An older copy of a station's folder, with its key, that speaks beside the station itself. */
export const restoredStation: readonly Attack[] = [
  {
    attacker: 'restored station',
    name: 'an older ledger says where it stands',
    make(scene, roll) {
      const chain = scene.chains[any(honestSlots, roll, BOOTH)];
      const seq = roll.below(chain.facts.length + 1);
      const facts = chain.facts.slice(0, roll.below(seq + 1));
      return [{ slot: chain.slot, upload: chain.upload({ facts, head: chain.headAt(seq) }) }];
    },
  },
  {
    attacker: 'restored station',
    name: 'an older ledger writes on as if nothing had been',
    make(scene, roll) {
      const chain = scene.chains[BOOTH];
      const kept = roll.below(chain.facts.length + 1);
      const copy = new Chain(scene.signing, BOOTH, chain.incarnation);
      copy.facts.push(...chain.facts.slice(0, kept));
      for (let n = roll.below(3); n >= 0; n -= 1) {
        copy.add({ kind: 'visit', what: { booth: 'A01' } }, random());
      }
      // Only beside the whole one: what a station alone writes is what it wrote.
      return [
        { slot: BOOTH, upload: chain.upload() },
        { slot: BOOTH, upload: kept < chain.facts.length ? copy.upload() : chain.upload() },
      ];
    },
  },
];
