import type { PostgresPool } from 'kysely';
import pg from 'pg';

/**
 * PostgreSQL on several hosts, as its own programs write it: `postgresql://one,two:5433/fairs`. They are tried in
 * order; with `target_session_attrs=read-write`, one that only follows another is passed over. Another one, or the same
 * one after a restart, may have lost what the first acknowledged: this is counted.
 */

const ADDRESS = /^(postgres(?:ql)?:\/\/)([^@/?#]*@)?([^/?#]*)(.*)$/;
const ATTRIBUTE = /([?&])target_session_attrs=([^&]*)(&?)/;

export function urlsOf(url: string): readonly string[] {
  const [, scheme = '', account = '', hosts = '', rest = ''] = ADDRESS.exec(url) ?? [];
  if (scheme === '') return [url];
  const plain = rest.replace(ATTRIBUTE, (_all, before: string, _value, after: string) =>
    after === '' ? '' : before,
  );
  return hosts.split(',').map((host) => scheme + account + host + plain);
}

const wantsWriter = (url: string): boolean =>
  ['read-write', 'primary'].includes(ATTRIBUTE.exec(url)?.[2] ?? '');

type PoolOptions = Pick<pg.PoolConfig, 'max' | 'connectionTimeoutMillis' | 'keepAlive'>;

export type HostsPool = Omit<PostgresPool, 'connect'> &
  Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'> & {
    connect(): Promise<pg.PoolClient>;
    /** How often another database answered than the one before. */
    changes(): number;
  };

export function poolOver(url: string, options: PoolOptions): HostsPool {
  let changes = 0;
  let known: string | undefined;
  const onStarted = (started: string): void => {
    if (known !== undefined && known !== started) changes += 1;
    known = started;
  };
  const looks = { refusesFollowers: wantsWriter(url), onStarted };
  const pools = urlsOf(url).map((each) => openPool(each, options, looks));
  const sum = (countOf: (pool: pg.Pool) => number): number =>
    pools.reduce((all, pool) => all + countOf(pool), 0);
  let last = 0;
  return {
    options: { ...pools[0]?.options },
    async connect() {
      let failure: unknown;
      // The one that served last goes first.
      for (const [i] of pools.entries()) {
        const at = (last + i) % pools.length;
        try {
          const client = await pools[at]?.connect();
          last = at;
          if (client) return client;
        } catch (error) {
          failure ??= error;
        }
      }
      throw failure;
    },
    changes: () => changes,
    end: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
    get totalCount() {
      return sum((pool) => pool.totalCount);
    },
    get idleCount() {
      return sum((pool) => pool.idleCount);
    },
    get waitingCount() {
      return sum((pool) => pool.waitingCount);
    },
  };
}

interface Looks {
  readonly refusesFollowers: boolean;
  /** When the database that answers was started, for each connection to it. */
  readonly onStarted: (started: string) => void;
}

function openPool(url: string, options: PoolOptions, looks: Looks): pg.Pool {
  const config = {
    ...options,
    connectionString: url,
    verify: (client: pg.ClientBase, done: (error?: Error) => void) =>
      void looked(client, looks).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      ),
  };
  const pool = new pg.Pool(config);
  // Without a listener, a broken connection would end the server. An idle one is replaced at its next use;
  // a busy one fails the query that waits for it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Has the code that PostgreSQL itself gives for “not now”. */
class Follower extends Error {
  override readonly name = 'Follower';
  readonly code = '57P03';
}

async function looked(client: pg.ClientBase, looks: Looks): Promise<void> {
  const { rows } = await client.query<{ follows: boolean; started: string }>(
    `SELECT pg_is_in_recovery() AS follows, pg_postmaster_start_time()::text AS started`,
  );
  const [found] = rows;
  if (found?.follows && looks.refusesFollowers) {
    throw new Follower('this host only follows another one');
  }
  looks.onStarted(String(found?.started));
}
