import { describe, expect, it } from 'vitest';
import { type Attempt, guessesOf, isWorthNoting } from './guesses.ts';
import { addressOf } from './networks.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
let nowMs = 0;
const fresh = () => {
  nowMs = 1e12;
  return guessesOf(() => nowMs);
};
const attempt = (address: string, account = '王海燕', browser?: string): Attempt => ({
  at: account,
  address,
  browser,
});

describe('somebody who guesses', () => {
  it('waits longer with each wrong password, up to a minute', () => {
    const guesses = fresh();
    for (let n = 0; n < 2; n += 1) expect(guesses.begin(attempt('a'))).toBe(0);
    const waits = Array.from({ length: 8 }, () => {
      expect(guesses.begin(attempt('a'))).toBe(0);
      const waitMs = guesses.begin(attempt('a'));
      nowMs += waitMs;
      return waitMs / SECOND;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('gets three tries at once, and then one after each wait', () => {
    const guesses = fresh();
    const tried: number[] = [];
    for (let second = 0; second < 130; second += 1) {
      if (guesses.begin(attempt('a')) === 0) tried.push(second);
      nowMs += SECOND;
    }
    expect(tried).toEqual([0, 1, 2, 3, 5, 9, 17, 33, 65, 125]);
  });

  it('cannot hurry by naming other accounts', () => {
    const guesses = fresh();
    let tried = 0;
    for (let n = 0; n < 1_000; n += 1)
      if (guesses.begin(attempt('a', `name ${n}`)) === 0) tried += 1;
    expect(tried).toBe(30);
  });

  it('cannot hurry by many attempts at the same moment', () => {
    const guesses = fresh();
    const begun = Array.from({ length: 50 }, () => guesses.begin(attempt('a')));
    expect(begun.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('is slowed from the second try when an account is tried from everywhere', () => {
    const guesses = fresh();
    for (let n = 0; n < 60; n += 1) guesses.begin(attempt(`address ${n}`));
    expect(guesses.begin(attempt('one more'))).toBe(0);
    expect(guesses.begin(attempt('one more'))).toBeGreaterThan(0);
  });

  it('cannot hurry by all the networks that one customer of IPv6 has', () => {
    const guesses = fresh();
    let tried = 0;
    for (let n = 0; n < 2_000; n += 1) {
      const from = addressOf(`2001:db8:1:${n.toString(16)}::9`);
      if (guesses.begin(attempt(from, `name ${n}`)) === 0) tried += 1;
    }
    expect(tried).toBe(120);
    expect(guesses.begin(attempt(addressOf('2001:db8:2::9')))).toBe(0);
  });
});

describe('the honest', () => {
  it('sign in at once from another address while somebody guesses', () => {
    const guesses = fresh();
    for (let n = 0; n < 500; n += 1) guesses.begin(attempt('a'));
    expect(guesses.begin(attempt('b'))).toBe(0);
  });

  it('sign in at once from the same address in a browser that was here before', () => {
    const guesses = fresh();
    for (let n = 0; n < 500; n += 1) guesses.begin(attempt('a', `name ${n % 20}`));
    expect(guesses.begin(attempt('a'))).toBeGreaterThan(0);
    expect(guesses.begin(attempt('a', '王海燕', 'known'))).toBe(0);
  });

  it('may sign in a thousand times from one address', () => {
    const guesses = fresh();
    for (let n = 0; n < 1_000; n += 1) {
      expect(guesses.begin(attempt('a', `name ${n}`))).toBe(0);
      guesses.right(attempt('a', `name ${n}`));
    }
  });

  it('wait for nothing after an hour, or after a clock was set back', () => {
    const guesses = fresh();
    for (let n = 0; n < 100; n += 1) guesses.begin(attempt('a'));
    nowMs += HOUR;
    expect(guesses.begin(attempt('a'))).toBe(0);
    for (let n = 0; n < 100; n += 1) guesses.begin(attempt('a'));
    nowMs -= 48 * HOUR;
    expect(guesses.begin(attempt('a'))).toBe(0);
  });
});

it('Wrong secrets are written down at 3, 6, 12 and so on', () => {
  const noted = Array.from({ length: 30 }, (_, n) => n).filter(isWorthNoting);
  expect(noted).toEqual([3, 6, 12, 24]);
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the address %s counts as %s', (ip, counted) => {
  expect(addressOf(ip)).toBe(counted);
});
