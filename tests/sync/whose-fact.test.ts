import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '../../shared/facts.ts';
import { tombstoneOf } from '../../shared/sync/erasures.ts';
import type { WireFact } from '../../shared/sync/wire.ts';
import { type Attacked, attacked, Chain, loadSigning, random, type Signing } from './forged.ts';

/** Whom a fact is about, said by somebody who only stands between station and server (P20 to P23). */

const GATE = 1;
const BOOTHS = 4;
const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };

let signing: Signing;
let server: Attacked;
let honest: Attacked;
let gate: Chain;
let booth: Chain;
const person = random();
const victim = random();

beforeAll(async () => {
  signing = await loadSigning();
});
beforeEach(async () => {
  server = await attacked(signing);
  honest = await attacked(signing);
  gate = new Chain(signing, GATE);
  booth = new Chain(signing, BOOTHS);
  for (let n = 0; n < 5; n += 1) gate.add(checkin, person);
  booth.add(visit, person);
  booth.add({ kind: 'intent', what: { booth: 'A01', step: 'signed', supersedes: [] } }, person);
  const slip = booth.add(
    { kind: 'intent', what: { booth: 'A01', step: 'first', supersedes: [] } },
    person,
  );
  booth.add({ kind: 'retract', what: { fact: slip, reason: 'slip' } });
  await honest.send(GATE, gate.upload());
  await honest.send(BOOTHS, booth.upload());
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await honest[Symbol.asyncDispose]();
});

type Lie = (fact: WireFact) => WireFact;
const lies: readonly (readonly [string, Lie])[] = [
  ['made-up tombstones', ({ opening: _o, ...fact }) => ({ ...fact, tombstone: random() })],
  [
    'tombstones like those of orders',
    ({ opening: _o, ...fact }) => ({ ...fact, tombstone: tombstoneOf(random()) }),
  ],
  [
    'somebody else in the place of the person',
    ({ opening: _o, ...fact }) => ({ ...fact, tombstone: victim }),
  ],
  ['no openings', ({ opening: _o, ...fact }) => fact],
];

describe('a hub that changes whom facts are about', () => {
  it.each(lies)(
    'by %s moves no figure, and the truth replaces it (P20, P22)',
    async (_name, lie) => {
      for (const chain of [gate, booth]) {
        const upload = chain.upload();
        await server.send(chain.slot, { ...upload, facts: upload.facts.map(lie) });
      }
      expect(await server.figures()).toEqual({});
      // The station comes by itself, is asked, and answers.
      for (const chain of [gate, booth]) {
        const asked = await server.send(chain.slot, chain.upload({ facts: [] }));
        const { incarnation } = chain;
        // A retraction names nobody.
        const proofs = chain.facts.flatMap(({ opening }, i) =>
          opening ? [{ incarnation, seq: i + 1, opening }] : [],
        );
        const all = proofs.map(({ opening: _o, ...place }) => place);
        expect(asked).toMatchObject({ unproven: all });
        const thanked = await server.send(chain.slot, chain.upload({ facts: [], proofs }));
        expect(thanked).toMatchObject({ unproven: [] });
      }
      expect(await server.figures()).toEqual(await honest.figures());
    },
  );

  it('is corrected by facts that are delivered again (P22)', async () => {
    const upload = gate.upload();
    await server.send(GATE, {
      ...upload,
      facts: upload.facts.map(({ opening: _o, ...fact }) => fact),
    });
    await server.send(GATE, upload);
    await server.send(BOOTHS, booth.upload());
    expect(await server.figures()).toEqual(await honest.figures());
  });

  it('cannot put a valid tombstone on facts that their author did not sign (P21)', async () => {
    const order = signing.order(GATE, [victim]);
    await server.send(
      GATE,
      gate.upload({ facts: [], head: new Chain(signing, GATE).upload().head, erasures: [order] }),
    );
    const upload = booth.upload();
    const facts = upload.facts.map(({ opening: _o, ...fact }) => ({
      ...fact,
      tombstone: order.tombstone,
    }));
    await server.send(BOOTHS, { ...upload, facts });
    const forged = booth.facts.map((_fact, i) => booth.covered(i + 1, order.tombstone, GATE));
    await server.send(BOOTHS, { ...upload, facts: forged });
    expect(await server.figures()).toEqual({});
  });

  it('cannot lend a station’s cover to another of its facts', async () => {
    const order = signing.order(GATE, [person]);
    const [first, second] = [booth.covered(1, order.tombstone), booth.covered(2, order.tombstone)];
    const swapped = [
      { ...first, cover: second.cover ?? '' },
      { ...second, cover: first.cover ?? '' },
    ];
    await server.send(BOOTHS, booth.upload({ facts: swapped, erasures: [order] }));
    expect(await server.figures()).toEqual({});
  });

  it('is asked for what the station wrote before its last start, too (P22)', async () => {
    const upload = gate.upload();
    const without = upload.facts.map(({ opening: _opening, ...fact }) => fact);
    await server.send(GATE, { ...upload, facts: without });
    const later = new Chain(signing, GATE);
    later.add(checkin, victim);
    const asked = await server.send(GATE, later.upload());
    const { incarnation } = gate;
    const proofs = gate.facts.map(({ opening }, i) => ({
      incarnation,
      seq: i + 1,
      ...(opening && { opening }),
    }));
    expect(asked).toMatchObject({ unproven: proofs.map(({ seq }) => ({ incarnation, seq })) });
    await server.send(GATE, later.upload({ facts: [], proofs }));
    expect(await server.figures()).toMatchObject({ 'all attendees ': 2 });
  });

  it('is named by its address to the organiser (P23)', async () => {
    const upload = gate.upload();
    await server.send(GATE, {
      ...upload,
      facts: upload.facts.map(({ opening: _o, ...fact }) => fact),
    });
    const rows = await server.storage.db.selectFrom('fact').select('unproven_from').execute();
    expect(new Set(rows.map((row) => row.unproven_from))).toEqual(new Set(['127.0.0.1']));
  });
});

