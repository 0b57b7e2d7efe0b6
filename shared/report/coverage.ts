import { z } from 'zod';
import { hashOfText } from '../chain.ts';
import { canonicalText } from '../canonical.ts';
import { factKindSchema, hashSchema, incarnationSchema, slotSchema } from '../facts.ts';
import { roleSchema } from '../fair.ts';
import { conditionSchema } from '../condition.ts';

/** What a figure includes of each station, and what is known to be missing. Silence means unknown, not zero. */

const seenStation = z.strictObject({
  slot: slotSchema,
  zh: z.string(),
  en: z.string(),
  role: roleSchema,
  /** When the station last reported, in milliseconds since 1970; null if never. */
  heardMs: z.int().nullable(),
  acked: z.int(),
  /** How many of its facts count. */
  proven: z.int(),
  /** How many facts the station says are waiting; null means unknown. */
  waiting: z.int().nullable(),
  /** An organiser confirmed that no machine uses this slot; never true of a station that has reported. */
  unused: z.boolean(),
  /** Its slot was revoked: nobody waits for it. */
  revoked: z.literal(true).exactOptional(),
  /** Another slot's machine stands in for its own: nobody waits for it. */
  replacedBy: slotSchema.exactOptional(),
  /** It has a revision of the fair that does not lead to the one in force. */
  otherRevision: z.int().exactOptional(),
  /** The condition that it sent last; absent if it never sent one. */
  condition: z
    .strictObject({
      ...conditionSchema.shape,
      /** Positive if its clock is ahead of the server's. */
      clockOffMs: z.int(),
    })
    .exactOptional(),
});
export type SeenStation = z.infer<typeof seenStation>;

const otherRevisionSchema = z.strictObject({ revision: z.int(), hash: hashSchema });
export type OtherRevision = z.infer<typeof otherRevisionSchema>;

const unauthorisedSchema = z.strictObject({
  slot: slotSchema,
  fact: factKindSchema,
  facts: z.int().min(1),
});
export type Unauthorised = z.infer<typeof unauthorisedSchema>;

export const coverageSchema = z.strictObject({
  stations: z.array(seenStation),
  /** Signed revisions of the fair that do not follow the one in force. */
  otherRevisions: z.array(otherRevisionSchema).exactOptional(),
  forks: z.array(z.strictObject({ slot: z.int(), incarnation: z.string(), facts: z.int() })),
  /** Facts that their station may not write, by kind; absent if there are none. */
  unauthorised: z.array(unauthorisedSchema).exactOptional(),
  /** Facts that came without a proof of their person and count nowhere, and the addresses they came from. */
  unproven: z
    .array(z.strictObject({ slot: z.int(), facts: z.int(), from: z.array(z.string()) }))
    .exactOptional(),
  /** Facts of a newer version that this one cannot count in full. */
  unread: z.array(z.strictObject({ slot: z.int(), facts: z.int() })).exactOptional(),
  /** What stations say that they gave, and has not come here. */
  withheld: z
    .array(
      z.strictObject({
        slot: z.int(),
        what: z.enum(['facts', 'orders', 'boxes']),
        seen: z.int(),
        of: z.int(),
      }),
    )
    .exactOptional(),
  /** The ends of the chains that the figures are computed from. */
  heads: z.array(
    z.strictObject({
      slot: slotSchema,
      incarnation: incarnationSchema,
      seq: z.int().min(0),
      hash: hashSchema,
    }),
  ),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** Stations report at least every half minute. */
export const SILENT_MS = 3 * 60_000;

export type Completeness =
  | 'revoked'
  | 'replaced'
  | 'unused'
  | 'never'
  | 'silent'
  | 'waiting'
  | 'complete';

export function completenessOf(station: SeenStation, nowMs: number): Completeness {
  const { heardMs, acked, proven, waiting, unused, revoked, replacedBy } = station;
  if (revoked) return 'revoked';
  if (replacedBy !== undefined) return 'replaced';
  if (unused) return 'unused';
  if (heardMs === null) return 'never';
  if (nowMs - heardMs > SILENT_MS || waiting === null) return 'silent';
  return waiting > 0 || acked > proven ? 'waiting' : 'complete';
}

export interface Seen {
  readonly all: number;
  readonly complete: number;
  /** Facts that are known to be missing. */
  readonly missing: number;
  readonly waiting: number;
  readonly silent: number;
  /** When the longest-silent station last reported. */
  readonly silentSinceMs: number | undefined;
  readonly never: number;
  readonly forks: number;
}

/** Walls write no facts, and nobody waits for the others. */
export const isAwaited = (station: SeenStation): boolean =>
  mayHold(station) && station.replacedBy === undefined;

/** Also a machine that another one replaced: what it said that it holds back is missing all the same. */
const mayHold = ({ role, unused, revoked }: SeenStation): boolean =>
  role !== 'wall' && !unused && !revoked;

export function seenOf({ stations, forks }: Coverage, nowMs: number): Seen {
  const writing = stations.filter(isAwaited);
  const byCompleteness = Map.groupBy(writing, (station) => completenessOf(station, nowMs));
  const silent = byCompleteness.get('silent') ?? [];
  const heard = silent.flatMap(({ heardMs }) => heardMs ?? []);
  return {
    all: writing.length,
    complete: byCompleteness.get('complete')?.length ?? 0,
    missing: stations
      .filter(mayHold)
      .reduce(
        (sum, { acked, proven, waiting }) => sum + (waiting ?? 0) + Math.max(0, acked - proven),
        0,
      ),
    waiting: byCompleteness.get('waiting')?.length ?? 0,
    silent: silent.length,
    silentSinceMs: heard.length > 0 ? Math.min(...heard) : undefined,
    never: byCompleteness.get('never')?.length ?? 0,
    forks: forks.length,
  };
}

export const isWhole = ({ all, complete, missing, forks }: Seen): boolean =>
  all === complete && missing === 0 && forks === 0;

/** Stands beside every figure, so that nobody publishes a part as the whole. */
export function coverageWords(
  seen: Seen,
  clock: (ms: number) => string,
): { readonly zh: string; readonly en: string } {
  const { all, complete, missing, silent, silentSinceMs, never, forks } = seen;
  if (isWhole(seen)) {
    return { zh: `${all} 个站点全部到齐`, en: `All ${all} stations are in` };
  }
  const zh = [`${all} 个站点中 ${complete} 个已到齐`];
  const en = [`${complete} of ${all} stations up to date`];
  if (missing > 0) {
    zh.push(`已知 ${missing} 条记录还没到`);
    en.push(`${missing} facts known to be waiting`);
  }
  if (silent > 0) {
    const since = silentSinceMs === undefined ? '' : clock(silentSinceMs);
    zh.push(`${silent} 个站点${since && `自 ${since} 起`}没有消息，缺失数量不明`);
    en.push(`${silent} not heard${since && ` since ${since}`}: unknown how much`);
  }
  if (never > 0) {
    zh.push(`${never} 个站点从未联系上`);
    en.push(`${never} never heard`);
  }
  if (forks > 0) {
    zh.push(`${forks} 处记录有分叉，未计入`);
    en.push(`${forks} forked logs, counted nowhere`);
  }
  return { zh: zh.join('；'), en: en.join('; ') };
}

/** Identifies the facts behind a figure: the same heads give the same figures. */
export function digestOf(fair: string, { heads }: Coverage): string {
  const sorted = heads.toSorted(
    (a, b) => a.slot - b.slot || (a.incarnation < b.incarnation ? -1 : 1),
  );
  return hashOfText(canonicalText({ fair, heads: sorted }));
}
