import { describe, expect, it } from 'vitest';
import { sharedWalks } from './shared-walks.ts';
import { NoTurn } from './turns.ts';

/** Walks that go on until they are let go, and what each of them answers. */
function walks() {
  const walked: string[][] = [];
  const ends: (() => void)[] = [];
  const ask = sharedWalks<string>(async (questions) => {
    walked.push([...questions]);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (questions.includes('bad')) throw new Error('of this walk');
  });
  const next = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    walked,
    next,
    ask: (fair: string, account: string, q: string) => ask({ fair, account }, q),
  };
}

describe('long walks over a fair', () => {
  it('are one at a time, and the next one answers all who asked meanwhile', async () => {
    const { walked, next, ask } = walks();
    const all = ['a', 'b', 'c', 'd'].map((account) => ask('one', account, account));
    all.push(ask('two', 'e', 'e'));
    expect(walked).toEqual([['a'], ['e']]);
    await next();
    expect(walked).toEqual([['a'], ['e'], ['b', 'c', 'd']]);
    await next();
    await next();
    await Promise.all(all);
  });

  it('are bounded for each account, which may ask again once it is answered', async () => {
    const { next, ask } = walks();
    const own = ['1', '2', '3', '4'].map((question) => ask('one', 'a', question));
    await expect(ask('one', 'a', '5')).rejects.toThrow(NoTurn);
    const other = ask('one', 'b', '6');
    await next();
    await next();
    await Promise.all([...own, other]);
    const again = ask('one', 'a', '7');
    await next();
    await again;
  });

  it('that fail tell those whom they would have answered, and the next one goes', async () => {
    const { next, ask } = walks();
    const bad = expect(ask('one', 'a', 'bad')).rejects.toThrow('of this walk');
    const good = ask('one', 'a', 'good');
    await next();
    await bad;
    await next();
    await good;
  });
});
