import { HEAR_DOMAIN, hearText, type Upload, type WireFact } from '../../shared/sync/wire.ts';
import type { Happening } from '../../shared/facts.ts';
import { tombstoneOf } from '../../shared/sync/erasures.ts';
import type { Dice } from '../fuzz/sequences.ts';
import { Chain, random } from '../sync/forged.ts';
import { BOOTH, DESK, type Message, OTHER_BOOTH, passing, type Scene } from './scene.ts';

/**
 * What attackers send: each a message that was valid, changed, and signed with a key that this attacker holds.
 * None of it may change a figure or a row of the honest stations.
 */

export interface Attack {
  readonly attacker:
    | 'stolen booth'
    | 'stolen desk'
    | 'revoked entrance'
    | 'lying hub'
    | 'replaying network'
    | 'flood';
  readonly name: string;
  make(scene: Scene, roll: Dice): readonly Message[];
}

/** A slot whose entrance was stolen and revoked before the day; its key is in the attacker's hands. */
export const REVOKED = 3;
const MILLION = 1_000_000;

const any = <T>(list: readonly T[], roll: Dice, fallback: T): T =>
  list[roll.below(list.length)] ?? fallback;
const someone = ({ people }: Scene, roll: Dice): string => any(people, roll, random());
const someFact = ({ chains }: Scene, roll: Dice, slots: readonly (1 | 2 | 4 | 5 | 7)[]): string => {
  const chain = chains[any(slots, roll, 1)];
  return `${chain.slot}.${chain.incarnation}.${1 + roll.below(Math.max(1, chain.facts.length))}`;
};

