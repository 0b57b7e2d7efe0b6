import { EventEmitter } from 'node:events';
import pg from 'pg';
import { z } from 'zod';
import { jsonOf } from '../../shared/json.ts';
import { urlsOf } from './hosts.ts';

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
  /** False while news of other servers do not reach this one. */
  readonly isListening: () => boolean;
  close(): Promise<void>;
}

export interface PostgresWire extends NewsWire {
  /** What came that is no news. Returns a function that stops it. */
  onOther(listener: (payload: string) => void): () => void;
  /** Tells this server's own listeners. */
  tell(news: News): void;
}

export function newsInside(): NewsWire & { readonly notify: (news: News) => void } {
  const emitter = new EventEmitter<{ news: [News] }>().setMaxListeners(0);
  return {
    notify: (news) => void emitter.emit('news', news),
    connection: () => 1,
    isListening: () => true,
    listen(listener) {
      emitter.on('news', listener);
      return () => emitter.off('news', listener);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}

const AGAIN_MS = 1_000;
/** A line that was cut somewhere on the way says nothing by itself. */
const CHECK_MS = 10_000;

/** Listens on one connection. If it breaks, stations still ask every half minute. */
export async function newsOverPostgres(url: string, patienceMs: number): Promise<PostgresWire> {
  const inside = newsInside();
  const others = new EventEmitter<{ other: [string] }>();
  const urls = urlsOf(url);
  let turn = 0;
  let closed = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let connections = 0;
  let listening = false;

  async function connect(): Promise<void> {
    const own = new pg.Client({
      // The next host, where there are several.
      connectionString: urls[turn++ % urls.length],
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
      keepAlive: true,
    });
    client = own;
    own.on('notification', ({ payload }) => {
      const news = newsSchema.safeParse(jsonOf(payload ?? ''));
      if (news.success) inside.notify(news.data);
      else others.emit('other', payload ?? '');
    });
    // One that fails before it is connected may never say that it ended.
    const lost = once(() => {
      listening = false;
      own.end().catch(() => undefined);
      if (!closed) again = setTimeout(() => void connect(), AGAIN_MS).unref();
    });
    own.on('error', lost);
    own.on('end', lost);
    try {
      await own.connect();
      await own.query(`LISTEN ${CHANNEL}`);
      connections += 1;
      listening = true;
      check(own, lost);
    } catch {
      lost();
    }
  }

  function check(own: pg.Client, lost: () => void): void {
    again = setTimeout(() => {
      own.query('SELECT 1').then(() => listening && check(own, lost), lost);
    }, CHECK_MS).unref();
  }

  await connect();
  return {
    listen: inside.listen,
    tell: inside.notify,
    onOther(listener) {
      others.on('other', listener);
      return () => others.off('other', listener);
    },
    connection: () => connections,
    isListening: () => listening,
    async close() {
      closed = true;
      clearTimeout(again);
      await inside.close();
      // A frozen database would not let it go.
      const ended = client?.end().catch(() => undefined);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref())]);
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
