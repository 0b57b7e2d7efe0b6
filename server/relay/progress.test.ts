import { describe, expect, it } from 'vitest';
import { atStart, isThere, keyOf, learned } from './progress.ts';
import type { Branch, Load } from './waiting.ts';

const head = (seq: number, digit = '0') => ({ seq, hash: digit.repeat(64), signature: '' });
const branch: Branch = {
  fair: 'c48f0482',
  slot: 4,
  incarnation: '9f2c01aa',
  from: head(0),
  head: head(10),
  waiting: 0,
  heardMs: 0,
  isNewest: true,
};
const load: Load = { facts: [], orders: [], boxes: [], proofs: [], isAsked: false };
const progressAt = (seq: number, digit?: string) => ({
  ...atStart,
  acked: new Map([
    [keyOf(branch), head(seq, digit)],
    ['c48f0482/5/aaaaaaaa', head(3)],
  ]),
});

describe('a relay', () => {
  it('has handed a branch on where the heads are equal, and not where the numbers are (P64)', () => {
    expect(isThere(progressAt(10), branch)).toBe(true);
    expect(isThere(progressAt(10, 'f'), branch)).toBe(false);
    expect(isThere(progressAt(9), branch)).toBe(false);
    expect(isThere(atStart, branch)).toBe(false);
    // A station that found its own network went on there; the server compares the head.
    expect(isThere(progressAt(12, 'f'), branch)).toBe(true);
  });

  it('asks again where a server stands that was put back, and hears it from the beginning (P62)', () => {
    const ack = { acked: head(4), proven: 4, nonce: '', receipt: 'new' };
    const before = {
      ...progressAt(10),
      orders: new Map([['c48f0482', 7]]),
      ordersHeard: new Map([['c48f0482', 7]]),
    };
    const after = learned(before, branch, load, {
      kind: 'moved',
      at: head(4),
      restored: true,
      ack,
    });
    expect([...after.acked.keys()]).toEqual([keyOf(branch)]);
    expect(after.orders.get('c48f0482')).toBe(0);
    expect(after.ordersHeard.get('c48f0482')).toBe(0);
    expect(after.receipts.get('c48f0482')).toBe('new');
  });
});
