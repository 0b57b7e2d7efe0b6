import type { Outcome } from '../../../shared/sync/answer.ts';
import type { Incarnation } from './progress.ts';

/** Compares the server's chains with ours (P64, P65). */

export type HashAt = (incarnation: string, seq: number) => string | undefined;

/**
 * By incarnation, where a server with another history may still agree with us. The first answer shows only that
 * its end is not ours; the next one names places further back.
 */
export function commonHistory(
  outcome: Outcome,
  asked: string,
  incarnations: readonly Incarnation[],
  hashAt: HashAt,
): ReadonlyMap<string, number> {
  if (outcome.kind === 'differs') {
    const last = outcome.trail.find(({ seq, hash }) => hashAt(asked, seq) === hash);
    return new Map(last && [[asked, last.seq]]);
  }
  const branches = (outcome.kind === 'moved' && outcome.ack?.branches) || [];
  return new Map(
    branches.flatMap(({ incarnation, head }) => {
      const own = incarnations.find(({ name }) => name === incarnation);
      const isElse = own && head.seq <= own.head.seq && hashAt(incarnation, head.seq) !== head.hash;
      return isElse ? [[incarnation, head.seq] as const] : [];
    }),
  );
}
