import { describe, expect, it } from 'vitest';
import { rehearse } from './rehearsal.ts';

/** The day in small; `npm run rehearse` plays it as large as the square, and as often as one likes. */
describe('a fair with real stations and a real server, each a process', () => {
  it.each([11, 12, 13])(
    'counts in the evening what people were promised, wherever plugs and cables were pulled (seed %i)',
    async (seed) => {
      const { differences, compared } = await rehearse({
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
