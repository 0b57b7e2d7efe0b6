import type { Head } from '../../shared/chain.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SyncFault } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';
import {
  beginBranch,
  type Branch,
  contradiction,
  dropUnproven,
  hashAtHead,
  keepFork,
} from './branch.ts';
import type { Standing } from './standing.ts';
import type { Delivery, Sent } from './verify.ts';

/** A delivery, and how it continues the stored branch. */
export interface Placed {
  readonly delivery: Delivery;
  readonly before: Branch;
  readonly after: Branch;
  /** The facts that are not stored yet. */
  readonly fresh: readonly Sent[];
  /** A fact that this delivery makes count arrives at its `seq` plus this offset. */
  readonly arrivalOffset: number;
}

export async function place(
  db: Db,
  delivery: Delivery,
  { branch, lastArrival }: Pick<Standing, 'branch' | 'lastArrival'>,
): Promise<Result<Placed, SyncFault>> {
  const found = branch ?? (await beginBranch(db, delivery));
  if (!found) return fail({ kind: 'unknown-beginning' });
  const { facts, end, head } = delivery;
  if (facts.length > 0 && !end) return fail({ kind: 'does-not-fit', acked: found.acked });
  const forked = await contradiction(db, delivery, found.acked.seq);
  if (forked !== undefined && forked <= found.proven) {
    await keepFork(db, delivery, forked);
    return fail({ kind: 'forked', seq: forked });
  }
  // No signed head covers the contradicted facts, so a stranger may have sent them.
  const before = forked === undefined ? found : await dropUnproven(db, delivery, found.proven);
  const fresh = facts.filter(({ envelope }) => envelope.seq > before.acked.seq);
  if (!follows(before.acked, fresh)) return refused(db, delivery, before, fresh);
  const acked = (fresh.length > 0 && end) || before.acked;
  const reached = head.seq <= acked.seq;
  if (reached && (await hashAtHead(db, delivery, before.acked.seq)) !== head.hash) {
    return fail(otherPast(head, before));
  }
  const proves = reached && head.seq > before.proven;
  const after = { acked, proven: proves ? head.seq : before.proven };
  const arrivalOffset = proves ? lastArrival - before.proven : 0;
  return ok({ delivery, before, after, fresh, arrivalOffset });
}

/** The station signed a different past; or else the facts that came with its head are not its own. */
const otherPast = ({ seq }: Head, { proven }: Branch): SyncFault =>
  seq <= proven ? { kind: 'forked', seq } : { kind: 'not-signed' };

/** A fact right after ours that does not follow ours: two histories of one incarnation. */
async function refused(
  db: Db,
  delivery: Delivery,
  { acked, proven }: Branch,
  [first]: readonly Sent[],
): Promise<Result<never, SyncFault>> {
  if (first?.envelope.seq !== acked.seq + 1) return fail({ kind: 'does-not-fit', acked });
  if (acked.seq === proven) return fail({ kind: 'forked', seq: acked.seq });
  // What no head covers may be a stranger's.
  return fail({ kind: 'does-not-fit', acked: (await dropUnproven(db, delivery, proven)).acked });
}

function follows(acked: Head, [first]: readonly Sent[]): boolean {
  return !first || (first.envelope.seq === acked.seq + 1 && first.envelope.prev === acked.hash);
}
