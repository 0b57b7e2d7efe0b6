import { describe, expect, it } from 'vitest';
import { hashOfText } from '../chain.ts';
import { factKindSchema } from '../facts.ts';
import { figureNames } from './figures.ts';
import { tallyOf } from './fold.ts';
import { RULES_DIGEST, TALLY_RULES } from './rules-number.ts';
import { authorityOf, judged } from '../authority.ts';
import { FIXED_RIGHTS, fixedHistory } from './testing/fixed-history.ts';
import { CHINA } from './testing/written-facts.ts';

const folding = { ...CHINA, authority: authorityOf(FIXED_RIGHTS) };

describe('the number of the rules', () => {
  it('is pinned to the figures of a fixed history', () => {
    const lines = [...tallyOf(fixedHistory(), folding)].map((line) => line.join(' ')).toSorted();
    expect(
      hashOfText(lines.join('\n')),
      `figures changed: raise TALLY_RULES, which is ${TALLY_RULES}, and pin again`,
    ).toBe(RULES_DIGEST);
  });

  it('is pinned to a history of every kind of fact and every figure', () => {
    const facts = fixedHistory();
    const kinds = new Set<string>(facts.map(({ chained }) => chained.kind));
    expect(factKindSchema.options.filter((kind) => !kinds.has(kind))).toEqual([]);
    const tally = tallyOf(facts, folding);
    expect(figureNames.filter((figure) => !tally.has(`all ${figure} `))).toEqual([]);
  });

  it('is the same without the facts that have no authority (F51, P1, P10)', () => {
    const { authorised, evidence } = judged(fixedHistory(), folding.authority);
    expect(evidence).toHaveLength(9);
    expect(tallyOf(authorised, CHINA)).toEqual(tallyOf(fixedHistory(), folding));
    expect(tallyOf(authorised, CHINA)).not.toEqual(tallyOf(fixedHistory(), CHINA));
  });
});
