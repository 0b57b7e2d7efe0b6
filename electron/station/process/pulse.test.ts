import { describe, expect, it } from 'vitest';
import { stationPulse } from './pulse.ts';

function listened() {
  const said: string[] = [];
  return { said, pulse: stationPulse({ say: (work) => said.push(work) }) };
}

describe('a station that is asked whether it is there', () => {
  it('answers', () => {
    const { said, pulse } = listened();
    pulse.answer(undefined);
    expect(said).toEqual(['scans']);
  });

  it('answers through one scan after another, and no more once one scan lasts a minute', () => {
    const { said, pulse } = listened();
    for (let scan = 1; scan <= 100; scan += 1) pulse.answer(scan);
    expect(said).toHaveLength(100);
    for (let second = 0; second < 90; second += 1) pulse.answer(100);
    expect(said).toHaveLength(159);
    pulse.answer(101);
    expect(said).toHaveLength(160);
  });
});

describe('a station at long work', () => {
  it('says so before it begins and once it has done', () => {
    const { said, pulse } = listened();
    expect(pulse.atLength('ledger', () => said.push('work'))).toBe(2);
    expect(said).toEqual(['ledger', 'work', 'scans']);
  });

  it('says so until a promise ends, also a broken one', async () => {
    const { said, pulse } = listened();
    const work = Promise.withResolvers<void>();
    const done = pulse.atLength('deed', () => work.promise);
    pulse.answer(undefined);
    expect(said).toEqual(['deed', 'deed']);
    work.reject(new Error('disk'));
    await expect(done).rejects.toThrow('disk');
    expect(said.at(-1)).toBe('scans');
  });

  it('names the longest of its works, and forgets one that threw', () => {
    const { said, pulse } = listened();
    pulse.atLength('deed', () => {
      const fails = (): never => {
        throw new Error('disk');
      };
      expect(() => pulse.atLength('ledger', fails)).toThrow('disk');
    });
    expect(said).toEqual(['deed', 'ledger', 'deed', 'scans']);
  });
});
