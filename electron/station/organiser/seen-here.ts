import type { Fair } from '../../../shared/fair.ts';
import { replacedIn } from '../../../shared/machines/stand-ins.ts';
import type { Coverage } from '../../../shared/report/coverage.ts';
import type { Store } from '../store/store.ts';

/**
 * Reports what this station has of the fair: its own facts and those that it received. A fact that
 * only the server has counts as missing here.
 */
export function seenHere(
  fair: Fair,
  slot: number,
  { ledger, settings }: Pick<Store, 'ledger' | 'settings'>,
  nowMs: number,
): Coverage {
  const branches = ledger.seenOfAll();
  const unauthorised = ledger.unauthorised();
  const unread = ledger.unread();
  const atServer = settings.seenByServer();
  const gone = new Set(fair.revoked);
  return {
    stations: fair.stations.map(({ slot: other, role, name }) => {
      const here = branches
        .filter(({ station }) => station === other)
        .reduce((sum, { facts }) => sum + facts, 0);
      const station = {
        slot: other,
        role,
        ...name,
        proven: here,
        unused: false,
        // What was signed here a moment ago holds here, whether the server has heard of it or not.
        ...(gone.has(other) && { revoked: true as const }),
        ...replacedIn(fair, other),
      };
      if (other === slot) return { ...station, heardMs: nowMs, acked: here, waiting: 0 };
      const there = atServer?.stations.find((each) => each.slot === other);
      if (!there) return { ...station, heardMs: null, acked: here, waiting: null };
      const { heardMs, waiting, unused, revoked, otherRevision, condition } = there;
      return {
        ...station,
        heardMs,
        waiting,
        unused,
        ...(revoked && { revoked }),
        ...(otherRevision !== undefined && { otherRevision }),
        ...(condition && { condition }),
        acked: Math.max(here, there.acked),
      };
    }),
    ...(atServer?.otherRevisions && { otherRevisions: atServer.otherRevisions }),
    forks: atServer?.forks ?? [],
    ...(unauthorised.length > 0 && { unauthorised }),
    ...(unread.length > 0 && { unread }),
    // An entrance receives only parts of others' chains. The end of a chain with gaps proves
    // nothing.
    heads: branches.filter(isWhole).map(({ station, incarnation, seq, hash }) => ({
      slot: station,
      incarnation,
      seq,
      hash,
    })),
  };
}

type Branch = ReturnType<Store['ledger']['seenOfAll']>[number];

/** No gap since the station's first fact, or since the end of an earlier incarnation. */
function isWhole(branch: Branch, _: number, all: readonly Branch[]): boolean {
  const { station, incarnation, first, seq, facts } = branch;
  const follows = all.some(
    (other) =>
      other.station === station && other.incarnation !== incarnation && other.seq >= first - 1,
  );
  return facts === seq - first + 1 && (first === 1 || follows);
}
