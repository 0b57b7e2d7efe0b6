import { expect, it } from 'vitest';
import { carriersOf, openHeld, type RefusedBranch } from './held-back.ts';
import { atStart } from './progress.ts';

const fair = 'c48f0482';
const refused = (why: string): RefusedBranch => ({
  why,
  boxes: 0,
  branch: {
    fair,
    slot: 4,
    incarnation: '9f2c01aa',
    from: { seq: 0, hash: '' },
    head: { seq: 10, hash: '', signature: '' },
    waiting: 0,
    heardMs: 0,
    isNewest: true,
  },
});

it.each([
  ['revoked', true],
  ['forked', true],
  // Whatever rode beside the facts may be what the server above did not believe.
  ['not-signed', false],
  ['unknown-beginning', false],
])('a hub whose only station is refused as %s gives it up: %s (P136)', (why, isOver) => {
  const held = openHeld();
  const only = refused(why);
  held.after(atStart, [only]);
  expect(held.mayArchive(fair)).toBe(isOver);
  expect(carriersOf([only.branch], [only]).has(fair)).toBe(!isOver);
});

it('a hub archives nothing because the server above does not know the fair: it may have been set up again (P136)', () => {
  const held = openHeld();
  held.after(atStart, [refused('no-such-fair')]);
  expect(held.mayArchive(fair)).toBe(false);
});
