import { describe, expect, it } from 'vitest';
import { atStart, isUpToDate, type Progress, waitingFacts } from './progress.ts';
import { branch, chain, done, type Has, headAt, source } from './testing/progress-here.ts';

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

describe('what waits', () => {
  it('counts the facts of all incarnations that the server does not have', () => {
    const chains = [chain('a', 0, 10), chain('b', 10, 25)];
    expect(waitingFacts({ ...atStart, acked: new Map([['a', headAt(4)]]) }, chains)).toBe(6 + 15);
  });
});
