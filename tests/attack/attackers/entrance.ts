import type { Happening } from '../../../shared/facts.ts';
import type { Dice } from '../../fuzz/sequences.ts';
import { Chain } from '../../sync/forged.ts';
import { BOOTH, DESK, OTHER_BOOTH, passing, type Scene } from '../scene.ts';
import { any, type Attack, checkin, someFact, someone } from './attack.ts';

/** An entrance’s key in the hands of a thief: revoked before the day, or running and in force. */

/** A slot whose entrance was stolen and revoked before the day; its key is in the attacker's hands. */
export const REVOKED = 3;
export const revokedEntrance: readonly Attack[] = [
  {
    attacker: 'revoked entrance',
    name: 'checks people in',
    make(scene, roll) {
      const chain = new Chain(scene.signing, REVOKED);
      chain.add(checkin, someone(scene, roll));
      return [{ slot: REVOKED, upload: chain.upload() }];
    },
  },
  {
    attacker: 'revoked entrance',
    name: 'orders erasures under another’s head',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      const order = scene.signing.order(REVOKED, [someone(scene, roll)]);
      return [{ slot, upload: { ...upload, erasures: [order] } }];
    },
  },
  {
    attacker: 'revoked entrance',
    name: 'orders by the form of before, far in the future',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      const order = scene.signing.oldOrder(REVOKED, someone(scene, roll), 9e15);
      return [{ slot, upload: { ...upload, erasures: [order] } }];
    },
  },
  {
    attacker: 'revoked entrance',
    name: 'a box over an honest one',
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      return [
        {
          slot,
          upload: { ...upload, boxes: [scene.signing.box(REVOKED, someone(scene, roll), 9e12)] },
        },
      ];
    },
  },
];

/** Slot 2 in the hands of a thief, running and not revoked: the honest gate 2 wrote before, on a chain of its own. */
const STOLEN_GATE = 2;

/** Whatever is no entrance's to write: it may check people in, and no more. */
function atGate(
  name: string,
  happening: (scene: Scene, roll: Dice) => Happening,
  about = true,
): Attack {
  return {
    attacker: 'stolen entrance',
    name,
    make(scene, roll) {
      const chain = new Chain(scene.signing, STOLEN_GATE);
      for (let times = 1 + roll.below(4); times > 0; times -= 1) {
        chain.add(happening(scene, roll), about ? someone(scene, roll) : undefined);
      }
      return [{ slot: STOLEN_GATE, upload: chain.upload() }];
    },
  };
}

export const stolenEntrance: readonly Attack[] = [
  {
    ...atGate('checks people in, known and made up', (_scene, roll) => ({
      kind: 'checkin',
      what: { means: any(['card', 'keypad', 'anonymous'], roll, 'card'), lane: 'express' },
    })),
    may: 'check in',
  },
  {
    attacker: 'stolen entrance',
    name: 'orders erasures',
    may: 'erase',
    make(scene, roll) {
      const chain = new Chain(scene.signing, STOLEN_GATE);
      const order = scene.signing.order(STOLEN_GATE, [someone(scene, roll)]);
      return [{ slot: STOLEN_GATE, upload: chain.upload({ erasures: [order] }) }];
    },
  },
  {
    attacker: 'stolen entrance',
    name: 'orders erasures in another gate’s name',
    make(scene, roll) {
      const chain = new Chain(scene.signing, STOLEN_GATE);
      const order = { ...scene.signing.order(STOLEN_GATE, [someone(scene, roll)]), by: 1 };
      return [{ slot: STOLEN_GATE, upload: chain.upload({ erasures: [order] }) }];
    },
  },
  {
    attacker: 'stolen entrance',
    name: 'a box in another gate’s name',
    make(scene, roll) {
      const chain = new Chain(scene.signing, 1);
      const box = scene.signing.box(STOLEN_GATE, someone(scene, roll), 9e12);
      return [{ slot: 1, upload: chain.upload({ facts: [], boxes: [box] }) }];
    },
  },
  atGate('visits at booths', (_scene, roll) => ({
    kind: 'visit',
    what: { booth: any(['A01', 'B01'], roll, 'A01') },
  })),
  atGate('signs people at booths', (scene, roll) => ({
    kind: 'intent',
    what: { booth: 'B01', step: 'signed', supersedes: [someFact(scene, roll, [OTHER_BOOTH])] },
  })),
  atGate('advises at a desk', () => ({
    kind: 'consult',
    what: { desk: 'policy', topic: 'social-subsidy' },
  })),
  atGate(
    'takes another station’s facts back',
    (scene, roll) => ({
      kind: 'retract',
      what: { fact: someFact(scene, roll, [1, BOOTH, OTHER_BOOTH, DESK]), reason: 'slip' },
    }),
    false,
  ),
  atGate(
    'excludes by decision',
    (scene, roll) => ({
      kind: 'decide',
      what: { fact: someFact(scene, roll, [1, 4, 5, 7]), decision: 'exclude', by: '主办方' },
    }),
    false,
  ),
  atGate(
    'counts from paper',
    () => ({ kind: 'paper', what: { booth: 'A01', visits: 90, source: 's1', enteredBy: 'x' } }),
    false,
  ),
];
