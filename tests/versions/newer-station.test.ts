import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { recount } from '../../server/ingest/recount.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import { type CanonicalObject } from '../../shared/canonical.ts';
import { CONDITION_DOMAIN, conditionText } from '../../shared/condition.ts';
import { alertsOf } from '../../shared/report/alerts.ts';
import { BOX_DOMAIN, boxText } from '../../shared/sync/boxes.ts';
import {
  type Ack,
  ackSchema,
  QUESTION_DOMAIN,
  questionText,
  type Upload,
} from '../../shared/sync/wire.ts';
import { Chain, loadSigning, random, type Signing } from '../sync/forged.ts';
import { openHall, type RunningServer } from '../sync/hall.ts';

/** A made-up newer station sends to today's hub, which hands on to today's server (P74 to P77). */

const GATE = 1;
const BOOTH = 4;
const ORGANISER = 8;
const NOW = 1_803_690_000_000;

let signing: Signing;
let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
let hub: RunningServer;

beforeAll(async () => {
  signing = await loadSigning();
});
beforeEach(async () => {
  hall = await openHall(NOW, { boxesToServer: true });
  centre = await hall.serve('centre');
  hub = await hall.serve('hub', 0, centre.url);
});
afterEach(() => hall.close());

const known = { means: 'card', lane: 'self' } as const;
const from = 'declared';

/** The same day as a station of today writes it, and as one of tomorrow does. */
function dayOf(isNewer: boolean): readonly Chain[] {
  const gate = new Chain(signing, GATE);
  const booth = new Chain(signing, BOOTH);
  const write = (chain: Chain, kind: string, what: CanonicalObject, person: string) =>
    chain.write(
      { kind, what, ...(isNewer && { mood: 'calm' }) },
      { pseudonym: person, salt: random() },
    );
  const [one, two] = [random(), random()];
  const studied = isNewer ? { education: { value: 'postdoc', from } } : {};
  const groups = { groups: { value: isNewer ? ['veteran', 'flexible'] : ['veteran'], from } };
  write(gate, 'checkin', { ...known, about: { ...groups, ...studied } }, one);
  const answered = isNewer ? { languages: { value: ['yi'], from: 'spoken' } } : {};
  const trades = { trades: { value: ['driving'], from: isNewer ? 'spoken' : from } };
  write(gate, 'checkin', { ...known, about: { ...trades, ...answered } }, two);
  write(booth, 'visit', { booth: 'A01', ...(isNewer && { queuedMs: 90_000 }) }, one);
  write(booth, 'resume', { booth: 'A01', post: 'A01-1' }, one);
  if (isNewer) write(booth, 'survey', { booth: 'A01', stars: 4 }, one);
  return [gate, booth];
}

/** Everything that a message may hold says something that nobody knows yet. */
function sent(chain: Chain): object {
  const { head, facts, ...upload } = chain.upload();
  return {
    ...upload,
    head: { ...head, at: 'the gate' },
    facts: facts.map((fact) => ({ ...fact, seen: 2 })),
    shade: { of: 'green' },
  };
}

