import type { Outcome } from '../../shared/sync/answer.ts';
import { movedOn, portionUpTo, type Positions } from '../../shared/sync/portion.ts';
import {
  type Ack,
  type FactPlace,
  MOST_FACTS,
  placeName,
  type Upload,
} from '../../shared/sync/wire.ts';
import type { Branch, Load } from './waiting.ts';

/** What a hub knows about the server above it. A branch has no position before the first answer. */
export interface Progress extends Positions {
  /** When the server above last heard from each station: a station silent here is silent there. */
  readonly heardMs: ReadonlyMap<string, number>;
  /** The last erasure order of each fair that the server above has. */
  readonly orders: ReadonlyMap<string, number>;
  /** The last order of each fair that the hub has heard from there. */
  readonly ordersHeard: ReadonlyMap<string, number>;
  /** Fairs whose boxes the server above does not keep, because it has an earlier revision. */
  readonly boxesRefused: ReadonlySet<string>;
  /** The newest receipt of the server above for each fair; none from a server that gives none. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Facts of each station whose person the server above cannot tell. */
  readonly unproven: ReadonlyMap<string, readonly FactPlace[]>;
}

export const atStart: Progress = {
  acked: new Map(),
  heardMs: new Map(),
  orders: new Map(),
  ordersHeard: new Map(),
  boxesRefused: new Set(),
  receipts: new Map(),
  unproven: new Map(),
  portion: portionUpTo(MOST_FACTS),
};

export const stationOf = ({ fair, slot }: Pick<Branch, 'fair' | 'slot'>): string =>
  `${fair}/${slot}`;

export const keyOf = ({ fair, slot, incarnation }: Branch): string =>
  `${fair}/${slot}/${incarnation}`;

/** Also true for a station without new facts, so that the server above knows that it is alive. */
export function isDue(progress: Progress, branch: Branch, load: Load): boolean {
  const key = keyOf(branch);
  const { facts, orders, boxes, proofs } = load;
  const hasLoad = facts.length + orders.length + boxes.length + proofs.length > 0;
  return hasLoad || !progress.acked.has(key) || progress.heardMs.get(key) !== branch.heardMs;
}

/** The server above has what we have of this branch, or more: it has compared the signed head. */
export function isThere({ acked }: Progress, branch: Branch): boolean {
  const { seq = -1, hash = '' } = acked.get(keyOf(branch)) ?? {};
  return seq > branch.head.seq || (seq === branch.head.seq && hash === branch.head.hash);
}

export function receiptFor({ receipts }: Progress, { fair }: Branch): Pick<Upload, 'receipt'> {
  const receipt = receipts.get(fair);
  return receipt === undefined ? {} : { receipt };
}

export function learned(
  progress: Progress,
  branch: Branch,
  load: Load,
  outcome: Outcome,
): Progress {
  const { fair, heardMs } = branch;
  const key = keyOf(branch);
  const isTooLarge = outcome.kind === 'failed' && outcome.why === 'too-large';
  const sent = isTooLarge ? mostIn(load) : load.facts.length;
  const moved = { ...progress, ...movedOn(progress, key, sent, outcome) };
  if (outcome.kind === 'stopped' && outcome.why === 'unknown-beginning') {
    return { ...moved, acked: without(moved.acked, (other) => other.startsWith(`${fair}/`)) };
  }
  if (outcome.kind === 'archived') return afterArchiving(moved, branch, outcome);
  if (outcome.kind !== 'moved') return moved;
  const { restored, ack } = outcome;
  const order = load.orders.at(-1)?.number ?? progress.orders.get(fair) ?? 0;
  const isRefused = ack && !ack.boxes && !restored && load.boxes.length > 0;
  return {
    ...moved,
    // It says again where it stands with every other branch.
    ...(restored && {
      acked: without(moved.acked, (other) => other.startsWith(`${fair}/`) && other !== key),
    }),
    ordersHeard: new Map(progress.ordersHeard).set(fair, ordersHeardAfter(progress, fair, outcome)),
    receipts: receiptAfter(progress.receipts, fair, ack),
    // A server that was restored from a backup has lost erasure orders as well.
    orders: new Map(progress.orders).set(fair, restored ? 0 : order),
    // The first answer only says where the server stands.
    ...(ack && progress.acked.has(key) && { heardMs: new Map(progress.heardMs).set(key, heardMs) }),
    ...(ack && {
      unproven: new Map(moved.unproven).set(stationOf(branch), stillUnproven(load, ack)),
    }),
    ...(isRefused && { boxesRefused: new Set(progress.boxesRefused).add(fair) }),
  };
}

function ordersHeardAfter(
  { ordersHeard }: Progress,
  fair: string,
  { ack, restored }: Extract<Outcome, { kind: 'moved' }>,
): number {
  return ack?.heard?.erasuresUpTo ?? (restored ? 0 : (ordersHeard.get(fair) ?? 0));
}

function afterArchiving(
  progress: Progress,
  branch: Branch,
  { branches }: Extract<Outcome, { kind: 'archived' }>,
): Progress {
  const there = branches.find(({ incarnation }) => incarnation === branch.incarnation);
  const acked = new Map(progress.acked).set(keyOf(branch), there?.head ?? branch.from);
  return { ...progress, acked };
}

const mostIn = ({ facts, orders, boxes, proofs }: Load): number =>
  Math.max(facts.length, orders.length, boxes.length, proofs.length);

function receiptAfter(
  receipts: Progress['receipts'],
  fair: string,
  ack: Ack | undefined,
): Progress['receipts'] {
  if (!ack) return receipts;
  const after = new Map(receipts);
  after.delete(fair);
  return ack.receipt === undefined ? after : after.set(fair, ack.receipt);
}

function without<V>(
  map: ReadonlyMap<string, V>,
  goes: (key: string) => boolean,
): ReadonlyMap<string, V> {
  return new Map([...map].filter(([key]) => !goes(key)));
}

/** What it still asks for after it was sent cannot be proved from here. */
function stillUnproven({ proofs }: Load, { unproven = [] }: Ack): FactPlace[] {
  const sent = new Set(proofs.map(placeName));
  return unproven.filter((fact) => !sent.has(placeName(fact)));
}
