import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { type App, openApp } from '../../server/app.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openRelay } from '../../server/relay/relay.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import type { Happening } from '../../shared/facts.ts';
import { type Fault, faultyProxy } from './faulty-proxy.ts';
import { type Day, GATE, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('a hall with its own hub', () => {
  let hub: Storage;
  let hubApp: App;
  let hubUrl = '';
  let relay: ReturnType<typeof openRelay> | undefined;
  beforeEach(async () => {
    const opened = await openSqlite(join(day.folder, 'hub'));
    if (!opened.ok) throw new Error(opened.fault.kind);
    hub = opened.value;
    await keepFair(hub, signFair(day.sample.fair, day.sample.keys.signingKey));
    hubApp = await openApp({
      storage: hub,
      now: () => day.nowMs,
      logger: false,
    });
    hubUrl = await hubApp.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    relay?.close();
    relay = undefined;
    await hubApp.close();
    await hub.close();
  });

  /** Resolves once the hub has relayed everything. */
  function handedOn(upstream: string): Promise<void> {
    relay?.close();
    return new Promise((resolve) => {
      const own = openRelay({
        storage: hub,
        upstream,
        fetch,
        patienceMs: 60_000,
        now: Date.now,
        chance: () => 0,
        onState({ at }) {
          if (at === 'up-to-date') resolve();
          else setImmediate(() => own.poke());
        },
      });
      relay = own;
    });
  }

  it('relays everything exactly once over any network', async () => {
    const gate = await day.station(GATE);
    const person = 'c1'.repeat(16);
    day.nowMs += 1_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await day.exchange(gate, GATE, hubUrl);
    day.receive(2_600);
    await day.exchange(day.store, SLOT, hubUrl);
    await gate.erase(person);
    await day.exchange(gate, GATE, hubUrl);
    const left: Fault[] = ['drop', 'cut', 'lose-answer', 'portal', 'twice', 'half-answer', 'drop'];
    const proxy = await faultyProxy(day.server, () => left.shift() ?? 'pass');
    await handedOn(proxy.url);
    expect(left).toEqual([]);
    const counted = await day.figures();
    expect(counted.get('all visits ')).toBe(day.folded().get('all visits '));
    expect(counted.get('all attendees ')).toBe(1);
    const rows = await day.storage.db
      .selectFrom('fact')
      .select('pseudonym')
      .where('pseudonym', '=', person)
      .execute();
    expect(rows).toEqual([]);
    await proxy.close();
    gate.close();
  });

  it('loses nobody whom it had to take out before it could relay them (P22)', async () => {
    const gate = await day.station(GATE);
    const person = 'c1'.repeat(16);
    const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };
    day.nowMs += 1_000;
    day.store.ledger.append([{ happening: visit, person }]);
    await day.exchange(day.store, SLOT, hubUrl);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await day.exchange(gate, GATE, hubUrl);
    await handedOn(day.server);
    expect((await day.figures()).get('all visitors ')).toBeUndefined();
    // The booth hears the order, and says under its own signature what stood there.
    await day.exchange(day.store, SLOT, hubUrl);
    await handedOn(day.server);
    expect((await day.figures()).get('all visitors ')).toBe(1);
    expect((await day.figures()).get('all attendees ')).toBe(1);
    gate.close();
  });

  it('keeps relaying other stations after the server revoked one', async () => {
    const gate = await day.station(GATE);
    gate.ledger.append([
      {
        happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
        person: 'c1'.repeat(16),
      },
    ]);
    await day.exchange(gate, GATE, hubUrl);
    day.receive(30);
    await day.exchange(day.store, SLOT, hubUrl);
    const revoked = { ...day.sample.fair, revision: 2, revoked: [GATE] };
    await keepFair(day.storage, signFair(revoked, day.sample.keys.signingKey));
    const why = await new Promise<string>((resolve) => {
      relay = openRelay({
        storage: hub,
        upstream: day.server,
        fetch,
        patienceMs: 60_000,
        now: Date.now,
        chance: () => 0,
        onState: (state) => resolve(state.at === 'waiting' ? state.why : ''),
      });
    });
    expect(why).toBe('revoked');
    expect(await day.figures()).toEqual(day.folded());
    gate.close();
  });

  it('continues after a hub restart and a station’s direct upload', async () => {
    day.receive(300);
    await day.exchange(day.store, SLOT, hubUrl);
    await handedOn(day.server);
    relay?.close();
    day.receive(200, 300);
    await day.exchange(day.store, SLOT, hubUrl);
    // Meanwhile the laptop found its own network.
    await day.exchange(day.store, SLOT);
    day.receive(20, 500);
    await day.exchange(day.store, SLOT, hubUrl);
    await handedOn(day.server);
    expect(await day.figures()).toEqual(day.folded());
  });
});
