import { afterAll, describe, expect, it } from 'vitest';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { rehearse } from './rehearsal.ts';

/** The day in small; `npm run rehearse` plays it as large as the square, and as often as one likes. */
describe('a fair with real stations and a real server, each a process', () => {
  it.each([11, 12])(
    'counts in the evening what people were promised, wherever plugs and cables were pulled (seed %i; 12 with a hub)',
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

describe.skipIf(postgres === undefined)('the same with PostgreSQL (none is at hand here)', () => {
  it('counts what people were promised, with two servers on it of which one after the other is killed', async () => {
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
