import { hash as digest } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '../../shared/chain.ts';
import { jsonOf } from '../../shared/json.ts';
import { type Bytes, type FoundRow, rowsInPages } from '../../shared/sqlite/pages.ts';
import type { Value } from '../../shared/sqlite/record.ts';
import { isFigure } from '../../shared/tally/figures.ts';
import { openFair } from '../fairs/keys.ts';

/**
 * Puts what the pages of a damaged database still hold into a new one. A chain is kept as far as it
 * is whole: stations see where the server stands now, and send the rest again.
 */

const columnSchema = z.object({
  name: z.string(),
  // SQLite writes the usual types in capitals, however a table was made.
  type: z.string().toLowerCase(),
  notnull: z.int(),
  dflt_value: z.string().nullable(),
});
const FAIR_ID = /^[0-9a-f]{8}$/;

/** Returns how many facts were kept. */
export function salvageInto(database: Database, file: string): number {
  const tables = tablesOf(database);
  database.transaction(() => {
    for (const { values, of: kind } of rowsOfFile(file)) {
      if (kind !== 'table' || !FAIR_ID.test(String(values[0]))) continue;
      tables.find(({ fits }) => fits(values))?.put(values);
    }
    joinChains(database);
    // Figures are counted again from the facts, but where an archived fair has nothing else.
    database.exec('UPDATE fair SET rules = 0');
    database.exec(
      'DELETE FROM tally WHERE fair_id NOT IN (SELECT fair_id FROM fair WHERE archived_ms IS NOT NULL)',
    );
  })();
  return z.int().parse(database.prepare('SELECT count(*) FROM fact').pluck().get());
}

/**
 * A database that lost rows must know none of the receipts that it gave; and half of what lets people in
 * lets somebody in who was removed.
 */
const NOT_KEPT = new Set([
  'epoch',
  // It looks like an epoch's row.
  'run',
  'above',
  'account',
  'account_of',
  'session',
  'machine_token',
  'door',
]);

