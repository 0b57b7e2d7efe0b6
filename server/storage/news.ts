import { EventEmitter } from 'node:events';
import pg from 'pg';
import { z } from 'zod';
import { jsonOf } from '../../shared/json.ts';

/**
 * Says that there is news and for whom, never what it is: the receivers ask for it. On PostgreSQL every
 * server process receives it once the announcing transaction has committed.
 */

export const newsSchema = z.object({
  fair: z.string(),
  /** The station whose facts now count. */
  from: z.int(),
  /** Booths and desks where something happened; null if they are unknown or too many. */
  places: z.array(z.string()).nullable(),
  /** Every station must ask: a person is to be erased, or the fair has a new revision. */
  everyone: z.boolean(),
  /** Present where it is for this station alone. */
  only: z.int().exactOptional(),
});
export type News = z.infer<typeof newsSchema>;

export const CHANNEL = 'chunfeng_news';

export interface NewsWire {
  /** Returns a function that stops listening. */
  readonly listen: (listener: (news: News) => void) => () => void;
  /** How often the connection was made. */
  readonly connection: () => number;
  close(): Promise<void>;
}

export function newsInside(): NewsWire & { notify(news: News): void } {
  const emitter = new EventEmitter<{ news: [News] }>().setMaxListeners(0);
  return {
    notify: (news) => void emitter.emit('news', news),
    connection: () => 1,
    listen(listener) {
      emitter.on('news', listener);
      return () => emitter.off('news', listener);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}

const AGAIN_MS = 1_000;

/** Listens on one connection. If it breaks, stations still ask every half minute. */
export async function newsOverPostgres(url: string): Promise<NewsWire> {
  const inside = newsInside();
  let closed = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let connections = 0;

  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString: url });
    client = own;
    own.on('notification', ({ payload }) => {
      const news = newsSchema.safeParse(jsonOf(payload ?? ''));
      if (news.success) inside.notify(news.data);
    });
    own.on('error', () => void own.end().catch(() => undefined));
    own.on('end', () => {
      if (!closed) again = setTimeout(() => void connect(), AGAIN_MS);
    });
    try {
      await own.connect();
      await own.query(`LISTEN ${CHANNEL}`);
      connections += 1;
    } catch {
      // The 'end' event follows and reconnects.
      await own.end().catch(() => undefined);
    }
  }
  await connect();
  return {
    listen: inside.listen,
    connection: () => connections,
    async close() {
      closed = true;
      clearTimeout(again);
      await inside.close();
      await client?.end().catch(() => undefined);
    },
  };
}
