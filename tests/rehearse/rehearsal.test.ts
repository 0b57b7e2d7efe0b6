import { afterAll, describe, expect, it } from 'vitest';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { rehearse } from './rehearsal.ts';

/** A small day; `npm run rehearse` plays it at the size of the square, as often as you like. */
describe('a fair with real stations and a real server, each a process', () => {
  it.each([11, 12])(
    'counts every promised record despite power cuts and pulled cables (seed %i, 12 with a hub)',
    async (seed) => {
      const { differences, compared } = await rehearse({
        hub: seed === 12,
        people: 50,
        employers: 8,
        stations: 4,
        kills: 10,
        seed,
        onProgress: () => undefined,
      });
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(300);
    },
    120_000,
  );
});

const postgres = await postgresAtHand();
afterAll(() => postgres?.stop());

describe.skipIf(postgres === undefined)('a fair on PostgreSQL (not installed here)', () => {
  it('counts every promised record while two servers are killed in turn', async () => {
    const { differences } = await rehearse({
      people: 50,
      employers: 8,
      stations: 4,
      kills: 16,
      seed: 21,
      ...(postgres && { database: postgres.url }),
      onProgress: () => undefined,
    });
    expect(differences).toEqual([]);
  }, 120_000);
});
