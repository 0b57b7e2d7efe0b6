import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { NewsWire } from './news.ts';
import type { Db } from './tables.ts';

/** Whether this server can take and give now; asked by a balancer every few seconds. */

export const unreadyKinds = [
  'storage-away',
  /** A node of a distributed database does not answer: the fairs that are kept there stand still. */
  'worker-away',
  /** What other servers take is not announced here. */
  'not-listening',
  'disk-nearly-full',
] as const;
export type Unready = (typeof unreadyKinds)[number];

const PATIENCE_MS = 2_000;
/** A morning of a large fair, with its log. */
const ROOM_BYTES = 200 * 1024 * 1024;

export async function readySoon(
  wrong: () => Promise<Unready | undefined>,
): Promise<Unready | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Unready>((resolve) => {
    timer = setTimeout(() => resolve('storage-away'), PATIENCE_MS);
  });
  try {
    return await Promise.race([wrong().catch((): Unready => 'storage-away'), late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Home {
  /** Of SQLite. */
  readonly folder?: string;
  /** Of PostgreSQL. */
  readonly wire?: Pick<NewsWire, 'isListening'>;
}

export async function whatIsWrong(db: Db, { folder, wire }: Home): Promise<Unready | undefined> {
  await sql`SELECT 1 FROM schema_version`.execute(db);
  if (folder !== undefined) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < ROOM_BYTES ? 'disk-nearly-full' : undefined;
  }
  if (await isDistributed(db)) {
    const { rows } = await sql`SELECT success FROM run_command_on_workers('SELECT 1')`.execute(db);
    const workers = z.array(z.object({ success: z.boolean() })).parse(rows);
    if (workers.some(({ success }) => !success)) return 'worker-away';
  }
  return wire?.isListening() === false ? 'not-listening' : undefined;
}

const distributed = new WeakMap<Db, boolean>();

/** An extension comes before the tables, and stays. */
async function isDistributed(db: Db): Promise<boolean> {
  const known = distributed.get(db);
  if (known !== undefined) return known;
  const { rows } = await sql`SELECT 1 FROM pg_extension WHERE extname = 'citus'`.execute(db);
  distributed.set(db, rows.length > 0);
  return rows.length > 0;
}