/** All tables of fairs, with a check whether a row may be of that table. No two have the same types. */
function tablesOf(database: Database) {
  const names = z
    .array(z.string())
    .parse(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
  return names
    .filter((table) => !NOT_KEPT.has(table))
    .map((table) => ({
      table,
      columns: z.array(columnSchema).parse(database.pragma(`table_info(${table})`)),
    }))
    .filter(({ columns }) => columns[0]?.name === 'fair_id')
    .map(({ table, columns }) => ({
      fits: (values: readonly Value[]): boolean =>
        values.length <= columns.length &&
        columns.every((column, i) => mayStand(column, values[i])) &&
        (table !== 'fact' || isWhole(columns, values)) &&
        // The fair's file, or the organiser's station, brings one that its own key signed.
        (table !== 'fair' || isSigned(columns, values)) &&
        // Accounts and tokens look like its rows.
        (table !== 'tally' || isFigure(String(values[2]))),
      put(values: readonly Value[]): void {
        const named = columns.slice(0, values.length).map(({ name }) => name);
        database
          .prepare(
            // The log's rows come last, and are the newer ones.
            `INSERT OR REPLACE INTO ${table} (${named.join(', ')}) VALUES (${named.map(() => '?').join(', ')})`,
          )
          .run(values);
      },
    }));
}

type Column = z.infer<typeof columnSchema>;

function mayStand({ type, notnull, dflt_value }: Column, value: Value | undefined): boolean {
  // A later version added the column.
  if (value === undefined) return dflt_value !== null || notnull === 0;
  if (value === null) return notnull === 0;
  return typeof value === (type === 'text' ? 'string' : 'number');
}

const textOf = (columns: readonly Column[], values: readonly Value[], name: string): string =>
  String(values[columns.findIndex((column) => column.name === name)]);

const isWhole = (columns: readonly Column[], values: readonly Value[]): boolean =>
  digest('sha256', textOf(columns, values, 'text'), 'hex') === textOf(columns, values, 'hash');

const isSigned = (columns: readonly Column[], values: readonly Value[]): boolean =>
  openFair(textOf(columns, values, 'text'), textOf(columns, values, 'signature')).ok;

const chainRow = z.object({ fair_id: z.string(), station: z.int(), incarnation: z.string() });
const linkRow = z.object({
  seq: z.int(),
  hash: z.string(),
  text: z.string(),
  arrival: z.int().nullable(),
});
const branchRow = z.object({ from_seq: z.int(), from_hash: z.string(), proven_seq: z.int() });
const textSchema = z.object({ prev: z.string() });
const prevOf = (text: string): string | undefined => textSchema.safeParse(jsonOf(text)).data?.prev;

/** Makes each branch end where its facts do, and drops what stands beyond a gap. */
function joinChains(database: Database): void {
  const chains = database.prepare(
    `SELECT fair_id, station, incarnation FROM branch
     UNION SELECT fair_id, station, incarnation FROM fact`,
  );
  const own = 'fair_id = ? AND station = ? AND incarnation = ?';
  const branch = database.prepare(`SELECT * FROM branch WHERE ${own}`);
  const links = database.prepare(
    `SELECT seq, hash, text, arrival FROM fact WHERE ${own} ORDER BY seq`,
  );
  const drop = database.prepare(`DELETE FROM fact WHERE ${own} AND seq > ?`);
  const begin = database.prepare(
    `INSERT INTO branch (fair_id, station, incarnation, from_seq, from_hash, acked_seq, acked_hash,
       proven_seq, proven_hash, heard_ms) VALUES (?, ?, ?, ?, ?, 0, '', 0, '', 0)`,
  );
  const end = database.prepare(`UPDATE branch SET acked_seq = ?, acked_hash = ? WHERE ${own}`);
  // The head that was signed lies beyond the gap; a new one comes with the next upload.
  const prove = database.prepare(
    `UPDATE branch SET proven_seq = ?, proven_hash = ?, proven_signature = NULL WHERE ${own}`,
  );
  for (const row of z.array(chainRow).parse(chains.all())) {
    const key = [row.fair_id, row.station, row.incarnation] as const;
    const facts = z.array(linkRow).parse(links.all(...key));
    const known = branchRow.optional().parse(branch.get(...key));
    const from = beginningOf(known, facts);
    if (!known) begin.run(...key, from.seq, from.hash);
    const { acked, proven } = wholeStretch(from, facts);
    drop.run(...key, acked.seq);
    end.run(acked.seq, acked.hash, ...key);
    if (known?.proven_seq !== proven.seq) prove.run(proven.seq, proven.hash, ...key);
  }
}

type Link = z.infer<typeof linkRow>;

/** If the row of the branch is lost, its first fact says what it followed. */
function beginningOf(known: z.infer<typeof branchRow> | undefined, [first]: readonly Link[]): Head {
  if (known) return { seq: known.from_seq, hash: known.from_hash };
  return { seq: (first?.seq ?? 1) - 1, hash: (first && prevOf(first.text)) ?? '' };
}

/** How far the facts follow one another, and how far they counted. */
function wholeStretch(from: Head, facts: readonly Link[]) {
  let acked = from;
  let proven = from;
  for (const { seq, hash, text, arrival } of facts) {
    if (seq !== acked.seq + 1 || prevOf(text) !== acked.hash) break;
    acked = { seq, hash };
    if (arrival !== null) proven = acked;
  }
  return { acked, proven };
}

function* rowsOfFile(path: string): Generator<FoundRow> {
  const opened = [path, `${path}-wal`].filter((each) => existsSync(each)).map(openBytes);
  const [file, log] = opened;
  try {
    if (file) yield* rowsInPages(file.bytes, log?.bytes);
  } finally {
    for (const each of opened) each.close();
  }
}

function openBytes(path: string): { readonly bytes: Bytes; close(): void } {
  const handle = openSync(path, 'r');
  const bytes: Bytes = {
    size: fstatSync(handle).size,
    read(offset, length) {
      const read = Buffer.alloc(length);
      try {
        return readSync(handle, read, 0, length, offset) > 0 ? read : undefined;
      } catch {
        // A bad sector costs this page alone.
        return undefined;
      }
    },
  };
  return { bytes, close: () => closeSync(handle) };
}
