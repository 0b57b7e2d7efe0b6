import type { PostgresPool } from 'kysely';
import pg from 'pg';

/**
 * PostgreSQL on several hosts, as its own programs write it: `postgresql://one,two:5433/fairs`. They are tried in
 * order; with `target_session_attrs=read-write`, one that only follows another is passed over.
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
  };

export function poolOver(url: string, options: PoolOptions): HostsPool {
  const pools = urlsOf(url).map((each) => openPool(each, options, wantsWriter(url)));
  const sum = (of: (pool: pg.Pool) => number): number =>
    pools.reduce((all, pool) => all + of(pool), 0);
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

function openPool(url: string, options: PoolOptions, writer: boolean): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    connectionString: url,
    ...(writer && { verify: refuseFollower }),
  });
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

function refuseFollower(client: pg.ClientBase, done: (error?: Error) => void): void {
  client.query<{ follows: boolean }>('SELECT pg_is_in_recovery() AS follows').then(
    ({ rows }) =>
      done(rows[0]?.follows ? new Follower('this host only follows another one') : undefined),
    (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
  );
}
