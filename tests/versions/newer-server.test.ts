import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fetch } from '../../electron/station/sync/network.ts';
import { canonicalText } from '../../shared/canonical.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import { hashOfText } from '../../shared/chain.ts';
import { openHall, type RunningServer } from '../sync/hall.ts';

/** Today's stations with a made-up newer server, and with a newer hub in between (P74 to P77). */

const GATE = 1;
const OTHER_GATE = 2;
const ORGANISER = 8;

let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
beforeEach(async () => {
  hall = await openHall();
  centre = await hall.serve('centre');
});
afterEach(() => hall.close());

const objectSchema = z.record(z.string(), z.unknown());
type Change = (json: Record<string, unknown>) => object;

/** A network whose far end is newer: it answers, or hands on, more than today's does. */
function through({ answer = same, upload = same }: { answer?: Change; upload?: Change }): Fetch {
  return async (address, asked) => {
    const body =
      asked.body instanceof Uint8Array
        ? JSON.stringify(upload(objectSchema.parse(JSON.parse(String(gunzipSync(asked.body))))))
        : asked.body;
    const { 'content-encoding': _packed, ...headers } = asked.headers ?? {};
    const answered = await fetch(address, {
      ...asked,
      headers,
      ...(body !== undefined && { body }),
    });
    if (asked.body === undefined) return answered;
    const text = await answered.text();
    const { status, changed } = statusOf(answer(objectSchema.parse(JSON.parse(text))), answered);
    return {
      ok: status < 400,
      status,
      headers: answered.headers,
      body: null,
      text: async () => JSON.stringify(changed),
    };
  };
}
const same: Change = (json) => json;
const statusOf = (changed: object, { status }: { readonly status: number }) =>
  'refused' in changed ? { status: 409, changed: changed.refused } : { status, changed };

/** Something in every object of it that nobody knows yet. */
function strange(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => strange(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(objectSchema.parse(value)).map(([name, each]) => [
    name,
    // What somebody signed stays as it was.
    ['said', 'hears', 'fair'].includes(name) ? each : strange(each),
  ]);
  return { ...Object.fromEntries(entries), mood: { of: 'spring' } };
}
const stranger: Change = (json) => objectSchema.parse(strange(json));

/** A fact of a kind of tomorrow, as an organiser's station hears it. */
function survey(fair: string): object {
  const text = canonicalText({
    fair,
    incarnation: '0000beef',
    kind: 'survey',
    prev: '0'.repeat(64),
    revision: 1,
    seq: 1,
    stamp: { ms: 1_803_690_000_000, n: 0 },
    station: 4,
    v: 2,
    what: { booth: 'A01', stars: 4 },
  });
  return { text, hash: hashOfText(text), mood: 'calm' };
}

describe('a newer server', () => {
  it('takes everything from a station of today, which hears what it knows (P77)', async () => {
    const fetch = through({ answer: stranger });
    const gate = await hall.station(GATE, centre.url, undefined, { fetch });
    const other = await hall.station(OTHER_GATE, centre.url, undefined, { fetch });
    const [person = ''] = hall.checkIn(gate, 3);
    await gate.round('up-to-date');
    await gate.store.erase(person);
    await gate.round('up-to-date');
    expect(await other.round('up-to-date')).toBe('up-to-date');
    expect(other.store.ledger.tally('all', 'attendees')).toBe(3);
    const orders = await centre.storage.db.selectFrom('erasure').select('number').execute();
    expect(orders).toHaveLength(1);
  });

  it('tells a station facts of a kind that it keeps and cannot count (P76)', async () => {
    const { id } = hall.sample.fair;
    const answer: Change = (json) => {
      const heard = objectSchema.safeParse(json.heard).data;
      if (!heard) return json;
      const facts = z.array(z.unknown()).parse(heard.facts);
      return { ...json, heard: { ...heard, facts: [...facts, survey(id)], coverage: 'in words' } };
    };
    const gate = await hall.station(GATE, centre.url);
    hall.checkIn(gate, 2);
    await gate.round();
    const office = await hall.station(ORGANISER, centre.url, undefined, {
      fetch: through({ answer }),
    });
    await office.round('up-to-date');
    expect(office.store.ledger.tally('all', 'attendees')).toBe(2);
    expect(office.store.ledger.unread()).toEqual([{ slot: 4, facts: 1 }]);
    expect(office.store.ledger.hashOf('4.0000beef.1')).toHaveLength(64);
  });

  it('may refuse in words of its own, and the station asks again and goes on (P77)', async () => {
    let refusals = 0;
    const answer: Change = (json) => {
      refusals += 1;
      return refusals > 2 ? json : { refused: { kind: 'full-moon', until: 'dawn' } };
    };
    const gate = await hall.station(GATE, centre.url, undefined, { fetch: through({ answer }) });
    hall.checkIn(gate, 3);
    expect(await gate.round('waiting')).toBe('waiting');
    expect(gate.sync.state()).toMatchObject({ why: 'unknown' });
    expect(await gate.round('up-to-date')).toBe('up-to-date');
  });
});

describe('a newer hub', () => {
  it('between a station and a server of today changes nothing that counts (P77)', async () => {
    const fetch = through({ upload: stranger, answer: stranger });
    const gate = await hall.station(GATE, centre.url, undefined, { fetch });
    hall.checkIn(gate, 4);
    await gate.round('up-to-date');
    expect(await centre.storage.db.selectFrom('fact').select('seq').execute()).toHaveLength(4);
    const { stations } = await coverageOf(centre.storage, hall.sample.fair);
    expect(stations[0]).toMatchObject({ proven: 4, waiting: 0 });
  });
});
