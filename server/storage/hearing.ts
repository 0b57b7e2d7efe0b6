import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { CHANNEL, type News, type PostgresWire } from './news.ts';
import type { Db } from './tables.ts';

/**
 * Whether this server hears what is announced. A pool of transactions between it and PostgreSQL takes its
 * `LISTEN` and forgets it, without a word: so it says something to itself, and expects to hear it. While it is
 * deaf it looks at what the fairs' rows say.
 */

interface Means {
  readonly onState: (isDeaf: boolean) => void;
  readonly everyMs?: number;
  readonly withinMs?: number;
  readonly lookEveryMs?: number;
}

export interface Hearing {
  isDeaf(): boolean;
  close(): void;
}

export function watchHearing(
  db: Db,
  wire: Pick<PostgresWire, 'onOther' | 'tell'>,
  { onState, everyMs = 60_000, withinMs = 10_000, lookEveryMs = 5_000 }: Means,
): Hearing {
  const own = randomUUID();
  let isDeaf = false;
  let awaited: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let seen: ReadonlyMap<string, string> | undefined;

  const become = (deaf: boolean): void => {
    clearTimeout(awaited);
    awaited = undefined;
    if (deaf === isDeaf) return;
    isDeaf = deaf;
    onState(deaf);
    clearInterval(looking);
    seen = undefined;
    if (deaf) looking = setInterval(() => void look(), lookEveryMs).unref();
    if (deaf) void look();
  };

  async function ask(): Promise<void> {
    try {
      await sql`SELECT pg_notify(${CHANNEL}, ${own})`.execute(db);
      awaited ??= setTimeout(() => become(true), withinMs).unref();
    } catch {
      // The database is away: that is another trouble, and not ours to tell.
    }
  }

  async function look(): Promise<void> {
    const now = await standOf(db).catch(() => undefined);
    if (!now || !isDeaf) return;
    for (const [fair, state] of now) {
      if (seen && seen.get(fair) !== state) wire.tell({ fair, ...EVERYBODY });
    }
    seen = now;
  }

  const stopHearing = wire.onOther((payload) => payload === own && become(false));
  const asking = setInterval(() => void ask(), everyMs).unref();
  void ask();
  return {
    isDeaf: () => isDeaf,
    close() {
      stopHearing();
      clearInterval(asking);
      clearInterval(looking);
      clearTimeout(awaited);
    },
  };
}

/** Who announced what is not known any more. */
const EVERYBODY: Omit<News, 'fair'> = { from: 0, places: null, everyone: true };

const standSchema = z.array(z.object({ fair: z.string(), stand: z.string() }));

/** Of each fair: its revision, and how many writes its newest epochs count. */
async function standOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql`
    SELECT f.fair_id AS fair, f.revision || ' ' || coalesce(sum(e.writes), 0) AS stand
    FROM fair f LEFT JOIN epoch e ON e.fair_id = f.fair_id
    WHERE f.closed_ms IS NULL
    GROUP BY f.fair_id, f.revision`.execute(db);
  return new Map(standSchema.parse(rows).map(({ fair, stand }) => [fair, stand]));
}

export const DEAF =
  '听不到别的服务器的新消息：地址中间有按事务分配连接的连接池（pgbouncer transaction）。已改为每五秒看一次；请用设置 database_listen_url_file 给一个直接连 PostgreSQL 的地址。\n' +
  'What other servers take is not heard: a pool of transactions (pgbouncer) stands in between. This server looks every five seconds instead: with the setting database_listen_url_file, give it an address that reaches PostgreSQL itself.';
export const HEARS = '又能听到别的服务器的新消息了。What other servers take is heard again.';
