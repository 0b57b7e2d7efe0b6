import { describe, expect, it, test } from 'vitest';
import { plan, type Step } from './plan.ts';
import { atStart, type Progress, startingOver, wishingForNews } from './progress.ts';
import {
  box,
  branch,
  chain,
  done,
  type Has,
  headAt,
  REST,
  seven,
  source,
} from './testing/progress-here.ts';

const rest: Step = { kind: 'rest' };

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

  it('asks for news and offers boxes again after a quiet time', () => {
    const tired = { ...done, unanswered: REST, boxesRefused: true };
    expect(plan(startingOver(tired), source({ boxes: [box] }))).toMatchObject({
      asksForNews: true,
      boxes: [box],
    });
  });
});
