import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { pseudonymsUnder } from './pseudonym.ts';

const NUMBER = '349981196805209014';

it('a pseudonym is the first 16 bytes of a keyed hash (F13)', () => {
  const key = new Uint8Array(32).fill(7);
  const hashed = createHmac('sha256', key).update(`chunfeng/person/1/${NUMBER}`).digest('hex');
  expect(pseudonymsUnder(key).pseudonymOf(NUMBER)).toBe(hashed.slice(0, 32));
});

it('a person has one pseudonym at all doors and another at another fair (F13)', () => {
  const [here, there] = [7, 8].map((byte) => new Uint8Array(32).fill(byte));
  if (!here || !there) throw new Error('two keys');
  const { pseudonymOf } = pseudonymsUnder(here);
  expect(pseudonymsUnder(Uint8Array.from(here)).pseudonymOf(NUMBER)).toBe(pseudonymOf(NUMBER));
  expect(pseudonymsUnder(there).pseudonymOf(NUMBER)).not.toBe(pseudonymOf(NUMBER));
});