async function post(server: RunningServer, slot: number, body: object): Promise<Ack> {
  const address = new URL(`/v1/fairs/${signing.sample.fair.id}/stations/${slot}/facts`, server.url);
  const headers = { 'content-type': 'application/json', 'chunfeng-reads': '4' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  return ackSchema.parse(await answer.json());
}

const textsIn = async ({ storage }: RunningServer): Promise<string[]> =>
  (await storage.db.selectFrom('fact').select('text').orderBy('text').execute()).map(
    ({ text }) => text,
  );

async function figuresIn({ storage }: RunningServer): Promise<Map<string, number>> {
  const rows = await storage.db.selectFrom('tally').selectAll().execute();
  return new Map(
    rows.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
  );
}

const atBoth = async (so: (server: RunningServer) => Promise<unknown>, is: unknown) => {
  expect(await so(hub)).toEqual(is);
  await expect
    .poll(() => {
      hub.poke();
      return so(centre);
    })
    .toEqual(is);
};

describe('facts of a newer station', () => {
  it('reach the server through a hub with every byte that was signed (P76)', async () => {
    const chains = dayOf(true);
    for (const chain of chains) {
      const { acked, proven } = await post(hub, chain.slot, sent(chain));
      expect([acked.seq, proven]).toEqual([chain.facts.length, chain.facts.length]);
    }
    const texts = chains.flatMap(({ facts }) => facts.map(({ text }) => text)).toSorted();
    await atBoth(textsIn, texts);
  });

  it('count by what is known of them, and an unknown kind counts nowhere (P75)', async () => {
    for (const chain of dayOf(true)) await post(centre, chain.slot, sent(chain));
    const plain = await hall.serve('plain');
    for (const chain of dayOf(false)) await post(plain, chain.slot, chain.upload());
    const figures = await figuresIn(centre);
    const unknown = [...figures].filter(([name]) => name.includes(':later'));
    expect(new Map(unknown.filter(([name]) => name.startsWith('all attendees')))).toEqual(
      new Map([
        ['all attendees education:later', 1],
        ['all attendees group:later', 1],
      ]),
    );
    for (const [name] of unknown) figures.delete(name);
    expect(figures).toEqual(await figuresIn(plain));
  });

  it('are an alert that says to update the program here (P76)', async () => {
    for (const chain of dayOf(true)) await post(centre, chain.slot, sent(chain));
    const { fair } = signing.sample;
    const coverage = await coverageOf(centre.storage, fair);
    expect(alertsOf(coverage, NOW)).toMatchObject([
      { kind: 'unread', slot: GATE, facts: 2 },
      { kind: 'unread', slot: BOOTH, facts: 3 },
    ]);
  });

  it('are heard by those who hear their place, and by the organiser, as they were signed (P76)', async () => {
    const [gate, booth] = dayOf(true);
    for (const chain of [gate, booth]) if (chain) await post(centre, chain.slot, sent(chain));
    const other = await hall.station(ORGANISER, centre.url);
    await other.round();
    const survey = booth?.facts.at(-1);
    const place = { incarnation: booth?.incarnation ?? '', seq: 3 };
    expect(other.store.ledger.unread()).toEqual([
      { slot: GATE, facts: 2 },
      { slot: BOOTH, facts: 3 },
    ]);
    expect(other.store.ledger.hashOf(`${BOOTH}.${place.incarnation}.${place.seq}`)).toBe(
      survey?.hash,
    );
    expect(other.store.ledger.tally('all', 'visits')).toBe(1);
  });

  it('come back to a machine of today that works under their slot (P76)', async () => {
    const [, booth] = dayOf(true);
    if (!booth) throw new Error('no booth');
    await post(centre, BOOTH, sent(booth));
    const today = await hall.station(BOOTH, centre.url);
    hall.visits(today, 1);
    await today.round('up-to-date');
    expect(today.store.ledger.endOf(booth.incarnation)?.seq).toBe(3);
    expect(today.store.ledger.verify().ok).toBe(true);
    expect(today.store.ledger.tally('all', 'visits')).toBe(2);
  });

  it('of an unknown kind leave a short code to whom it means by the others (P75, F25)', async () => {
    const booth = new Chain(signing, BOOTH);
    const person = 'ab'.repeat(16);
    const code = person.slice(0, 10);
    const strangers = ['1', '2'].map((digit) => code.padEnd(32, digit));
    for (const pseudonym of strangers) {
      booth.write({ kind: 'survey', what: { booth: 'A01' } }, { pseudonym, salt: random() });
    }
    booth.add({ kind: 'visit', what: { booth: 'A01' } }, person);
    await post(centre, BOOTH, sent(booth));
    booth.add({ kind: 'visit', what: { booth: 'A01' } }, code.padEnd(32, '0'));
    await post(centre, BOOTH, sent(booth));
    expect((await figuresIn(centre)).get('all visitors ')).toBe(1);
    const organiser = await hall.station(ORGANISER, centre.url);
    await organiser.round();
    expect(organiser.store.ledger.tally('all', 'visitors')).toBe(1);
    organiser.store.ledger.rebuildTallies();
    expect(organiser.store.ledger.tally('all', 'visitors')).toBe(1);
  });

  it('are counted once the server is updated (P76)', async () => {
    for (const chain of dayOf(false)) await post(centre, chain.slot, chain.upload());
    const figures = await figuresIn(centre);
    await centre.stop();
    // As a server of before would have kept the visit, had it not known the kind.
    const opened = await openSqlite(hall.inFolder('centre'));
    if (!opened.ok) throw new Error(opened.fault.kind);
    const { db } = opened.value;
    await db
      .updateTable('fact')
      .set({ unread: 2, place: null })
      .where('kind', '=', 'visit')
      .execute();
    await db.deleteFrom('tally').where('figure', 'in', ['visits', 'visitors']).execute();
    await recount(opened.value);
    await recount(opened.value);
    const rows = await db.selectFrom('fact').select(['unread', 'place', 'kind']).execute();
    expect(rows.filter(({ unread }) => unread !== null)).toEqual([]);
    expect(rows.find(({ kind }) => kind === 'visit')?.place).toBe('A01');
    expect(await figuresIn({ ...centre, storage: opened.value })).toEqual(figures);
    await opened.value.close();
  });
});

describe('what rides along with them', () => {
  it('is kept and handed on where its author’s signature covers it (P77)', async () => {
    const [gate] = dayOf(true);
    if (!gate) throw new Error('no gate');
    const { id } = signing.sample.fair;
    const said = {
      atMs: NOW,
      version: '9',
      role: 'entrance',
      readers: [{ kind: 'id-card', state: 'ready', name: 'R', watts: 3 }],
      printer: 'none',
      notices: ['disk-failing', 'lamp-failing'],
      number: 1,
      lamp: 'on',
    };
    const signature = signing.by(GATE, CONDITION_DOMAIN, conditionText(id, GATE, said));
    const box = { ...signing.box(GATE, random(), NOW), holds: 'email' };
    const sealed = { ...box, signature: signing.by(GATE, BOX_DOMAIN, boxText(id, GATE, box)) };
    const order = signing.order(GATE, [random()]);
    const body = {
      ...sent(gate),
      condition: { said: { ...said, signature }, ageMs: 0, via: 'air' },
      boxes: [{ ...sealed, size: 9 }],
      erasures: [
        { ...order, why: 'asked' },
        { ...order, v: 3, id: 'of a later form' },
      ],
    };
    expect(await post(hub, GATE, body)).toMatchObject({ boxes: true });
    await atBoth(
      async ({ storage: { db } }) => {
        const row = await db.selectFrom('condition').select('said').executeTakeFirst();
        return row && (JSON.parse(row.said) as unknown);
      },
      { ...said, signature },
    );
    await atBoth(
      async ({ storage: { db } }) => db.selectFrom('box').select(['holds', 'sealed']).execute(),
      [{ holds: 'email', sealed: sealed.sealed }],
    );
    await atBoth(
      async ({ storage: { db } }) => db.selectFrom('erasure').select('order_id').execute(),
      [{ order_id: order.id }],
    );
    const [seen] = (await coverageOf(centre.storage, signing.sample.fair)).stations;
    expect(seen?.condition).toMatchObject({ notices: ['disk-failing'], version: '9' });
  });

  it('is answered where a question says more than the server knows (P77)', async () => {
    const [gate] = dayOf(false);
    if (!gate) throw new Error('no gate');
    const { nonce, reads } = await post(centre, GATE, gate.upload());
    expect(reads).toBe(3);
    const asked = { nonce, erasures: 0, facts: 0, number: NOW, taste: { of: 'tea' } };
    const { id } = signing.sample.fair;
    const signature = signing.by(GATE, QUESTION_DOMAIN, questionText(id, GATE, asked));
    const upload: Upload = gate.upload({ facts: [] });
    const { heard } = await post(centre, GATE, { ...upload, hears: { ...asked, signature } });
    expect(heard?.erasuresUpTo).toBe(0);
    const forged = { ...asked, number: NOW + 1, taste: 'coffee', signature };
    expect((await post(centre, GATE, { ...upload, hears: forged })).heard).toBeUndefined();
  });

  it('may be a call that this server does not know yet (P77)', async () => {
    for (const path of ['/v2/fairs', `/v1/fairs/${signing.sample.fair.id}/lamps`]) {
      const answer = await fetch(new URL(path, centre.url), { method: 'POST' });
      expect([answer.status, await answer.json()]).toEqual([404, { kind: 'unknown' }]);
    }
  });
});
