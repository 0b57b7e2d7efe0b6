import type { Fair } from '../../shared/fair.ts';
import { replacedIn } from '../../shared/machines/stand-ins.ts';
import type { Coverage, SeenStation } from '../../shared/report/coverage.ts';
import { revisionHere } from '../fairs/keys.ts';
import { otherRevisions } from '../fairs/other-revisions.ts';
import { conditionsOf, type KeptCondition } from '../ingest/condition.ts';
import { evidenceOf } from '../ingest/evidence.ts';
import { unprovenBySender } from '../ingest/proofs.ts';
import { unreadOf } from '../ingest/unread.ts';
import { withheldOf } from './withheld.ts';
import type { Storage } from '../storage/homes.ts';

/** How much of each station's facts this server has seen. */
export async function coverageOf({ db }: Pick<Storage, 'db'>, fair: Fair): Promise<Coverage> {
  const branches = await db
    .selectFrom('branch')
    .selectAll()
    .where('fair_id', '=', fair.id)
    .orderBy('station')
    .orderBy('incarnation')
    .execute();
  const forks = await db
    .selectFrom('fork')
    .select(['station', 'incarnation'])
    .select(({ fn }) => [
      fn.countAll().as('facts'),
      fn.min('seq').as('first'),
      fn.max('seen_ms').as('seen'),
    ])
    .where('fair_id', '=', fair.id)
    .groupBy(['station', 'incarnation'])
    .orderBy('station')
    .orderBy('incarnation')
    .execute();
  const unused = await db
    .selectFrom('unused')
    .select('station')
    .where('fair_id', '=', fair.id)
    .execute();
  const revoked = new Set(fair.revoked);
  const others = await otherRevisions(db, fair.id);
  const unauthorised = await evidenceOf(db, fair.id);
  // A station that goes on from the last common head has written again what contradicted the chain.
  const isOpen = ({ station, incarnation, first, seen }: (typeof forks)[number]): boolean =>
    !branches.some(
      (own) =>
        own.station === station &&
        own.incarnation !== incarnation &&
        own.from_seq === first - 1 &&
        Number(own.heard_ms) >= Number(seen),
    );
  const conditions = new Map((await conditionsOf(db, fair.id)).map((kept) => [kept.slot, kept]));
  const unproven = await unprovenBySender(db, fair.id);
  const unread = await unreadOf(db, fair.id);
  const withheld = await withheldOf(db, fair, [...conditions.values()], branches);
  return {
    ...(unproven.length > 0 && { unproven }),
    ...(unread.length > 0 && { unread }),
    ...(withheld.length > 0 && { withheld }),
    stations: fair.stations.map(({ slot, role, name }) => {
      const own = branches.filter(({ station }) => station === slot);
      const newest = own.toSorted((a, b) => Number(a.heard_ms) - Number(b.heard_ms)).at(-1);
      return {
        slot,
        role,
        ...name,
        heardMs: newest ? Number(newest.heard_ms) : null,
        acked: sum(own.map(({ acked_seq, from_seq }) => acked_seq - from_seq)),
        proven: sum(own.map(({ proven_seq, from_seq }) => proven_seq - from_seq)),
        waiting: newest?.waiting ?? null,
        unused: !newest && unused.some(({ station }) => station === slot),
        ...(revoked.has(slot) && { revoked: true as const }),
        ...replacedIn(fair, slot),
        ...onOtherRevision(fair, conditions.get(slot)),
        ...conditionOf(conditions.get(slot)),
      };
    }),
    ...(others.length > 0 && { otherRevisions: others }),
    forks: forks.filter(isOpen).map(({ station, incarnation, facts }) => ({
      slot: station,
      incarnation,
      facts: Number(facts),
    })),
    ...(unauthorised.length > 0 && { unauthorised }),
    heads: branches
      .filter(({ from_seq, proven_seq }) => proven_seq > from_seq)
      .map(({ station, incarnation, proven_seq, proven_hash }) => ({
        slot: station,
        incarnation,
        seq: proven_seq,
        hash: proven_hash,
      })),
  };
}

/** Whether its revision leads to ours. One that is newer than ours will come here, too. */
function onOtherRevision(
  fair: Fair,
  kept: KeptCondition | undefined,
): Pick<SeenStation, 'otherRevision'> {
  const has = kept?.said.fair;
  if (!has || has.revision > fair.revision || fair.settles?.includes(has.hash)) return {};
  const named =
    has.revision === fair.revision
      ? revisionHere(fair)
      : fair.history?.find(({ revision }) => revision === has.revision);
  return named === undefined || named.hash === has.hash ? {} : { otherRevision: has.revision };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function conditionOf(kept: KeptCondition | undefined): Pick<SeenStation, 'condition'> {
  if (!kept) return {};
  const { signature: _signature, ...condition } = kept.said;
  return { condition: { ...condition, clockOffMs: condition.atMs - kept.saidMs } };
}
