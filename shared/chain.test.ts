import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chainedText,
  commitment,
  genesis,
  hashOfText,
  type StoredLink,
  verifyChain,
} from './chain.ts';
import { chainedFactSchema } from './facts.ts';
import { anyHistory, factsOf, HISTORY_FAIR } from './tally/testing/any-history.ts';

/** The facts that station 1 stored in a history, from the first one. */
const anyChain = anyHistory
  .map((history): StoredLink[] =>
    factsOf(history.map((deed) => ({ ...deed, station: 1 }))).map(({ chained, hash, person }) => ({
      text: chainedText(chained),
      hash,
      ...(person?.salt !== undefined && {
        opening: { pseudonym: person.pseudonym, salt: person.salt },
      }),
    })),
  )
  .filter((links) => links.length > 0);

const root = { seq: 0, hash: genesis(HISTORY_FAIR, 1) };
const chainAndPlace = anyChain.chain((links) =>
  fc.record({ links: fc.constant(links), i: fc.nat({ max: links.length - 1 }) }),
);

describe('a chain', () => {
  it('that was not touched verifies to its head', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        expect(verifyChain(root, links)).toEqual({
          ok: true,
          value: { seq: links.length, hash: links.at(-1)?.hash },
        });
      }),
    );
  });

  it('is written from facts that any station reads back the same', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        for (const { text } of links) {
          const parsed = chainedFactSchema.parse(JSON.parse(text));
          expect(chainedText(parsed)).toBe(text);
        }
      }),
    );
  });

  it('fails where any one character was changed', () => {
    fc.assert(
      fc.property(chainAndPlace, fc.nat(), ({ links, i }, at) => {
        const text = links[i]?.text ?? '';
        const place = at % text.length;
        const other = text.charAt(place) === '0' ? '1' : '0';
        const altered = text.slice(0, place) + other + text.slice(place + 1);
        const touched = links.map((link, j) => (i === j ? { ...link, text: altered } : link));
        expect(verifyChain(root, touched)).toEqual({
          ok: false,
          fault: { kind: 'altered', seq: i + 1 },
        });
      }),
    );
  });

  it('fails where a fact was taken out, unless it was the newest', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ links, i }) => {
        const touched = links.filter((_, j) => i !== j);
        const expected =
          i === links.length - 1
            ? { ok: true, value: { seq: i, hash: links[i - 1]?.hash ?? root.hash } }
            : { ok: false, fault: { kind: 'gap', seq: i + 1 } };
        expect(verifyChain(root, touched)).toEqual(expected);
      }),
    );
  });

  it('fails where a person stands beside a fact that is of another', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ links, i }) => {
        const link = links[i];
        fc.pre(link?.opening !== undefined);
        const opening = { salt: 'ff'.repeat(16), pseudonym: link?.opening?.pseudonym ?? '' };
        const touched = links.map((other, j) => (i === j ? { ...other, opening } : other));
        expect(verifyChain(root, touched)).toEqual({
          ok: false,
          fault: { kind: 'wrong-commitment', seq: i + 1 },
        });
      }),
    );
  });

  it('holds without the people who were taken out of it', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        expect(
          verifyChain(
            root,
            links.map(({ text, hash }) => ({ text, hash })),
          ).ok,
        ).toBe(true);
      }),
    );
  });

  it('cannot be moved to another station or another fair', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        for (const hash of [genesis(HISTORY_FAIR, 2), genesis('ffffffff', 1)]) {
          expect(verifyChain({ seq: 0, hash }, links)).toEqual({
            ok: false,
            fault: { kind: 'broken-link', seq: 1 },
          });
        }
      }),
    );
  });

  it('with something in it that is no fact says where', () => {
    for (const text of ['{"v":2}', '{}', '[]']) {
      expect(verifyChain(root, [{ text, hash: hashOfText(text) }])).toEqual({
        ok: false,
        fault: { kind: 'unreadable', seq: 1 },
      });
    }
  });

  it('with something in it that is not even JSON says where', () => {
    const text = 'not JSON';
    expect(verifyChain(root, [{ text, hash: hashOfText(text) }])).toEqual({
      ok: false,
      fault: { kind: 'unreadable', seq: 1 },
    });
  });
});

describe('a commitment', () => {
  it('is of one salt and one pseudonym, in that order', () => {
    const [a, b] = ['0a'.repeat(16), '0b'.repeat(16)];
    const made = [commitment(a, b), commitment(b, a), commitment(a, a), commitment(b, b)];
    expect(new Set(made).size).toBe(4);
    expect(commitment(a, b)).toBe(made[0]);
  });
});