/** Facts under a stolen key, on a chain of its own. */
function under(
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

const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
const GATE_FACTS = [1, 2] as const;

const stolenBooth: readonly Attack[] = [
  under(BOOTH, 'checks people in', () => checkin),
  under(BOOTH, 'checks people in as anonymous', () => ({
    kind: 'checkin',
    what: { means: 'anonymous', lane: 'self' },
  })),
  under(BOOTH, 'answers in somebody’s place', (scene, roll) => ({
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
  under(BOOTH, 'visits at another booth', () => ({ kind: 'visit', what: { booth: 'B01' } })),
  under(BOOTH, 'résumés at another booth', () => ({
    kind: 'resume',
    what: { booth: 'B01', post: 'B01-1' },
  })),
  under(BOOTH, 'intents at another booth, over theirs', (scene, roll) => ({
    kind: 'intent',
    what: { booth: 'B01', step: 'declined', supersedes: [someFact(scene, roll, [5])] },
  })),
  under(BOOTH, 'talks at a booth that is not in the fair', () => ({
    kind: 'talk',
    what: { booth: 'Z99' },
  })),
  under(BOOTH, 'advises at a desk', () => ({
    kind: 'consult',
    what: { desk: 'policy', topic: 'social-subsidy' },
  })),
  under(BOOTH, 'a step of 1311', () => ({
    kind: 'service',
    what: { desk: 'policy', step: 'guidance' },
  })),
  under(
    BOOTH,
    'leaflets by the million',
    () => ({ kind: 'handout', what: { desk: 'policy', item: 'guide', copies: MILLION } }),
    false,
  ),
  under(
    BOOTH,
    'paper counts by the million',
    () => ({
      kind: 'paper',
      what: { booth: 'A01', visits: MILLION, source: 's1', enteredBy: 'x' },
    }),
    false,
  ),
  under(
    BOOTH,
    'paper counts of another booth',
    (_scene, roll) => ({
      kind: 'paper',
      what: { booth: 'B01', visits: 1 + roll.below(100), source: 's1', enteredBy: 'x' },
    }),
    false,
  ),
  under(
    BOOTH,
    'takes a gate’s facts back',
    (scene, roll) => ({
      kind: 'retract',
      what: { fact: someFact(scene, roll, GATE_FACTS), reason: 'slip' },
    }),
    false,
  ),
  under(
    BOOTH,
    'takes another booth’s facts back',
    (scene, roll) => ({
      kind: 'retract',
      what: { fact: someFact(scene, roll, [5]), reason: 'slip' },
    }),
    false,
  ),
  under(
    BOOTH,
    'excludes by decision',
    (scene, roll) => ({
      kind: 'decide',
      what: { fact: someFact(scene, roll, [1, 2, 4, 5, 7]), decision: 'exclude', by: '主办方' },
    }),
    false,
  ),
  under(
    BOOTH,
    'admits by decision',
    (scene, roll) => ({
      kind: 'decide',
      what: { fact: someFact(scene, roll, [1, 2, 4, 5, 7]), decision: 'admit', by: '主办方' },
    }),
    false,
  ),
  under(
    BOOTH,
    'opens another booth',
    () => ({ kind: 'booth', what: { booth: 'B02', now: 'open' } }),
    false,
  ),
  under(DESK, 'visits at a booth', () => ({ kind: 'visit', what: { booth: 'A01' } })),
  under(DESK, 'checks people in', () => checkin),
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

/** What passes through a hub, with these changes to its facts. */
function changed(
  name: string,
  change: (fact: WireFact, scene: Scene, roll: Dice) => WireFact,
): Attack {
  return {
    attacker: 'lying hub',
    name,
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      const facts = upload.facts.map((fact) =>
        roll.below(3) > 0 ? change(fact, scene, roll) : fact,
      );
      return [{ slot, upload: { ...upload, facts } }];
    },
  };
}
function enveloped(
  name: string,
  change: (upload: Upload, scene: Scene, roll: Dice) => Partial<Upload>,
): Attack {
  return {
    attacker: 'lying hub',
    name,
    make(scene, roll) {
      const { slot, upload } = passing(scene, roll);
      return [{ slot, upload: { ...upload, ...change(upload, scene, roll) } }];
    },
  };
}

const lyingHub: readonly Attack[] = [
  changed('openings left out', ({ opening: _opening, ...fact }) => fact),
  changed('made-up tombstones', ({ opening: _opening, ...fact }) => ({
    ...fact,
    tombstone: tombstoneOf(random()),
  })),
  changed('the tombstone of an order', ({ opening: _opening, ...fact }, { erased }) => ({
    ...fact,
    tombstone: erased.order.tombstone,
  })),
  changed('a victim’s pseudonym as tombstone', ({ opening: _opening, ...fact }, scene, roll) => ({
    ...fact,
    tombstone: someone(scene, roll),
  })),
  changed('a victim’s pseudonym as opening', (fact, scene, roll) =>
    fact.opening
      ? { ...fact, opening: { ...fact.opening, pseudonym: someone(scene, roll) } }
      : fact,
  ),
  changed('another salt', (fact) =>
    fact.opening ? { ...fact, opening: { ...fact.opening, salt: random() } } : fact,
  ),
  changed('an opening where nobody was', (fact, scene, roll) => ({
    ...fact,
    opening: { pseudonym: someone(scene, roll), salt: random() },
  })),
  changed('another pass in a binding', (fact, scene, roll) =>
    fact.opening?.blank === undefined
      ? fact
      : { ...fact, opening: { ...fact.opening, blank: someone(scene, roll) } },
  ),
  changed('another text', (fact) => ({
    ...fact,
    text: fact.text.replace('A01', 'A03').replace('"card"', '"keypad"'),
  })),
  changed('another text and its hash', (fact) => {
    const text = fact.text.replace('A01', 'A03').replace('"card"', '"keypad"');
    return { ...fact, text, hash: random(32) };
  }),
  changed('somebody’s cover', (fact, { erased, chains }) => ({
    ...fact,
    tombstone: erased.order.tombstone,
    cover: chains[4].cover(1, erased.order.tombstone).cover ?? '',
  })),
  enveloped('facts in another order', ({ facts }) => ({ facts: facts.toReversed() })),
  enveloped('facts with a gap', ({ facts }) => ({ facts: facts.filter((_fact, at) => at !== 1) })),
  enveloped('facts twice', ({ facts }) => ({ facts: [...facts, ...facts] })),
  enveloped('an older head', (_upload, { chains }, roll) => ({
    head: chains[1].headAt(roll.below(2)),
  })),
  enveloped('another beginning', ({ from }, _scene, roll) => ({
    from: { seq: from.seq + roll.below(3), hash: random(32) },
  })),
  enveloped('another incarnation', () => ({ incarnation: random(4) })),
  enveloped('facts of another station', (_upload, { chains }) => ({
    facts: chains[OTHER_BOOTH].facts,
  })),
  enveloped('an order with other targets', (_upload, scene, roll) => ({
    erasures: [
      { ...scene.erased.order, targets: scene.signing.order(1, [someone(scene, roll)]).targets },
    ],
  })),
  enveloped('an order with another tombstone', (_upload, { erased }) => ({
    erasures: [{ ...erased.order, tombstone: tombstoneOf(random()) }],
  })),
  enveloped('an order in another’s name', (_upload, { erased }) => ({
    erasures: [{ ...erased.order, by: 2 }],
  })),
  enveloped('a box of another person', (_upload, scene, roll) => ({
    boxes: [
      { ...scene.signing.box(1, random(), 1_803_690_000_000), pseudonym: someone(scene, roll) },
    ],
  })),
  enveloped('proofs for facts of others', ({ incarnation }, scene, roll) => ({
    proofs: [
      {
        incarnation,
        seq: 1 + roll.below(6),
        opening: { pseudonym: someone(scene, roll), salt: random() },
      },
    ],
  })),
  enveloped('proofs with a tombstone alone', ({ incarnation }, { erased }, roll) => ({
    proofs: [{ incarnation, seq: 1 + roll.below(6), tombstone: erased.order.tombstone }],
  })),
];

const replaying: readonly Attack[] = [
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

const revokedEntrance: readonly Attack[] = [
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

const flood: readonly Attack[] = [
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

export const attacks: readonly Attack[] = [
  ...stolenBooth,
  ...lyingHub,
  ...replaying,
  ...revokedEntrance,
  ...flood,
];
