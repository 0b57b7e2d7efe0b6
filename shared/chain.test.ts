import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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
        opening: { ...person, salt: person.salt },
      }),
    })),
  )
  .filter((links) => links.length > 0);

const root = { seq: 0, hash: genesis(HISTORY_FAIR, 1) };
const chainAndPlace = anyChain.chain((links) =>
  fc.record({ links: fc.constant(links), i: fc.nat({ max: links.length - 1 }) }),
);

describe('a chain', () => {
  it('that nobody touched verifies to its head (F11)', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        expect(verifyChain(root, links)).toEqual({
          ok: true,
          value: { seq: links.length, hash: links.at(-1)?.hash },
        });
      }),
    );
  });

  it('is written from facts that any station reads back the same (F7)', () => {
    fc.assert(
      fc.property(anyChain, (links) => {
        for (const { text } of links) {
          const parsed = chainedFactSchema.parse(JSON.parse(text));
          expect(chainedText(parsed)).toBe(text);
        }
      }),
    );
  });

  it('fails where any one character was changed (F8, F9)', () => {
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

  it('fails where any fact but the newest was removed (F11)', () => {
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

  it('fails where another person stands beside a fact (F14)', () => {
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

  it('holds without the people who were erased from it (F15)', () => {
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

  it('cannot be moved to another station or fair (F10)', () => {
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

  it('with something in it that is no fact says where (F1)', () => {
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

describe('the beginning of a chain', () => {
  it('is the hash of its label, fair and slot (F10)', () => {
    const hashed = createHash('sha256').update('chunfeng/genesis/1/c48f0482/12').digest('hex');
    expect(genesis('c48f0482', 12)).toBe(hashed);
  });
});

describe('the text that is hashed', () => {
  it('has sorted keys, no spaces and whole numbers (F7)', () => {
    const { chained } = factsOf([
      {
        station: 1,
        nowMs: 1_803_690_930_250,
        person: '11'.repeat(16),
        does: { kind: 'plain', happening: { kind: 'visit', what: { booth: 'A01' } } },
        names: [],
      },
    ])[0] ?? { chained: undefined };
    if (!chained) throw new Error('nothing was written');
    expect(chainedText(chained)).toBe(
      `{"fair":"19c48f04","incarnation":"00000001","kind":"visit","person":"${chained.person}",` +
        `"prev":"${root.hash}","revision":1,"seq":1,"stamp":{"ms":1803690930250,"n":0},` +
        '"station":1,"v":1,"what":{"booth":"A01"}}',
    );
  });

  it('is the stored text, which a check never writes again (F9)', () => {
    const [link] = fc.sample(anyChain, { numRuns: 1, seed: 1 })[0] ?? [];
    const spaced = JSON.stringify(JSON.parse(link?.text ?? '{}'), undefined, 1);
    expect(verifyChain(root, [{ text: spaced, hash: hashOfText(spaced) }]).ok).toBe(true);
  });

  it('of the example in the specification has the hash that stands there (F8)', async () => {
    const page = await readFile(new URL('../docs/facts.md', import.meta.url), 'utf8');
    const texts = [...page.matchAll(/^\{"fair".*\}$/gm)].map(([text]) => text);
    const hashes = [...page.matchAll(/Its hash is `([0-9a-f]{64})`/g)].map(([, hash = '']) => hash);
    const pseudonym = /`([0-9a-f]{32})`, the salt/.exec(page)?.[1] ?? '';
    const salts = [/salt of this fact `([0-9a-f]{32})`/, /another salt \(`([0-9a-f]{32})`/].map(
      (salt) => salt.exec(page)?.[1] ?? '',
    );
    const links = texts.map((text, i) => ({
      text,
      hash: hashes[i] ?? '',
      opening: { pseudonym, salt: salts[i] ?? '' },
    }));
    expect(links).toHaveLength(2);
    expect(verifyChain({ seq: 0, hash: genesis('c48f0482', 1) }, links)).toEqual({
      ok: true,
      value: { seq: 2, hash: hashes[1] },
    });
  });
});

describe('a commitment', () => {
  it('is the SHA-256 of its label, the salt and the pseudonym (F14)', () => {
    const [salt, pseudonym] = ['0a'.repeat(16), '0b'.repeat(16)];
    const hashed = createHash('sha256')
      .update('chunfeng/commitment/1')
      .update(salt + pseudonym, 'hex');
    expect(commitment(salt, pseudonym)).toBe(hashed.digest('hex'));
  });

  it('is of one salt and one pseudonym, in that order (F14)', () => {
    const [a, b] = ['0a'.repeat(16), '0b'.repeat(16)];
    const made = [commitment(a, b), commitment(b, a), commitment(a, a), commitment(b, b)];
    expect(new Set(made).size).toBe(4);
    expect(commitment(a, b)).toBe(made[0]);
  });
});
