import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../shared/sync/answer.ts';
import type { Ack, Heard, Hearing, WireFact } from '../../../shared/sync/wire.ts';
import { type Found, learned, type OwnUpload } from './learned.ts';
import type { Send } from './plan.ts';
import { atStart, type Progress, wishingForNews } from './progress.ts';
import { box, branch, chain, done, HASH, headAt, REST, seven } from './testing/progress-here.ts';

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
