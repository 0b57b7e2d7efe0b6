import type { Outcome } from '../../shared/sync/answer.ts';
import { movedOn, portionUpTo, type Positions } from '../../shared/sync/portion.ts';
import { type Ack, MOST_FACTS } from '../../shared/sync/wire.ts';
import type { Branch, Load } from './waiting.ts';

/** What a hub knows about the server above it. A branch has no position before the first answer. */
export interface Progress extends Positions {
  /** When the server above last heard from each station: a station silent here is silent there. */
  readonly heardMs: ReadonlyMap<string, number>;
  /** The last erasure order of each fair that the server above has. */
  readonly orders: ReadonlyMap<string, number>;
  /** Fairs whose boxes the server above does not keep, because it has an earlier revision. */
  readonly boxesRefused: ReadonlySet<string>;
  /** Facts of each branch whose person the server above cannot tell. */
  readonly unproven: ReadonlyMap<string, readonly number[]>;
}

export const atStart: Progress = {
  acked: new Map(),
  heardMs: new Map(),
  orders: new Map(),
  boxesRefused: new Set(),
  unproven: new Map(),
  portion: portionUpTo(MOST_FACTS),
};

export const keyOf = ({ fair, slot, incarnation }: Branch): string =>
  `${fair}/${slot}/${incarnation}`;

/** Also true for a station without new facts, so that the server above knows that it is alive. */
export function isDue(progress: Progress, branch: Branch, load: Load): boolean {
  const key = keyOf(branch);
  const { facts, orders, boxes, proofs } = load;
  const hasLoad = facts.length + orders.length + boxes.length + proofs.length > 0;
  return hasLoad || !progress.acked.has(key) || progress.heardMs.get(key) !== branch.heardMs;
}

export function learned(
  progress: Progress,
  branch: Branch,
  load: Load,
  outcome: Outcome,
): Progress {
  const { fair, heardMs } = branch;
  const key = keyOf(branch);
  const moved = { ...progress, ...movedOn(progress, key, load.facts.length, outcome) };
  if (outcome.kind !== 'moved') return moved;
  const { restored, ack } = outcome;
  const order = load.orders.at(-1)?.number ?? progress.orders.get(fair) ?? 0;
  const isRefused = ack && !ack.boxes && !restored && load.boxes.length > 0;
  return {
    ...moved,
    // A server that was restored from a backup has lost erasure orders as well.
    orders: new Map(progress.orders).set(fair, restored ? 0 : order),
    // The first answer only says where the server stands.
    ...(ack && progress.acked.has(key) && { heardMs: new Map(progress.heardMs).set(key, heardMs) }),
    ...(ack && { unproven: new Map(moved.unproven).set(key, stillUnproven(load, ack)) }),
    ...(isRefused && { boxesRefused: new Set(progress.boxesRefused).add(fair) }),
  };
}

/** What it still asks for after it was sent cannot be proved from here. */
function stillUnproven({ proofs }: Load, { unproven = [] }: Ack): number[] {
  const sent = new Set(proofs.map(({ seq }) => seq));
  return unproven.filter((seq) => !sent.has(seq));
}
