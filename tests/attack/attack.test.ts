import { expect, it } from 'vitest';
import { loadSigning } from '../sync/forged.ts';
import { attacks } from './attackers/index.ts';
import { play } from './play.ts';

it('five hundred generated attacks change no figure and no row of an honest station', async () => {
  const { byKind, found } = await play(await loadSigning(), 19, 500);
  expect(found).toEqual([]);
  const tried = [...byKind.values()];
  expect(tried.length).toBeGreaterThanOrEqual(20);
  expect(tried.every(({ attempts }) => attempts >= Math.floor(500 / attacks.length))).toBe(true);
  const past = tried.reduce((sum, { pastSchema }) => sum + pastSchema, 0);
  expect(past).toBeGreaterThanOrEqual(450);
});
