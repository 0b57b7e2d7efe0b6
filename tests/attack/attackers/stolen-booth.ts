import { tombstoneOf } from '../../../shared/sync/erasures.ts';
import { Chain, random } from '../../sync/forged.ts';
import { BOOTH, DESK } from '../scene.ts';
import {
  any,
  type Attack,
  checkin,
  GATE_FACTS,
  someFact,
  someone,
  withStolenKey,
} from './attack.ts';

/** A booth’s or a desk’s key in the hands of a thief. */

const MILLION = 1_000_000;

export const stolenBooth: readonly Attack[] = [
  withStolenKey(BOOTH, 'checks people in', () => checkin),
  withStolenKey(BOOTH, 'checks people in as anonymous', () => ({
    kind: 'checkin',
    what: { means: 'anonymous', lane: 'self' },
  })),
  withStolenKey(BOOTH, 'answers in somebody’s place', (scene, roll) => ({
    kind: 'checkin',
    what: {
      means: 'card',
      lane: 'self',
      refines: someFact(scene, roll, GATE_FACTS),
      about: { groups: { value: ['migrant'], from: 'declared' } },
    },
  })),
  {
    attacker: 'stolen booth',
    name: 'binds a pass to somebody else',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      chain.add({ bind: someone(scene, roll) }, someone(scene, roll));
      return [{ slot: BOOTH, upload: chain.upload() }];
    },
  },
  withStolenKey(BOOTH, 'visits at another booth', () => ({
    kind: 'visit',
    what: { booth: 'B01' },
  })),
  withStolenKey(BOOTH, 'résumés at another booth', () => ({
    kind: 'resume',
    what: { booth: 'B01', post: 'B01-1' },
  })),
  withStolenKey(BOOTH, 'intents at another booth, over theirs', (scene, roll) => ({
    kind: 'intent',
    what: { booth: 'B01', step: 'declined', supersedes: [someFact(scene, roll, [5])] },
  })),
  withStolenKey(BOOTH, 'talks at a booth that is not in the fair', () => ({
    kind: 'talk',
    what: { booth: 'Z99' },
  })),
  withStolenKey(BOOTH, 'advises at a desk', () => ({
    kind: 'consult',
    what: { desk: 'policy', topic: 'social-subsidy' },
  })),
  withStolenKey(BOOTH, 'a step of 1311', () => ({
    kind: 'service',
    what: { desk: 'policy', step: 'guidance' },
  })),
  withStolenKey(
    BOOTH,
    'leaflets by the million',
    () => ({ kind: 'handout', what: { desk: 'policy', item: 'guide', copies: MILLION } }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'paper counts by the million',
    () => ({
      kind: 'paper',
      what: { booth: 'A01', visits: MILLION, source: 's1', enteredBy: 'x' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'paper counts of another booth',
    (_scene, roll) => ({
      kind: 'paper',
      what: { booth: 'B01', visits: 1 + roll.below(100), source: 's1', enteredBy: 'x' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'takes a gate’s facts back',
    (scene, roll) => ({
      kind: 'retract',
      what: { fact: someFact(scene, roll, GATE_FACTS), reason: 'slip' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'takes another booth’s facts back',
    (scene, roll) => ({
      kind: 'retract',
      what: { fact: someFact(scene, roll, [5]), reason: 'slip' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'excludes by decision',
    (scene, roll) => ({
      kind: 'decide',
      what: { fact: someFact(scene, roll, [1, 2, 4, 5, 7]), decision: 'exclude', by: '主办方' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'admits by decision',
    (scene, roll) => ({
      kind: 'decide',
      what: { fact: someFact(scene, roll, [1, 2, 4, 5, 7]), decision: 'admit', by: '主办方' },
    }),
    false,
  ),
  withStolenKey(
    BOOTH,
    'opens another booth',
    () => ({ kind: 'booth', what: { booth: 'B02', now: 'open' } }),
    false,
  ),
  withStolenKey(DESK, 'visits at a booth', () => ({ kind: 'visit', what: { booth: 'A01' } })),
  withStolenKey(DESK, 'checks people in', () => checkin),
  {
    attacker: 'stolen booth',
    name: 'orders an erasure',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      const victim = someone(scene, roll);
      return [
        { slot: BOOTH, upload: chain.upload({ erasures: [scene.signing.order(BOOTH, [victim])] }) },
        // In an entrance's name, under its own key.
        {
          slot: BOOTH,
          upload: chain.upload({ erasures: [{ ...scene.signing.order(BOOTH, [victim]), by: 1 }] }),
        },
      ];
    },
  },
  {
    attacker: 'stolen booth',
    name: 'rewrites what it sent before',
    make(scene, roll) {
      const chain = scene.chains[BOOTH];
      const other = new Chain(scene.signing, BOOTH, chain.incarnation);
      for (let n = 0; n < chain.facts.length + roll.below(2); n += 1)
        other.add({ kind: 'visit', what: { booth: 'A01' } }, random());
      // Only where it is already known: the first history of a name is the one that stands.
      return [
        { slot: BOOTH, upload: chain.upload() },
        { slot: BOOTH, upload: other.upload() },
      ];
    },
  },
  {
    attacker: 'stolen booth',
    name: 'names a tombstone, and signs it itself',
    make(scene, roll) {
      const gate = scene.chains[1];
      const seq = 1 + roll.below(gate.facts.length);
      const tombstone = roll.below(2) === 0 ? scene.erased.order.tombstone : tombstoneOf(random());
      return [
        {
          slot: 1,
          upload: gate.upload({ facts: [], proofs: [gate.cover(seq, tombstone, BOOTH)] }),
        },
      ];
    },
  },
];

/** Nobody at this version knows the kind, or its fields: it counts nowhere, and must cost nobody a figure. */
export const later: readonly Attack[] = [
  {
    attacker: 'stolen booth',
    name: 'kinds of fact that nobody knows',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      for (let n = roll.below(3); n >= 0; n -= 1) {
        const opening = { pseudonym: someone(scene, roll), salt: random() };
        const what = { booth: 'B01', fact: someFact(scene, roll, GATE_FACTS), blank: random() };
        const kind = any(['revoke', 'retract2', 'checkin.', 'decide'], roll, 'survey');
        chain.write(
          { kind, what },
          roll.below(2) === 0 ? { ...opening, blank: random() } : opening,
        );
      }
      return [{ slot: BOOTH, upload: chain.upload() }];
    },
  },
  {
    attacker: 'stolen booth',
    name: 'check-ins with fields that nobody knows',
    make(scene, roll) {
      const chain = new Chain(scene.signing, BOOTH);
      const what = { means: 'card', lane: 'self', colour: 'red' };
      chain.write({ kind: 'checkin', what }, { pseudonym: someone(scene, roll), salt: random() });
      return [{ slot: BOOTH, upload: chain.upload() }];
    },
  },
];
