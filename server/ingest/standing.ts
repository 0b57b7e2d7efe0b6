import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../storage/tables.ts';
import type { Branch, Place } from './branch.ts';
import { type CountedBy, countedBy } from './counted-by.ts';
import type { Delivery } from './verify.ts';

/**
 * How a fair and a station's chain stand when an upload gets its turn: one statement, of one fair, in place of one for
 * each question. What is not there need not be asked for again.
 */
export interface Standing {
  /** Of the fair. */
  readonly revision: number;
  readonly branch: Branch | undefined;
  /** The number of the newest fact that counts. */
  readonly lastArrival: number;
  /** Somebody was erased. */
  readonly hasOrders: boolean;
  /** A clock was said to be wrong. */
  readonly hasClocks: boolean;
  /** Facts were retracted or decided on. */
  readonly hasTargets: boolean;
  /** Facts of this station want a proof. */
  readonly hasUnproven: boolean;
  /** How much the epoch of the receipt that came counts here; null where it is not known. */
  readonly writesOfReceipt: number | null;
  readonly countedBy: CountedBy;
}

/** Numbers, which both databases agree on. */
const row = z.object({
  revision: z.int().nullable(),
  acked_seq: z.int().nullable(),
  acked_hash: z.string().nullable(),
  proven_seq: z.int().nullable(),
  arrival: z.int().nullable(),
  orders: z.int(),
  clocks: z.int(),
  targets: z.int(),
  unproven: z.int(),
  receipt: z.int().nullable(),
  uncounted: z.int(),
  lowest_rules: z.int().nullable(),
  unjudged: z.int().nullable(),
});

/** Undefined for a fair that is not here, or was archived while this upload waited. */
export async function standingOf(
  db: Db,
  { fair: { id }, slot, incarnation, shown }: Place & Pick<Delivery, 'shown'>,
): Promise<Standing | undefined> {
  const any = (rows: ReturnType<typeof sql>) => sql`CASE WHEN EXISTS (${rows}) THEN 1 ELSE 0 END`;
  const { rows } = await sql`
    SELECT fair.revision, branch.acked_seq, branch.acked_hash, branch.proven_seq,
      (SELECT max(arrival) FROM fact WHERE fair_id = ${id} AND arrival IS NOT NULL) AS arrival,
      ${any(sql`SELECT 1 FROM erasure WHERE fair_id = ${id}`)} AS orders,
      ${any(sql`SELECT 1 FROM fact WHERE fair_id = ${id} AND kind = 'clock' AND kind IN ('clock', 'booth')`)} AS clocks,
      ${any(sql`SELECT 1 FROM fact WHERE fair_id = ${id} AND target IS NOT NULL`)} AS targets,
      ${any(sql`SELECT 1 FROM fact WHERE fair_id = ${id} AND station = ${slot} AND unproven_from IS NOT NULL`)} AS unproven,
      (SELECT writes FROM epoch WHERE fair_id = ${id} AND epoch = ${shown?.epoch ?? ''}) AS receipt,
      ${countedBy(id)}
    FROM fair LEFT JOIN branch ON branch.fair_id = fair.fair_id
      AND branch.station = ${slot} AND branch.incarnation = ${incarnation}
    WHERE fair.fair_id = ${id} AND fair.archived_ms IS NULL`.execute(db);
  const [found] = z.array(row).parse(rows);
  if (!found) return undefined;
  const { acked_seq, acked_hash, proven_seq, arrival, orders, clocks, targets, unproven } = found;
  const isThere = acked_seq !== null && acked_hash !== null && proven_seq !== null;
  return {
    revision: found.revision ?? 0,
    branch: isThere
      ? { acked: { seq: acked_seq, hash: acked_hash }, proven: proven_seq }
      : undefined,
    lastArrival: arrival ?? 0,
    hasOrders: orders > 0,
    hasClocks: clocks > 0,
    hasTargets: targets > 0,
    hasUnproven: unproven > 0,
    writesOfReceipt: found.receipt,
    countedBy: found,
  };
}
