import { expect, it } from 'vitest';
import { type CanonicalObject, canonicalText } from '../../../shared/canonical.ts';
import { hashOfText } from '../../../shared/chain.ts';
import { jsonOf } from '../../../shared/json.ts';
import { keptOf } from './kept-facts.ts';
import { writtenAgain } from './retelling.ts';

const factAt = (seq: number, kind: string, what: CanonicalObject, more: CanonicalObject = {}) => {
  const place = {
    fair: '19c48f04',
    incarnation: '0000aaaa',
    prev: '0'.repeat(64),
    revision: 1,
    seq,
  };
  const stamp = { ms: 1_803_690_000_000 + seq, n: 0 };
  const text = canonicalText({ ...place, stamp, station: 4, v: 1, kind, what, ...more });
  return keptOf({ text, hash: hashOfText(text) });
};

it('facts that are written again keep what a newer version wrote into them (P76)', () => {
  const head = { seq: 7, hash: 'b'.repeat(64) };
  const facts = [
    factAt(1, 'visit', { booth: 'A01', queuedMs: 90 }, { mood: 'calm' }),
    factAt(2, 'survey', { booth: 'A01', of: '4.0000aaaa.1', stars: [4, 5] }),
  ];
  const written = writtenAgain(facts, { incarnation: '0000bbbb', head }).map(({ text }) =>
    jsonOf(text),
  );
  expect(written).toMatchObject([
    { seq: 8, prev: head.hash, mood: 'calm', what: { booth: 'A01', queuedMs: 90 } },
    { seq: 9, kind: 'survey', what: { booth: 'A01', of: '4.0000bbbb.8', stars: [4, 5] } },
  ]);
});
