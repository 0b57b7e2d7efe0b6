import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import type { Ack, Heard, Hearing, SeenBranch, WireFact } from '../../../shared/sync/wire.ts';
import {
  atStart,
  type Found,
  type Incarnation,
  isUpToDate,
  learned,
  type OwnUpload,
  plan,
  type PlanSource,
  type Progress,
  type Send,
  startingOver,
  type Step,
  waitingFacts,
  wishingForNews,
} from './plan.ts';

const HASH = '0'.repeat(64);
const headAt = (seq: number) => ({ seq, hash: HASH });
const chain = (name: string, from: number, head: number): Incarnation => ({
  name,
  from: headAt(from),
  head: headAt(head),
});
const branch = (incarnation: string, from: number, head: number): SeenBranch => ({
  incarnation,
  from: headAt(from),
  head: headAt(head),
});
const box: SentBox = {
  pseudonym: 'c1'.repeat(16),
  holds: 'phone',
  sealed: 'AAAA',
  stampMs: 0,
  signature: '',
};

interface Has {
  readonly chains?: readonly Incarnation[];
  readonly orders?: number;
  readonly boxes?: readonly SentBox[];
  readonly held?: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}
const source = ({
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
const done: Progress = {
  ...atStart,
  acked: new Map([['a', headAt(10)]]),
  fulfilled: atStart.wishes,
  nonce: 'n',
};
const rest: Step = { kind: 'rest' };
const REST = 3;
const seven = { incarnation: 'a', seq: 7 };

const plans: readonly [name: string, progress: Progress, has: Has, step: object][] = [
  ['rests when the server has everything', done, {}, rest],
  [
    'first asks for the server’s position, without facts or boxes',
    atStart,
    { boxes: [box] },
    { known: undefined, limit: 0, boxes: [], asksForNews: true },
  ],
  [
    'sends facts after the last acknowledged one',
    { ...done, acked: new Map([['a', headAt(4)]]) },
    {},
    { known: 4, limit: atStart.portion.size, asksForNews: false },
  ],
  [
    'finishes an earlier incarnation before a later one',
    { ...done, acked: new Map([['a', headAt(4)]]) },
    { chains: [chain('a', 0, 10), chain('b', 10, 20)] },
    { incarnation: chain('a', 0, 10), known: 4 },
  ],
  [
    'continues with the next incarnation when the earlier one is done',
    done,
    { chains: [chain('a', 0, 10), chain('b', 10, 20)] },
    { incarnation: chain('b', 10, 20), known: undefined },
  ],
  ['asks for news on request', wishingForNews(done), {}, { asksForNews: true }],
  [
    'asks for news only with the newest incarnation',
    { ...wishingForNews(done), acked: new Map([['a', headAt(4)]]) },
    { chains: [chain('a', 0, 10), chain('b', 10, 20)] },
    { asksForNews: false },
  ],
  [
    'stops asking a server that does not answer',
    { ...wishingForNews(done), unanswered: REST },
    {},
    rest,
  ],
  ['offers boxes to the server', done, { boxes: [box] }, { boxes: [box] }],
  [
    'offers no boxes to a server that keeps none',
    { ...done, boxesRefused: true },
    { boxes: [box] },
    rest,
  ],
  [
    'sends orders of erasure that the server lacks',
    { ...done, isNewer: true },
    { orders: 1 },
    { kind: 'send' },
  ],
  ['keeps orders back from a server that is too old for them (P79)', done, { orders: 1 }, rest],
  [
    'proves whom facts are about when the server asks (P22)',
    { ...done, unproven: [seven] },
    {},
    { kind: 'send', unproven: [seven] },
  ],
  ['sends no order of erasure twice', { ...done, erasures: 1 }, { orders: 1 }, rest],
  [
    'asks for its own facts that only the server has',
    { ...done, acked: new Map([['a', headAt(15)]]) },
    {},
    { asksForNews: true, lostAfter: 10 },
  ],
  [
    'asks first where another history began, and sends none of its facts (P65)',
    { ...done, askAfter: new Map([['a', 6]]) },
    { chains: [chain('a', 0, 12)] },
    { asksForNews: true, lostAfter: 6, limit: 0 },
  ],
  [
    'asks for what another machine wrote in its name (P66)',
    { ...done, elsewhere: [branch('c', 10, 15)] },
    { held: new Map([['c', headAt(12)]]) },
    { incarnation: chain('c', 10, 12), asksForNews: true, lostAfter: 12, limit: 0 },
  ],
  [
    'rests when it has what another machine wrote in its name',
    { ...done, elsewhere: [branch('c', 10, 15)] },
    { held: new Map([['c', headAt(15)]]) },
    rest,
  ],
  [
    'stops asking for facts that it could not recover',
    { ...done, acked: new Map([['a', headAt(15)]]), unanswered: REST },
    {},
    rest,
  ],
];

describe('the next step of an upload', () => {
  test.each(plans)('%s', (_name, progress, has, step) => {
    expect(plan(progress, source(has))).toMatchObject(step);
  });
});

const fact: WireFact = { text: '', hash: HASH };
const question: Hearing = { nonce: 'n', signature: '', erasures: 5, facts: 0 };
const noNews: Heard = {
  erasures: [],
  erasuresUpTo: 5,
  facts: [],
  factsUpTo: 0,
  more: false,
  lost: [],
};

function sent(facts: number, upload: Partial<OwnUpload> = {}, step: Partial<Send> = {}) {
  const incarnation = chain('a', 2, 10);
  return {
    step: {
      kind: 'send' as const,
      incarnation,
      known: 2,
      limit: atStart.portion.size,
      asksForNews: upload.hears !== undefined,
      boxes: upload.boxes ?? [],
      unproven: [],
      wishes: 1,
      ...step,
    },
    upload: {
      v: 1 as const,
      incarnation: 'a',
      from: incarnation.from,
      facts: Array.from({ length: facts }, () => fact),
      head: { ...incarnation.head, signature: '' },
      waiting: 0,
      erasures: [],
      ...upload,
    },
  };
}

function moved(seq: number, ack: Partial<Ack> = {}, restored = false): Outcome {
  return {
    kind: 'moved',
    at: headAt(seq),
    restored,
    ack: { acked: headAt(seq), proven: seq, nonce: 'm', ...ack },
  };
}
const order = {
  by: 1,
  pseudonym: box.pseudonym,
  also: [],
  tombstone: box.pseudonym,
  stampMs: 0,
  signature: '',
};
const asking = { hears: question };

const lessons: readonly [
  name: string,
  before: Progress,
  sent: ReturnType<typeof sent>,
  outcome: Outcome,
  found: number | Partial<Found>,
  after: object,
][] = [
  [
    'the last fact on the server and the next nonce',
    atStart,
    sent(3),
    moved(5),
    0,
    { acked: new Map([['a', headAt(5)]]), nonce: 'm' },
  ],
  [
    'where to continue with a server at another position',
    done,
    sent(3),
    { kind: 'moved', at: headAt(1), restored: true },
    0,
    { acked: new Map([['a', headAt(1)]]), nonce: 'n' },
  ],
  [
    'nothing from an unreachable server',
    done,
    sent(3),
    { kind: 'failed', why: 'no-network' },
    0,
    done,
  ],
  [
    'to send fewer facts after a broken connection',
    done,
    sent(1_000),
    { kind: 'failed', why: 'no-network', cutOff: true },
    0,
    { portion: { size: 500 } },
  ],
  [
    'nothing more from a server that refuses the station',
    done,
    sent(3),
    { kind: 'stopped', why: 'revoked' },
    0,
    done,
  ],
  [
    'how many orders the server has',
    atStart,
    sent(0, { erasures: [order] }),
    moved(5),
    0,
    { erasures: 1 },
  ],
  [
    'that a server without our orders needs them again',
    { ...done, erasures: 4 },
    sent(0, asking),
    moved(5, { heard: { ...noNews, erasuresUpTo: 3 } }),
    0,
    { erasures: 0 },
  ],
  [
    'that the server keeps no boxes',
    done,
    sent(0, { boxes: [box] }),
    moved(5),
    0,
    { boxesRefused: true },
  ],
  [
    'to hold boxes back until it starts over',
    { ...done, boxesRefused: true },
    sent(3),
    moved(5),
    0,
    { boxesRefused: true },
  ],
  [
    'that the server keeps boxes',
    done,
    sent(0, { boxes: [box] }),
    moved(5, { boxes: true }),
    0,
    { boxesRefused: false },
  ],
  [
    'that the request for news is fulfilled',
    atStart,
    sent(0, asking),
    moved(5, { heard: noNews }),
    0,
    { fulfilled: 1, wishes: 1 },
  ],
  [
    'that there is more news to ask for',
    done,
    sent(0, asking),
    moved(5, { heard: { ...noNews, more: true } }),
    0,
    { fulfilled: 0, wishes: 1 },
  ],
  [
    'that a request made in flight is still open',
    wishingForNews(atStart),
    sent(0, asking),
    moved(5, { heard: noNews }),
    0,
    { fulfilled: 1, wishes: 2 },
  ],
  [
    'that a question had no answer',
    atStart,
    sent(0, asking),
    moved(5),
    0,
    { unanswered: 1, fulfilled: 0 },
  ],
  [
    'nothing about news without a question',
    atStart,
    sent(0),
    moved(5),
    0,
    { unanswered: 0, fulfilled: 0 },
  ],
  [
    'of whom the server must still hear a proof',
    done,
    sent(0),
    moved(15, { unproven: [seven] }),
    0,
    { unproven: [seven] },
  ],
  [
    'that what it could not prove is not asked of it again',
    done,
    sent(0, {}, { unproven: [seven] }),
    moved(15, { unproven: [seven] }),
    0,
    { unproven: [] },
  ],
  [
    'to ask for more lost facts while they are useful',
    { ...done, unanswered: 2 },
    sent(0, asking, { lostAfter: 10 }),
    moved(15, { heard: { ...noNews, lost: [fact] } }),
    1,
    { unanswered: 0 },
  ],
  [
    'to stop asking for lost facts that are useless',
    done,
    sent(0, asking, { lostAfter: 10 }),
    moved(15, { heard: { ...noNews, lost: [fact] } }),
    0,
    { unanswered: REST },
  ],
  [
    'where it stands with each incarnation, after one answer',
    atStart,
    sent(0),
    moved(2, { branches: [branch('a', 2, 7), branch('b', 7, 9)] }),
    0,
    { acked: new Map([headAt(7), headAt(9)].map((head, i) => ['ab'.charAt(i), head])) },
  ],
  [
    'to ask after the last common place, and to be patient (P65)',
    done,
    sent(0),
    { kind: 'differs', trail: [headAt(15), headAt(6)], nonce: 'm' },
    { common: new Map([['a', 6]]) },
    {
      acked: new Map([['a', headAt(15)]]),
      askAfter: new Map([['a', 6]]),
      nonce: 'm',
      unanswered: 1,
    },
  ],
  [
    'where the next part of its lost facts begins',
    { ...done, askAfter: new Map([['a', 6]]) },
    sent(0, asking, { lostAfter: 6 }),
    moved(15, { heard: { ...noNews, lost: [fact] } }),
    { regained: 1, nextPart: 7, common: new Map([['a', 15]]) },
    { askAfter: new Map([['a', 7]]) },
  ],
  [
    'that its lost facts are back',
    { ...done, askAfter: new Map([['a', 6]]) },
    sent(0, asking, { lostAfter: 6 }),
    moved(15, { heard: { ...noNews, lost: [fact] } }),
    { regained: 1, common: new Map([['a', 15]]) },
    { askAfter: new Map() },
  ],
  [
    'to send all again to a server that was put back (P62)',
    { ...done, acked: new Map([['b', headAt(4)]]), erasures: 4, receipt: 'r' },
    sent(0, { receipt: 'r' }),
    moved(5, { receipt: 's' }, true),
    0,
    { acked: new Map([['a', headAt(5)]]), erasures: 0, receipt: 's' },
  ],
  [
    'to show a receipt from before this start first (P61)',
    { ...atStart, receipt: 'r' },
    sent(0),
    moved(5, { receipt: 's' }),
    0,
    { isNewer: true, receipt: 'r' },
  ],
  [
    'that a server lacks what an incarnation continues',
    done,
    sent(0),
    { kind: 'stopped', why: 'unknown-beginning' },
    0,
    { acked: new Map() },
  ],
  [
    'that a server which was updated may have left out orders of erasure (P77)',
    { ...done, isNewer: true, reads: 3, erasures: 2 },
    sent(0, asking),
    moved(10, { reads: 4, receipt: 'r' }),
    0,
    { erasures: 0, reads: 4 },
  ],
  [
    'to speak plainly to a server that refuses what is new',
    { ...done, isNewer: true },
    sent(0),
    { kind: 'stopped', why: 'bad-upload' },
    0,
    { isNewer: false },
  ],
];

describe('a reply teaches the station', () => {
  test.each(lessons)('%s', (_name, before, was, outcome, found, after) => {
    const all = typeof found === 'number' ? { regained: found } : found;
    const back = { regained: 0, common: new Map<string, number>(), ...all };
    expect(learned(before, was, outcome, back)).toMatchObject(after);
  });
});

describe('up to date (P64)', () => {
  const other = { seq: 10, hash: 'f'.repeat(64) };
  it.each<[name: string, progress: Progress, has: Has, upToDate: boolean]>([
    ['where the server’s head is ours', done, {}, true],
    ['not where only its number is', { ...done, acked: new Map([['a', other]]) }, {}, false],
    ['not where the server has more', { ...done, acked: new Map([['a', headAt(11)]]) }, {}, false],
    ['not before the first answer', atStart, {}, false],
    [
      'not while facts in our name are elsewhere',
      { ...done, elsewhere: [branch('c', 10, 15)] },
      {},
      false,
    ],
  ])('%s', (_name, progress, has, upToDate) => {
    expect(isUpToDate(progress, source(has))).toBe(upToDate);
  });
});

describe('an upload', () => {
  it('asks for news and offers boxes again after a quiet time', () => {
    const tired = { ...done, unanswered: REST, boxesRefused: true };
    expect(plan(startingOver(tired), source({ boxes: [box] }))).toMatchObject({
      asksForNews: true,
      boxes: [box],
    });
  });

  it('counts the waiting facts of all incarnations', () => {
    const chains = [chain('a', 0, 10), chain('b', 10, 25)];
    expect(waitingFacts({ ...atStart, acked: new Map([['a', headAt(4)]]) }, chains)).toBe(6 + 15);
  });
});
