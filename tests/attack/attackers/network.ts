import { HEAR_DOMAIN, hearText } from '../../../shared/sync/wire.ts';
import type { Dice } from '../../fuzz/sequences.ts';
import { Chain, random } from '../../sync/forged.ts';
import { BOOTH, passing, type Scene } from '../scene.ts';
import { type Attack, someone } from './attack.ts';

/** Repeats what passed, or sends far too much. */

export const replaying: readonly Attack[] = [
  {
    attacker: 'replaying network',
    name: 'an upload under another slot',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      return [{ slot: slot === 1 ? 2 : 1, upload }];
    },
  },
  {
    attacker: 'replaying network',
    name: 'the same upload, many times, in parts',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      const cut = roll.below(upload.facts.length + 1);
      const parts = [upload.facts.slice(0, cut), upload.facts.slice(cut), upload.facts];
      return parts.map((facts) => ({ slot, upload: { ...upload, facts } }));
    },
  },
  {
    attacker: 'replaying network',
    name: 'a question in a station’s name',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      const nonce = random();
      const { id } = scene.signing.sample.fair;
      const signature = scene.signing.by(BOOTH, HEAR_DOMAIN, hearText(id, slot, nonce));
      return [
        {
          slot,
          upload: { ...upload, facts: [], hears: { nonce, signature, erasures: 0, facts: 0 } },
        },
      ];
    },
  },
];

/** Begins like a victim's pseudonym. */
const lookAlike = (scene: Scene, roll: Dice): string =>
  `${someone(scene, roll).slice(0, 10)}${random(11)}`;

export const flood: readonly Attack[] = [
  {
    attacker: 'flood',
    name: 'look-alikes of people, at a booth that is not its own',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      for (let n = 0; n < 30; n += 1) {
        chain.add({ kind: 'visit', what: { booth: 'B01' } }, lookAlike(scene, roll));
      }
      chain.add(
        { kind: 'visit', what: { booth: 'B01' } },
        someone(scene, roll).slice(0, 10).padEnd(32, '0'),
      );
      return [{ slot: BOOTH, upload: chain.upload() }];
    },
  },
  {
    attacker: 'flood',
    name: 'passes that begin like people’s, bound by a booth',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      for (let n = 0; n < 10; n += 1) {
        chain.add({ bind: lookAlike(scene, roll) }, someone(scene, roll));
      }
      return [{ slot: BOOTH, upload: chain.upload() }];
    },
  },
  {
    attacker: 'flood',
    name: 'noise',
    make: (_scene, roll) => [
      { slot: 1, upload: Buffer.from(roll.bytes(1 + roll.below(4_000))).toString('latin1') },
    ],
  },
  {
    attacker: 'flood',
    name: 'far too many facts',
    make: (scene) => {
      const upload = scene.chains[1].upload();
      const [fact] = upload.facts;
      return [{ slot: 1, upload: { ...upload, facts: Array.from({ length: 5_001 }, () => fact) } }];
    },
  },
];
