import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import { hashOfText } from './chain.ts';
import { type Fair, fairSchema } from './fair.ts';
import { type Change, type Revision, revisionOf, succession, successor } from './succession.ts';

const file = join(import.meta.dirname, '../resources/fairs/street-market/fair.json');
const legacy: Fair = fairSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const known = (fair: Fair): Revision => revisionOf(fair, (text) => hashOfText(String(text)));
const first = known({ ...legacy, history: [] });

function next(from: Revision, change: Change = {}, place = '', settled?: Revision): Revision {
  const successive = { ...from.fair, ...successor(from, change, settled) };
  return known({ ...successive, place: { zh: place || 'here', en: '' } });
}
const judged = (here: Revision, there: Revision): string => {
  const follows = succession(here, there);
  return follows.ok ? follows.value : follows.fault.kind;
};

describe('a revision of the fair', () => {
  const second = next(first);
  const third = next(second, { revoked: [2] });
  const stale = next(second, { revoked: [5] });

  it.each([
    ['is known by its own hash', second, second, 'same'],
    ['follows the one that it names last', first, second, 'later'],
    ['follows every one that it names', first, third, 'later'],
    ['never goes back', third, second, 'older'],
  ])('%s (P40)', (_, here, there, verdict) => {
    expect(judged(here, there)).toBe(verdict);
  });

  it('is refused if another of its number is here, whichever came first (P41)', () => {
    expect(judged(third, stale)).toBe('other-revision');
    expect(judged(stale, third)).toBe('other-revision');
    expect(judged(next(third), stale)).toBe('other-revision');
  });

  it('is refused if it follows another one than the one here (P41)', () => {
    expect(judged(third, next(stale))).toBe('other-history');
    expect(judged(next(third), next(next(stale)))).toBe('other-history');
  });

  it('cannot leave the list of revisions out to be taken (P41)', () => {
    const { history: _history, ...bare } = next(third).fair;
    expect(judged(third, known(bare))).toBe('other-history');
  });

  it('is followed by its number alone, in a fair from before revisions named each other (P42)', () => {
    const old = known(legacy);
    const oldNext = known({ ...legacy, revision: 2 });
    expect(judged(old, oldNext)).toBe('later');
    expect(judged(oldNext, old)).toBe('older');
    expect(judged(old, next(old))).toBe('later');
    expect(judged(old, next(next(old)))).toBe('later');
    expect(judged(next(old), known({ ...legacy, revision: 3 }))).toBe('other-history');
  });

  it('settles two that do not fit, and keeps what either revoked (P43)', () => {
    const settled = next(third, {}, 'ours', stale);
    expect(settled.fair.revision).toBe(4);
    expect(settled.fair.revoked).toEqual([2, 5]);
    expect(judged(third, settled)).toBe('later');
    expect(judged(stale, settled)).toBe('later');
    expect(judged(settled, stale)).toBe('older');
    // Those who missed it take what follows it.
    expect(judged(stale, next(settled))).toBe('later');
  });

  it('undoes a revocation only by naming the slot (P44)', () => {
    const silent = known({ ...third.fair, ...successor(third, {}), revoked: [] });
    expect(judged(third, silent)).toBe('undoes-revocation');
    const again = next(third, { reinstated: [2] });
    expect(again.fair.revoked).toEqual([]);
    expect(judged(third, again)).toBe('later');
    expect(judged(third, next(again))).toBe('later');
    expect(next(again, { revoked: [2] }).fair.revoked).toEqual([2]);
  });

  it('has one text, so that its hash is the same on every machine (P40)', () => {
    expect(second.hash).toBe(hashOfText(canonicalText(second.fair)));
  });
});
