import { describe, expect, it } from 'vitest';
import { codesOf, trades } from '../../codes.ts';
import { labelledTitles } from './testing/labelled-titles.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';
import { proposeTrade, readTrade } from './trade.ts';

const all = [...codesOf(trades), 'none' as const].flatMap((label) =>
  labelledTitles[label].map((title) => ({ label, title, proposed: proposeTrade(title) ?? 'none' })),
);

describe('the trade that a title proposes (T29)', () => {
  it('is the one that a clerk would choose, nine times in ten and more', () => {
    expect(all.length).toBeGreaterThan(300);
    const missed = all.filter(({ label, proposed }) => label !== proposed);
    const wrong = missed.filter(({ proposed }) => proposed !== 'none');
    const show = (list: typeof all) => list.map((each) => Object.values(each).join(' '));
    expect(missed.length / all.length, show(missed).join('\n')).toBeLessThan(0.07);
    // A wrong one costs more than none: a person has to notice it.
    expect(wrong.length / all.length, show(wrong).join('\n')).toBeLessThan(0.04);
  });

  it.each(codesOf(trades))('is found for most titles of %s', (trade) => {
    const own = all.filter(({ label }) => label === trade);
    const right = own.filter(({ proposed }) => proposed === trade);
    expect(right.length / own.length).toBeGreaterThan(0.8);
  });
});

describe('a cell of the trade (T29)', () => {
  it.each([
    ['生产制造', 'manufacturing'],
    ['manufacturing', 'manufacturing'],
    ['电工焊工', 'electrician'],
    ['计算机', 'software'],
    ['普工', 'manufacturing (proposed)'],
    ['操作工/流水线工', 'manufacturing (proposed)'],
    ['车床/磨床/铣床', 'manufacturing (proposed)'],
    ['市场营销', 'sales (proposed)'],
    ['厨师/厨师长', 'catering (proposed)'],
    ['找工作', '? trade'],
    ['其他', '? trade'],
    ['全职', '? trade'],
    ['', ''],
    ['-', ''],
    ['不限', ''],
  ])('is one of twenty, in their own words or proposed: %j', (text, expected) => {
    expect(inShort(readTrade(text), String)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readTrade(text).is).not.toBe('read');
    expect(proposeTrade(text)).toBeUndefined();
  });
});
