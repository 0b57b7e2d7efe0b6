import { expect, it } from 'vitest';
import { rehearse } from './rehearsal.ts';

/** A small day, of many that the lanes play: behind a hub, on PostgreSQL, at the size of the square. */
it('a fair of processes counts every promised record despite power cuts, pulled cables and a thief', async () => {
  const { differences, compared } = await rehearse({
    people: 50,
    employers: 8,
    stations: 4,
    kills: 10,
    thief: true,
    seed: 11,
    onProgress: () => undefined,
  });
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(300);
});
