import { EventEmitter } from 'node:events';
import pg from 'pg';
import { z } from 'zod';
import type { Fair } from '../shared/fair.ts';
import { jsonOf } from '../shared/json.ts';

/**
 * That there is news, and for whom; never what it is. Whoever it concerns asks for it as a station
 * does. On PostgreSQL it is heard by every process, once the transaction that tells it is through.
 */

export const newsSchema = z.object({
  fair: z.string(),
  /** The station whose facts came to count. */
  from: z.int(),
  /** Booths and desks at which something happened; null where there are too many to name. */
  places: z.array(z.string()).nullable(),
  /** Somebody is to be taken out, or the fair is another: every station must hear. */
  everyone: z.boolean(),
});
export type News = z.infer<typeof newsSchema>;

/** PostgreSQL carries 8,000 bytes at once. */
const MOST_PLACES = 100;
export const CHANNEL = 'chunfeng_news';

export function newsOf(news: Omit<News, 'places'>, places: ReadonlySet<string> | undefined): News {
  const named = places && places.size <= MOST_PLACES;
  return { ...news, places: named ? [...places] : null };
}

export function concerns(fair: Fair, slot: number, { from, places, everyone }: News): boolean {
  if (from === slot) return false;
  if (everyone) return true;
  const station = fair.stations.find((other) => other.slot === slot);
  const teller = fair.stations.find((other) => other.slot === from);
  if (station?.role === 'organiser' || station?.role === 'wall') return true;
  if (station?.role === 'entrance') return teller?.role === 'entrance';
  return places === null || places.some((place) => station?.serves?.includes(place));
}

export interface Wire {
  readonly listen: (hear: (news: News) => void) => () => void;
  close(): Promise<void>;
}

export function newsInside(): Wire & { tell(news: News): void } {
  const emitter = new EventEmitter<{ news: [News] }>().setMaxListeners(0);
  return {
    tell: (news) => void emitter.emit('news', news),
    listen(hear) {
      emitter.on('news', hear);
      return () => emitter.off('news', hear);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}

const AGAIN_MS = 1_000;

/** One connection that listens; where it breaks, stations ask every half minute all the same. */
export async function newsOverPostgres(url: string): Promise<Wire> {
  const inside = newsInside();
  let closed = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString: url });
    client = own;
    own.on('notification', ({ payload }) => {
      const news = newsSchema.safeParse(jsonOf(payload ?? ''));
      if (news.success) inside.tell(news.data);
    });
    own.on('error', () => void own.end().catch(() => undefined));
    own.on('end', () => {
      if (!closed) again = setTimeout(() => void connect(), AGAIN_MS);
    });
    try {
      await own.connect();
      await own.query(`LISTEN ${CHANNEL}`);
    } catch {
      // Its end comes as an event, too.
      await own.end().catch(() => undefined);
    }
  }
  await connect();
  return {
    listen: inside.listen,
    async close() {
      closed = true;
      clearTimeout(again);
      await inside.close();
      await client?.end().catch(() => undefined);
    },
  };
}
