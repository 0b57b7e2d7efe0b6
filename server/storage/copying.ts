import { once } from 'node:events';
import {
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { HostsPool } from './hosts.ts';
import { NoAnswer } from './trouble.ts';

type Connections = Omit<HostsPool, 'changes'>;

/**
 * Adds `COPY … FROM STDIN` to PostgreSQL, as a statement whose one parameter holds the rows; and ends a connection
 * that does not answer in time, whatever holds it: a frozen database, a cut line, a silent worker.
 */
export class CopyingDialect extends PostgresDialect {
  constructor(pool: Connections, patienceMs: number) {
    super({ pool: copying(pool, patienceMs) });
  }
}

function copying(pool: Connections, patienceMs: number): PostgresPool {
  return {
    options: pool.options,
    connect: async () => new CopyingClient(await pool.connect(), patienceMs),
    end: () => pool.end(),
  };
}

/** A migration takes the time that it takes. */
const NO_HURRY = /^\s*(create|alter|drop|vacuum|reindex)\b/i;

class CopyingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  /** The same client, under the type that Kysely knows. */
  readonly #plain: PostgresPoolClient;

  readonly #patienceMs: number;
  #isDeaf = false;

  constructor(client: pg.PoolClient, patienceMs: number) {
    this.#client = client;
    this.#plain = client;
    this.#patienceMs = patienceMs;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    text: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') return this.#plain.query(text);
    if (this.#isDeaf) return Promise.reject(new NoAnswer('the connection was given up'));
    const answer: Promise<PostgresQueryResult<R>> = text.startsWith('COPY ')
      ? this.#copy(text, values)
      : this.#plain.query(text, values);
    return NO_HURRY.test(text) ? answer : this.#inTime(answer);
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#isDeaf = true;
        reject(new NoAnswer(`no answer within ${this.#patienceMs} ms`));
      }, this.#patienceMs);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  async #copy(text: string, [rows]: readonly unknown[]): Promise<PostgresQueryResult<never>> {
    const copy = this.#client.query(copyFrom(text));
    copy.end(rows);
    await once(copy, 'finish');
    return { command: 'INSERT', rowCount: copy.rowCount, rows: [] };
  }

  release(destroy = this.#isDeaf): void {
    this.#client.release(destroy);
  }
}

/** Rows in the text format of `COPY`. */
export function copiedRows<K extends string>(
  columns: readonly K[],
  rows: readonly Readonly<Partial<Record<K, string | number | null>>>[],
): string {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const column of columns) {
      text += separator + copiedValue(row[column] ?? null);
      separator = '\t';
    }
    text += '\n';
  }
  return text;
}

const SPECIAL = /[\\\t\n\r]/;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'g');
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function copiedValue(value: string | number | null): string | number {
  if (value === null) return '\\N';
  if (typeof value === 'number' || !SPECIAL.test(value)) return value;
  return value.replace(EVERY_SPECIAL, (special) => ESCAPED[special] ?? special);
}
