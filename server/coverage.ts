import { z } from 'zod';
import type { Fair } from '../shared/fair.ts';
import type { Storage } from './storage/homes.ts';

/** What a figure has seen: each station of the fair, and what is known to be missing. Silence is not nought. */
export const coverageSchema = z.strictObject({
  stations: z.array(
    z.strictObject({
      slot: z.int(),
      zh: z.string(),
      en: z.string(),
      /** Never heard, or when last, in milliseconds since 1970. */
      heardMs: z.int().nullable(),
      acked: z.int(),
      proven: z.int(),
      /** Facts that the station said were waiting; unknown where it said nothing. */
      waiting: z.int().nullable(),
    }),
  ),
  forks: z.array(z.strictObject({ slot: z.int(), incarnation: z.string(), facts: z.int() })),
});
export type Coverage = z.infer<typeof coverageSchema>;

export async function coverageOf({ db }: Storage, fair: Fair): Promise<Coverage> {
  const branches = await db
    .selectFrom('branch')
    .selectAll()
    .where('fair_id', '=', fair.id)
    .execute();
  const forks = await db
    .selectFrom('fork')
    .select(['station', 'incarnation'])
    .select(({ fn }) => fn.countAll().as('facts'))
    .where('fair_id', '=', fair.id)
    .groupBy(['station', 'incarnation'])
    .execute();
  return {
    stations: fair.stations.map(({ slot, name }) => {
      // The newest incarnation goes on where the ones before it end.
      const own = branches.filter(({ station }) => station === slot);
      const newest = own.toSorted((a, b) => Number(a.heard_ms) - Number(b.heard_ms)).at(-1);
      return {
        slot,
        ...name,
        heardMs: newest ? Number(newest.heard_ms) : null,
        acked: newest?.acked_seq ?? 0,
        proven: newest?.proven_seq ?? 0,
        waiting: newest?.waiting ?? null,
      };
    }),
    forks: forks.map(({ station, incarnation, facts }) => ({
      slot: station,
      incarnation,
      facts: Number(facts),
    })),
  };
}
