import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { type Fault, faults, faultyProxy } from './faulty-proxy.ts';
import { type Day, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('a station and its server', () => {
  it('agree on every figure after a day offline and each later fact', async () => {
    day.receive(1_200);
    day.upload(day.server);
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
    day.receive(3, 1_200);
    day.uploader?.poke();
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
  });

  it('lose nothing and count nothing twice over any network and restart', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...faults), { minLength: 4, maxLength: 16 }),
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 2 }),
        async (sequence, days) => {
          const left: Fault[] = [...sequence];
          const proxy = await faultyProxy(day.server, () => left.shift() ?? 'pass');
          for (const people of days) {
            day.receive(people);
            day.upload(proxy.url);
            await day.upToDate();
            // The program restarts with what is on its disk.
            day.uploader?.close();
            day.store.close();
            day.store = await day.station();
          }
          await proxy.close();
          expect(await day.figures()).toEqual(day.folded());
        },
      ),
      { numRuns: 5 },
    );
  });

  it('send a whole day over a line that cuts every large request', async () => {
    day.receive(2_000);
    let cutOff = 0;
    const proxy = await faultyProxy(day.server, ({ length }) => {
      if (length <= 20_000) return 'pass';
      cutOff += 1;
      return 'drop';
    });
    day.upload(proxy.url);
    await day.upToDate();
    await proxy.close();
    expect(cutOff).toBeGreaterThan(0);
    expect(await day.figures()).toEqual(day.folded());
  });

  it('exchange compressed answers', async () => {
    day.receive(50);
    await day.exchange(day.store, SLOT);
    const answer = await fetch(new URL(`/v1/fairs/${day.sample.fair.id}/figures`, day.server), {
      headers: { authorization: `Bearer ${day.token}` },
    });
    const sent = Number(answer.headers.get('content-length') ?? 0);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect((await answer.text()).length).toBeGreaterThan(3 * sent);
  });

  it('show how many facts wait while there is no network', async () => {
    day.receive(5);
    await day.app.close();
    day.upload(day.server);
    const state = await day.reached(({ at }) => at === 'waiting');
    expect(state).toMatchObject({ at: 'waiting', waiting: 5, why: 'no-network' });
  });

  it('name a missing certificate as the reason', async () => {
    day.receive(1);
    day.upload(day.server.replace('http:', 'https:'));
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'certificate' });
  });

  it('recover after the server’s disk was full', async () => {
    day.receive(1_200);
    await sql`PRAGMA max_page_count = 40`.execute(day.storage.db);
    day.upload(day.server);
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({
      why: 'server-trouble',
    });
    await sql`PRAGMA max_page_count = 1000000`.execute(day.storage.db);
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
  });

  it('recover after the ledger could not be read once', async () => {
    day.receive(5);
    const { ledger } = day.store;
    const whole = ledger.incarnations.bind(ledger);
    let broken = true;
    ledger.incarnations = () => {
      if (!broken) return whole();
      broken = false;
      throw new Error('disk I/O error');
    };
    day.upload(day.server);
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
    expect(day.troubles.splice(0)).toHaveLength(1);
  });

  it('recover after the ledger could not be read for a while', async () => {
    day.receive(5);
    const { ledger } = day.store;
    const whole = ledger.incarnations.bind(ledger);
    let failing = true;
    ledger.incarnations = () => {
      if (failing) throw new Error('disk I/O error');
      return whole();
    };
    day.upload(day.server);
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({
      why: 'station-trouble',
    });
    failing = false;
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
    expect(day.troubles.splice(0).length).toBeGreaterThan(1);
  });

  it('do not mistake a Wi-Fi login page for the server’s answer', async () => {
    day.receive(5);
    const proxy = await faultyProxy(day.server, () => 'portal');
    day.upload(proxy.url);
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({
      why: 'not-our-server',
    });
    day.uploader?.close();
    await proxy.close();
    expect(await day.figures()).toEqual(new Map());
  });

  it('stop at a revoked slot and name the reason', async () => {
    const revoked = { ...day.sample.fair, revision: 2, revoked: [SLOT] };
    await keepFair(day.storage, signFair(revoked, day.sample.keys.signingKey));
    day.receive(5);
    day.upload(day.server);
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'revoked' });
  });
});
