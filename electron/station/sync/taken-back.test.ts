import { describe, expect, it } from 'vitest';
import { chainedText, genesis, hashOfText } from '../../../shared/chain.ts';
import type { SignedHead, WireFact } from '../../../shared/sync/wire.ts';
import { takingBack } from './taken-back.ts';

const FAIR = '19c48f04';
const NAME = '9f2c01aa';
const from = { seq: 0, hash: genesis(FAIR, 1) };

const facts: WireFact[] = [];
for (let seq = 1; seq <= 60; seq += 1) {
  const text = chainedText({
    v: 1,
    fair: FAIR,
    station: 1,
    incarnation: NAME,
    seq,
    stamp: { ms: seq, n: 0 },
    revision: 1,
    prev: facts.at(-1)?.hash ?? from.hash,
    kind: 'visit',
    what: { booth: 'A01' },
  });
  facts.push({ text, hash: hashOfText(text) });
}
const headAt = (seq: number) => ({ seq, hash: facts[seq - 1]?.hash ?? from.hash });
const signed = (seq: number, signature = 'ours'): SignedHead => ({ ...headAt(seq), signature });

function opened() {
  const kept: string[] = [];
  const take = takingBack({
    isOurs: (name, { signature }) => name === NAME && signature === 'ours',
    regain(_name, some) {
      kept.push(...some.map(({ hash }) => hash));
      return some.length;
    },
  });
  return {
    kept,
    take: (after: number, to: number, head: SignedHead | undefined) =>
      take({
        incarnation: NAME,
        common: from,
        after,
        facts: facts.slice(after, to),
        head,
      }),
  };
}

describe('our own facts on their way back', () => {
  it('are kept once they lead to a head that we signed (P67)', async () => {
    const { take, kept } = opened();
    expect(await take(0, 25, signed(60))).toEqual({ regained: 25, nextPart: 25 });
    expect(kept).toEqual([]);
    expect(await take(25, 60, signed(60))).toEqual({ regained: 60 });
    expect(kept).toEqual(facts.map(({ hash }) => hash));
  });

  it('are not kept under another’s signature, or none (P67)', async () => {
    const { take, kept } = opened();
    expect(await take(0, 60, signed(60, 'a hub’s'))).toEqual({ regained: 0 });
    expect(await take(0, 60, undefined)).toEqual({ regained: 0 });
    expect(await take(0, 60, { ...signed(60), hash: from.hash })).toEqual({ regained: 0 });
    expect(kept).toEqual([]);
  });

  it('must follow each other, and the part before', async () => {
    const { take, kept } = opened();
    await take(0, 25, signed(60));
    expect(await take(30, 60, signed(60))).toEqual({ regained: 0 });
    expect(await take(25, 60, signed(60))).toEqual({ regained: 0 });
    expect(kept).toEqual([]);
  });
});
