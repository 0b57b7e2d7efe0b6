import { describe, expect, test } from 'vitest';
import { type Delivered, outcomeOf } from './answer.ts';

const acked = (seq: number) => ({
  kind: 'acked' as const,
  ack: { acked: { seq, hash: '' }, proven: seq, nonce: '' },
});
const doesNotFit = (seq: number): Delivered => ({
  kind: 'refused',
  fault: { kind: 'does-not-fit', acked: { seq, hash: '' } },
});

const answers: readonly [
  name: string,
  delivered: Delivered,
  known: number | undefined,
  outcome: object,
][] = [
  ['moves a sender on', acked(9), 4, { kind: 'moved', at: { seq: 9 }, restored: false }],
  ['moves nobody before the beginning of a chain', acked(0), undefined, { at: { seq: 1 } }],
  ['shows a restored server by an earlier fact', acked(2), 4, { at: { seq: 2 }, restored: true }],
  ['shows no restored server in its first answer', acked(2), undefined, { restored: false }],
  [
    'shows a server that does not know its own receipt as restored (P62)',
    { ...acked(9), ack: { ...acked(9).ack, restored: true } },
    4,
    { at: { seq: 9 }, restored: true },
  ],
  [
    'tells a sender of another history where its places are (P65)',
    { kind: 'refused', fault: { kind: 'forked', seq: 4, trail: [], nonce: 'n' } },
    4,
    { kind: 'differs', nonce: 'n' },
  ],
  [
    'stops a sender at a fork that an older server names',
    { kind: 'refused', fault: { kind: 'forked', seq: 4 } },
    4,
    { kind: 'stopped', why: 'forked' },
  ],
  [
    'sends a sender back to where the server stands',
    doesNotFit(2),
    4,
    { at: { seq: 2 }, restored: true },
  ],
  [
    'stops a sender that is sent back to the same place',
    doesNotFit(4),
    4,
    { kind: 'stopped', why: 'does-not-fit' },
  ],
  [
    'stops a sender that is refused',
    { kind: 'refused', fault: { kind: 'revoked' } },
    4,
    { kind: 'stopped', why: 'revoked' },
  ],
  [
    'keeps the pause that a busy server asks for',
    { kind: 'failed', why: 'server-trouble', afterMs: 5_000 },
    4,
    { kind: 'failed', afterMs: 5_000 },
  ],
];

describe('the answer to an upload', () => {
  test.each(answers)('%s', (_name, delivered, known, outcome) => {
    expect(outcomeOf(delivered, known, { seq: 1, hash: '' })).toMatchObject(outcome);
  });
});