describe('a station that had taken a person out', () => {
  it('counts under its own signature, before or with the order (P21)', async () => {
    const order = signing.order(GATE, [person]);
    const covered = booth.facts.map((_fact, i) => booth.covered(i + 1, order.tombstone));
    await server.send(BOOTHS, booth.upload({ facts: covered }));
    expect(await server.figures()).toEqual({});
    await server.send(GATE, gate.upload({ erasures: [order] }));
    expect(await server.figures()).toEqual(await honest.figures());
  });

  it('is believed from an order that another station gave, and only a valid one', async () => {
    const byBooth = signing.order(BOOTHS, [person]);
    const facts = booth.facts.map((_fact, i) => booth.covered(i + 1, byBooth.tombstone));
    const refused = await server.send(BOOTHS, booth.upload({ facts, erasures: [byBooth] }));
    expect(refused).toEqual({ kind: 'not-signed' });
    await server.send(BOOTHS, booth.upload({ facts }));
    expect(await server.figures()).toEqual({});
  });
});

describe('a binding', () => {
  const blank = random();

  it('that a hub strips of its pass is refused', async () => {
    gate.add({ bind: blank }, person);
    const upload = gate.upload();
    const facts = upload.facts.map(({ opening, ...fact }): WireFact => {
      if (!opening) return fact;
      return { ...fact, opening: { pseudonym: opening.pseudonym, salt: opening.salt } };
    });
    expect(await server.send(GATE, { ...upload, facts })).toMatchObject({ kind: 'does-not-fit' });
  });

  it('joins the pass to its owner in its earlier form, too (P35)', async () => {
    gate.add({ kind: 'bind', what: { blank } }, person);
    booth.add(visit, blank);
    await server.send(GATE, gate.upload());
    await server.send(BOOTHS, booth.upload());
    expect(await server.figures()).toMatchObject({ 'all visitors ': 1, 'all attendees ': 1 });
  });

  it('joins the pass to its owner, and shows it to nobody on the chain (F26)', async () => {
    gate.add({ bind: blank }, person);
    booth.add(visit, blank);
    expect(JSON.stringify(gate.facts.map(({ text }) => text))).not.toContain(blank);
    await server.send(GATE, gate.upload());
    await server.send(BOOTHS, booth.upload());
    expect(await server.figures()).toMatchObject({ 'all visitors ': 1, 'all attendees ': 1 });
  });
});
