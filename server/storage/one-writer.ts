import type { Database } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteDialect,
} from 'kysely';

/**
 * SQLite with a connection that writes and one that only reads, so that nobody's question waits while an upload is
 * counted. Writers come one after the other; a transaction has the writing connection to itself.
 */
export class OneWriterDialect extends SqliteDialect {
  readonly #writer: Database;
  readonly #reader: Database;

  constructor(writer: Database, reader: Database) {
    super({ database: writer });
    this.#writer = writer;
    this.#reader = reader;
  }

  override createAdapter(): SqliteAdapter {
    return new ManyConnections();
  }

  override createDriver(): Driver {
    return new OneWriterDriver(this.#writer, this.#reader);
  }
}

class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections(): true {
    return true;
  }
}

class OneWriterDriver implements Driver {
  readonly #writer: Database;
  readonly #reader: Database;
  #free: Promise<void> = Promise.resolve();

  constructor(writer: Database, reader: Database) {
    this.#writer = writer;
    this.#reader = reader;
  }

  async init(): Promise<void> {
    await Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Connection(this.#writer, this.#reader, () => this.#turn());
  }

  /** Resolves once nobody writes; returns what lets the next one write. */
  #turn(): Promise<() => void> {
    return new Promise((begin) => {
      this.#free = this.#free.then(() => new Promise((end) => begin(end)));
    });
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await own(connection).end('rollback');
  }

  async releaseConnection(): Promise<void> {
    await Promise.resolve();
  }

  async destroy(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
  }
}

function own(connection: DatabaseConnection): Connection {
  if (connection instanceof Connection) return connection;
  throw new Error('a connection of another driver');
}

class Connection implements DatabaseConnection {
  readonly #writer: Database;
  readonly #reader: Database;
  readonly #turn: () => Promise<() => void>;
  /** Within a transaction. */
  #endTurn: (() => void) | undefined;

  constructor(writer: Database, reader: Database, turn: () => Promise<() => void>) {
    this.#writer = writer;
    this.#reader = reader;
    this.#turn = turn;
  }

  async begin(): Promise<void> {
    this.#endTurn = await this.#turn();
    try {
      this.#writer.exec('begin immediate');
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** A commit that fails is rolled back afterwards, still in its turn. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (how === 'commit') {
      this.#writer.exec('commit');
      this.#leave();
      return;
    }
    try {
      if (this.#writer.inTransaction) this.#writer.exec('rollback');
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#endTurn?.();
    this.#endTurn = undefined;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#endTurn) return run(this.#writer, query);
    if (onlyReads(this.#reader, query)) return run(this.#reader, query);
    const endTurn = await this.#turn();
    try {
      return run(this.#writer, query);
    } finally {
      endTurn();
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in portions, not as a stream');
  }
}

function onlyReads(reader: Database, { query, sql }: CompiledQuery): boolean {
  if (SelectQueryNode.is(query)) return true;
  // A pragma may be for the connection that writes.
  return (
    query.kind === 'RawNode' && /^\s*(select|with)\b/i.test(sql) && reader.prepare(sql).readonly
  );
}

function run<R>(database: Database, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = database.prepare<unknown[], R>(sql);
  if (statement.reader) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return {
    insertId: BigInt(lastInsertRowid),
    numAffectedRows: BigInt(changes),
    rows: [],
  };
}
