import type { Database } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteDialect,
  type TransactionSettings,
} from 'kysely';

/**
 * SQLite with a connection that writes and one that only reads, so that nobody's question waits while an upload is
 * counted. Writers come one after the other; a transaction has the writing connection to itself. Transactions that
 * only read have a third one: on the second, others' questions would be answered as of its beginning.
 */
export class OneWriterDialect extends SqliteDialect {
  readonly #driver: OneWriterDriver;

  constructor(files: Files) {
    super({ database: files.writer });
    this.#driver = new OneWriterDriver(files);
  }

  /** Nobody writes meanwhile. */
  alone<T>(work: (writer: Database) => T): Promise<T> {
    return this.#driver.alone(work);
  }

  override createAdapter(): SqliteAdapter {
    return new ManyConnections();
  }

  override createDriver(): Driver {
    return this.#driver;
  }
}

class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections(): true {
    return true;
  }
}

interface Files {
  readonly writer: Database;
  readonly reader: Database;
  /** For transactions that only read. */
  readonly snapshots: Database;
}

class OneWriterDriver implements Driver {
  readonly #files: Files;
  readonly #turns = { writer: turns(), snapshots: turns() };

  constructor(files: Files) {
    this.#files = files;
  }

  async init(): Promise<void> {
    await Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Connection(this.#files, this.#turns);
  }

  async alone<T>(work: (writer: Database) => T): Promise<T> {
    const endTurn = await this.#turns.writer();
    try {
      return work(this.#files.writer);
    } finally {
      endTurn();
    }
  }

  async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    await own(connection).begin(accessMode === 'read only' ? 'snapshots' : 'writer');
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
    const { writer, reader, snapshots } = this.#files;
    // The last one to close empties the log, which one that only reads cannot.
    for (const each of [snapshots, reader, writer]) each.close();
  }
}

type Turn = () => Promise<() => void>;

/** A turn resolves once the one before it has ended; what it resolves to ends it. */
function turns(): Turn {
  let free = Promise.resolve();
  return () =>
    new Promise((begin) => {
      free = free.then(() => new Promise((end) => begin(end)));
    });
}

function own(connection: DatabaseConnection): Connection {
  if (connection instanceof Connection) return connection;
  throw new Error('a connection of another driver');
}

class Connection implements DatabaseConnection {
  readonly #files: Files;
  readonly #turns: Readonly<Record<'writer' | 'snapshots', Turn>>;
  #within: { readonly file: Database; readonly endTurn: () => void } | undefined;

  constructor(files: Files, turnsOf: Readonly<Record<'writer' | 'snapshots', Turn>>) {
    this.#files = files;
    this.#turns = turnsOf;
  }

  async begin(which: 'writer' | 'snapshots'): Promise<void> {
    const endTurn = await this.#turns[which]();
    const file = this.#files[which];
    this.#within = { file, endTurn };
    try {
      file.exec(which === 'writer' ? 'begin immediate' : 'begin');
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** A commit that fails is rolled back afterwards, still in its turn. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const file = this.#within?.file;
    if (how === 'commit') {
      file?.exec('commit');
      this.#leave();
      return;
    }
    try {
      if (file?.inTransaction) file.exec('rollback');
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#within?.endTurn();
    this.#within = undefined;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#within) return run(this.#within.file, query);
    const { writer, reader } = this.#files;
    if (onlyReads(reader, query)) return run(reader, query);
    const endTurn = await this.#turns.writer();
    try {
      return run(writer, query);
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
