import { expect, it } from 'vitest';
import { canHash, HARDNESS, hardnessOf, hashed } from './passwords.ts';

const salt = Buffer.alloc(16, 1);

it('A password is hashed by argon2id as hard as OWASP asks', async () => {
  expect(canHash()).toBe(true);
  const hash = await hashed('correct horse', salt, HARDNESS);
  expect(hash).toMatch(/^argon2id\$47104\$1\$[\w-]{43}$/);
  expect(hardnessOf(hash)).toEqual(HARDNESS);
});

it('One password typed in two ways of Unicode gives one hash', async () => {
  const easy = { memory: 8, passes: 1 };
  const [one, other] = await Promise.all(['é', 'e\u0301'].map((text) => hashed(text, salt, easy)));
  expect(one).toBe(other);
});
