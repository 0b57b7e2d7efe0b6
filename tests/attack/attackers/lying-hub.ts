import { tombstoneOf } from '../../../shared/sync/erasures.ts';
import type { Upload, WireFact } from '../../../shared/sync/wire.ts';
import type { Dice } from '../../fuzz/sequences.ts';
import { random } from '../../sync/forged.ts';
import { OTHER_BOOTH, passing, type Scene } from '../scene.ts';
import { type Attack, someone } from './attack.ts';

/** An attacker between a station and the server. */

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

export const lyingHub: readonly Attack[] = [
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
