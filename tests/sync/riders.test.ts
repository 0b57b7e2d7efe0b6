import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coverageOf } from '../../server/organiser/coverage.ts';
import { type Condition, CONDITION_DOMAIN, conditionText } from '../../shared/condition.ts';
import type { Happening } from '../../shared/facts.ts';
import { alertsOf } from '../../shared/report/alerts.ts';
import {
  type Ack,
  ackSchema,
  HEAR_DOMAIN,
  hearText,
  type Hearing,
  LIVE_DOMAIN,
  QUESTION_DOMAIN,
  questionText,
  type Upload,
} from '../../shared/sync/wire.ts';
import { type Attacked, attacked, Chain, loadSigning, random, type Signing } from './forged.ts';

/** What travels with facts and stands on no chain: orders, boxes, conditions, questions (P37 to P39). */

const GATE = 1;
const OTHER_GATE = 2;
const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };

let signing: Signing;
let server: Attacked;
let gate: Chain;

beforeAll(async () => {
  signing = await loadSigning();
});
beforeEach(async () => {
  server = await attacked(signing, { boxesToServer: true });
  gate = new Chain(signing, GATE);
  for (let n = 0; n < 3; n += 1) gate.add(checkin, random());
});
afterEach(() => server[Symbol.asyncDispose]());

const id = (): string => signing.sample.fair.id;
const send = async (upload: Upload): Promise<Ack> =>
  ackSchema.parse(await server.send(GATE, upload));

function condition(change: Partial<Condition> = {}, signer = GATE, slot = GATE) {
  const said: Condition = {
    atMs: 1,
    version: '1',
    role: 'entrance',
    readers: [],
    printer: 'none',
    notices: [],
    number: 1,
    ...change,
  };
  const signature = signing.by(signer, CONDITION_DOMAIN, conditionText(id(), slot, said));
  return { said: { ...said, signature }, ageMs: 0 };
}

const alerts = async () =>
  alertsOf(
    await coverageOf(server.storage, { ...signing.sample.fair, boxesToServer: true }),
    1_803_700_000_000,
  );

describe('a condition', () => {
  it('shows what somebody on the way withholds (P39)', async () => {
    const given = { facts: 3, orders: 2, boxes: 1 };
    const upload = gate.upload({ condition: condition({ given }) });
    const [first] = upload.facts;
    if (!first) throw new Error('no fact');
    await send({
      ...gate.upload(),
      condition: condition({ given }),
      facts: [first],
      head: gate.headAt(1),
    });
    const withheld = (await alerts()).filter(({ kind }) => kind === 'withheld');
    expect(withheld).toMatchObject([
      { slot: GATE, what: 'facts', seen: 1, of: 3 },
      { slot: GATE, what: 'orders', seen: 0, of: 2 },
      { slot: GATE, what: 'boxes', seen: 0, of: 1 },
    ]);
    const orders = [1, 2].map((number) => signing.order(GATE, [random()], { number }));
    const boxes = [signing.box(GATE, random(), 7)];
    await send(gate.upload({ erasures: orders, boxes }));
    expect((await alerts()).filter(({ kind }) => kind === 'withheld')).toEqual([]);
  });

  it('of earlier does not take the place of a later one (P38)', async () => {
    const noPaper = condition({ number: 2, printer: 'out-of-paper' });
    await send(gate.upload({ condition: noPaper }));
    await send(gate.upload({ condition: condition({ number: 1 }) }));
    const { stations } = await coverageOf(server.storage, {
      ...signing.sample.fair,
      boxesToServer: true,
    });
    expect(stations.find(({ slot }) => slot === GATE)?.condition?.printer).toBe('out-of-paper');
  });

  it.each([
    ['another station’s', () => condition({}, OTHER_GATE)],
    ['of another slot', () => condition({}, GATE, OTHER_GATE)],
    [
      'with other counts',
      () => {
        const { said, ageMs } = condition({ given: { facts: 3, orders: 0, boxes: 0 } });
        return { said: { ...said, given: { facts: 1, orders: 0, boxes: 0 } }, ageMs };
      },
    ],
  ])('is refused if it is %s', async (_name, other) => {
    const answer = await server.send(GATE, gate.upload({ condition: other() }));
    expect(answer).toEqual({ kind: 'not-signed' });
  });
});

describe('a box', () => {
  it('of one entrance is refused under the head of another (P37)', async () => {
    const box = signing.box(OTHER_GATE, random(), 5);
    expect(await server.send(GATE, gate.upload({ boxes: [box] }))).toEqual({ kind: 'not-signed' });
  });
});

describe('a question', () => {
  function question(nonce: string, change: Partial<Hearing> = {}): Hearing {
    const asked = { nonce, number: 5, erasures: 0, facts: 0, ...change };
    const signature = signing.by(GATE, QUESTION_DOMAIN, questionText(id(), GATE, asked));
    return { ...asked, signature };
  }
  const hears = async (asked: Hearing) =>
    (await send(gate.upload({ facts: [], hears: asked }))).heard !== undefined;

  it('is answered once, and as its station asked it (P37, P38)', async () => {
    const { nonce } = await send(gate.upload());
    const asked = question(nonce);
    expect(await hears({ ...asked, facts: 1 })).toBe(false);
    expect(await hears({ ...asked, erasures: 9 })).toBe(false);
    expect(await hears({ ...asked, lostAfter: 0 })).toBe(false);
    expect(await hears(asked)).toBe(true);
    expect(await hears(asked)).toBe(false);
    expect(await hears(question(nonce, { number: 4 }))).toBe(false);
    expect(await hears(question(nonce, { number: 6 }))).toBe(true);
  });

  it('is answered from the beginning by a database that was put back (P62)', async () => {
    await send(gate.upload({ erasures: [signing.order(GATE, [random()])] }));
    const { nonce } = await send(gate.upload());
    const hears = question(nonce, { erasures: 1, facts: 1 });
    const { heard, restored } = await send(
      gate.upload({ facts: [], hears, receipt: 'of.another.one' }),
    );
    expect(restored).toBe(true);
    expect(heard?.erasures).toHaveLength(1);
  });

  it('cannot be made of what a station signed to hear that there is news', async () => {
    const { nonce } = await send(gate.upload());
    const signature = signing.by(GATE, LIVE_DOMAIN, hearText(id(), GATE, nonce));
    expect(await hears({ nonce, signature, erasures: 0, facts: 0 })).toBe(false);
  });

  it('of an earlier version is still answered, in words that it knows', async () => {
    await send(gate.upload({ erasures: [signing.order(GATE, [random()])] }));
    const { proofs: _proofs, ...old } = gate.upload({ facts: [] });
    const { nonce, unproven } = await send(old);
    expect(unproven).toBeUndefined();
    const signature = signing.by(GATE, HEAR_DOMAIN, hearText(id(), GATE, nonce));
    const { heard } = await send({ ...old, hears: { nonce, signature, erasures: 0, facts: 0 } });
    expect(heard).toMatchObject({ erasures: [], erasuresUpTo: 0 });
  });
});
