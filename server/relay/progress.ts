import type { Outcome } from '../../shared/sync/answer.ts';
import { afterCutOff, afterThrough, type Portion, portionUpTo } from '../../shared/sync/portion.ts';
import { MOST_FACTS } from '../../shared/sync/wire.ts';
import type { Branch, Load } from './waiting.ts';

/** What a hub knows of the server above it. */
export interface Progress {
  /** The last fact of each branch that the server above has; absent before its first answer. */
  readonly acked: ReadonlyMap<string, number>;
  /** When each station was last heard, as the server above knows it: silence here is silence there. */
  readonly heardMs: ReadonlyMap<string, number>;
  /** The last order of erasure of each fair that the server above has. */
  readonly orders: ReadonlyMap<string, number>;
  /** Fairs whose boxes the server above does not keep: an earlier revision. */
  readonly boxesRefused: ReadonlySet<string>;
  readonly portion: Portion;
}

export const atStart: Progress = {
  acked: new Map(),
  heardMs: new Map(),
  orders: new Map(),
  boxesRefused: new Set(),
  portion: portionUpTo(MOST_FACTS),
};

export const keyOf = ({ fair, slot, incarnation }: Branch): string =>
  `${fair}/${slot}/${incarnation}`;

/** True as well for a station without new facts, so that the server above knows that it is alive. */
export function isDue(progress: Progress, branch: Branch, load: Load): boolean {
  const key = keyOf(branch);
  const hasLoad = load.facts.length + load.orders.length + load.boxes.length > 0;
  return hasLoad || !progress.acked.has(key) || progress.heardMs.get(key) !== branch.heardMs;
}

export function learned(
  progress: Progress,
  branch: Branch,
  load: Load,
  outcome: Outcome,
): Progress {
  const sent = load.facts.length;
  if (outcome.kind === 'failed') {
    if (!outcome.cutOff) return progress;
    return { ...progress, portion: afterCutOff(progress.portion, sent) };
  }
  const through = { ...progress, portion: afterThrough(progress.portion, sent) };
  if (outcome.kind === 'stopped') return through;
  const { fair } = branch;
  const { at, restored, ack } = outcome;
  const key = keyOf(branch);
  const order = load.orders.at(-1)?.number ?? progress.orders.get(fair) ?? 0;
  return {
    ...through,
    acked: new Map(progress.acked).set(key, at),
    // A server that was put back has lost what people asked for with the rest.
    orders: new Map(progress.orders).set(fair, restored ? 0 : order),
    // The first answer only says where the server stands.
    ...(ack &&
      progress.acked.has(key) && {
        heardMs: new Map(progress.heardMs).set(key, branch.heardMs),
      }),
    ...(ack &&
      !ack.boxes &&
      !restored &&
      load.boxes.length > 0 && { boxesRefused: new Set(progress.boxesRefused).add(fair) }),
  };
}
