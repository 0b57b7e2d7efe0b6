import type { SentBox } from '../../../../shared/sync/boxes.ts';
import type { SeenBranch } from '../../../../shared/sync/wire.ts';
import { atStart, type Incarnation, type PlanSource, type Progress } from '../progress.ts';

/** What a station of a test has to send, and what it knows of its server. */

export const HASH = '0'.repeat(64);
export const headAt = (seq: number) => ({ seq, hash: HASH });
export const chain = (name: string, from: number, head: number): Incarnation => ({
  name,
  from: headAt(from),
  head: headAt(head),
});
export const branch = (incarnation: string, from: number, head: number): SeenBranch => ({
  incarnation,
  from: headAt(from),
  head: headAt(head),
});
export const box: SentBox = {
  pseudonym: 'c1'.repeat(16),
  holds: 'phone',
  sealed: 'AAAA',
  stampMs: 0,
  signature: '',
};

export interface Has {
  readonly chains?: readonly Incarnation[];
  readonly orders?: number;
  readonly boxes?: readonly SentBox[];
  readonly held?: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}
export const source = ({
  chains = [chain('a', 0, 10)],
  orders = 0,
  boxes = [],
  held = new Map(),
}: Has): PlanSource => ({
  incarnations: () => chains,
  endOf: (name) => held.get(name),
  erasures: () => orders,
  boxes: () => boxes,
});

/** Nothing is left to do for a chain `a` of ten facts. */
export const done: Progress = {
  ...atStart,
  acked: new Map([['a', headAt(10)]]),
  fulfilled: atStart.wishes,
  nonce: 'n',
};
/** Unanswered questions after which a station stops asking. */
export const REST = 3;
export const seven = { incarnation: 'a', seq: 7 };
