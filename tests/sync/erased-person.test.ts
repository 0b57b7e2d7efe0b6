import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVER_FILE } from '../../server/storage/server-file.ts';
import type { Happening } from '../../shared/facts.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { shortOf } from '../../shared/pass.ts';
import { type Fault, faultyProxy } from './faulty-proxy.ts';
import { type Day, factsIn, GATE, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('a person who was erased at an entrance', () => {
  const person = 'c1'.repeat(16);
  const blank = 'b1'.repeat(16);
  const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };

  it('is erased at server and booths, and no figure changes (P31)', async () => {
    const gate = await day.station(GATE);
    day.nowMs += 1_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
      { happening: { kind: 'bind', what: { blank } }, person },
    ]);
    day.store.ledger.append([
      { happening: visit, person },
      { happening: visit, person: blank },
      { happening: visit, person: shortOf(person) },
    ]);
    day.store.notes.put(person, 'A01', { atMs: day.nowMs, text: '经验合适' });
    day.receive(10);
    await day.exchange(gate, GATE);
    await day.exchange(day.store, SLOT);
    const before = await day.figures();

    day.nowMs += 60_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await day.exchange(gate, GATE);
    await day.exchange(day.store, SLOT);
    for (const name of [person, blank, shortOf(person)]) {
      expect(day.store.isErased(name)).toBe(true);
      expect(day.store.ledger.factsOfPerson(name)).toEqual([]);
      expect(day.store.notes.of(name, 'A01')).toEqual([]);
      const left = await day.storage.db
        .selectFrom('fact')
        .select('seq')
        .where('pseudonym', '=', name)
        .execute();
      expect(left).toEqual([]);
    }
    const after = await day.figures();
    expect(after.get('all attendees ')).toBe(before.get('all attendees '));
    expect(after.get('all visitors ')).toBe(before.get('all visitors '));
    expect(after.get('all visits booth:A01')).toBe(before.get('all visits booth:A01'));
    gate.close();
  });

  it('is in no later upload, even one prepared before the erasure', async () => {
    const gate = await day.station(GATE);
    const crowd = Array.from({ length: 4_600 }, () => ({ happening: visit }));
    gate.ledger.append([...crowd, { happening: visit, person }]);
    const sent: string[] = [];
    const proxy = await faultyProxy(day.server, async (body): Promise<Fault> => {
      sent.push(gunzipSync(body).toString());
      // Each upload: a question, facts with another question, more facts, and the last facts.
      if (sent.length === 3) await gate.erase(person);
      return 'pass';
    });
    await day.exchange(gate, GATE, proxy.url);
    await proxy.close();
    const [, , before = '', ...after] = sent.map((body) => JSON.stringify(factsIn(body)));
    expect(before).toContain('visit');
    expect(after.join()).toContain('visit');
    expect(after.join()).not.toContain(person);
    gate.close();
  });

  it('stays erased when a booth that missed the order sends facts', async () => {
    const gate = await day.station(GATE);
    day.store.ledger.append([{ happening: visit, person }]);
    day.nowMs += 60_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await day.exchange(gate, GATE);
    await day.exchange(day.store, SLOT);
    const rows = await day.storage.db.selectFrom('fact').select(['pseudonym', 'salt']).execute();
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ pseudonym }) => pseudonym)).size).toBe(1);
    expect(rows.some(({ pseudonym, salt }) => pseudonym === person || salt !== null)).toBe(false);
    expect((await day.figures()).get('all visitors ')).toBe(1);
    gate.close();
  });

  it('is erased again at a restored server', async () => {
    const gate = await day.station(GATE);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    let done: () => void = () => undefined;
    const own = day.syncOf(gate, GATE, day.server, ({ at }) => {
      if (at === 'up-to-date') done();
    });
    const again = (): Promise<void> =>
      new Promise((resolve) => {
        done = resolve;
        own.poke();
      });
    await again();
    const data = join(day.folder, 'server', SERVER_FILE);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(day.storage.db);
    await copyFile(data, join(day.folder, 'before.db'));
    await gate.erase(person);
    await again();
    const port = Number(new URL(day.server).port);
    await day.app.close();
    await day.storage.close();
    await rm(`${data}-wal`, { force: true });
    await copyFile(join(day.folder, 'before.db'), data);
    await day.serve(port);
    await again();
    await again();
    const pseudonyms = async () =>
      (await day.storage.db.selectFrom('fact').select('pseudonym').execute()).map(
        (row) => row.pseudonym,
      );
    // The exchange that ends first may have begun before the server was restored.
    await expect.poll(pseudonyms).not.toContain(person);
    own.close();
    gate.close();
  });

  it('does not return from a server that missed the order', async () => {
    const gate = await day.station(GATE);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    const { incarnation } = gate.ledger;
    const facts = gate.ledger.wireAfter(incarnation, 0, 10);
    await gate.erase(person);
    gate.close();
    await rm(join(day.stationFolder(GATE), LEDGER_FILE));
    await rm(join(day.stationFolder(GATE), 'backups'), { recursive: true, force: true });
    const restored = await day.station(GATE);
    restored.regain(incarnation, facts);
    expect(restored.ledger.count()).toBe(1);
    expect(restored.ledger.factsOfPerson(person)).toEqual([]);
    expect(restored.ledger.tally('all', 'attendees')).toBe(1);
    restored.close();
  });

  it('cannot be erased by a booth’s order', async () => {
    day.receive(3);
    await day.exchange(day.store, SLOT);
    await day.store.erase(createHash('sha256').update('p 0').digest('hex').slice(0, 32));
    let why = '';
    await new Promise<void>((resolve) => {
      day.uploader = day.syncOf(day.store, SLOT, day.server, (state) => {
        if (state.at !== 'waiting') return;
        ({ why } = state);
        resolve();
      });
    });
    expect(why).toBe('not-signed');
    expect(await day.storage.db.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });
});
