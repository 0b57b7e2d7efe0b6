import { describe, expect, it } from 'vitest';
import { readPer } from './per.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

describe('a cell of 计薪 (T24)', () => {
  it.each([
    ['月', 'month'],
    ['月薪', 'month'],
    ['按月', 'month'],
    ['元/月', 'month'],
    ['每月', 'month'],
    ['month', 'month'],
    ['天', 'day'],
    ['日', 'day'],
    ['日薪', 'day'],
    ['按天', 'day'],
    ['元/天', 'day'],
    ['按日计算', 'day'],
    ['日结', 'day (taken-as 天)'],
    ['小时', 'hour'],
    ['时薪', 'hour'],
    ['计时', 'hour'],
    ['按小时计', 'hour'],
    ['元/小时', 'hour'],
    ['时薪（按天结）', 'hour'],
    ['时薪，日结', 'hour'],
    ['小时工（周结）', 'hour'],
    ['月薪（月结）', 'month'],
    ['件', 'piece'],
    ['计件', 'piece'],
    ['按件', 'piece'],
    ['元/件', 'piece'],
    ['年', 'year'],
    ['年薪', 'year'],
    ['计时/计件', '? per'],
    ['底薪加提成', '? per'],
    ['面议', '? per'],
    ['月结', 'month (taken-as 月)'],
    ['周结', '? per'],
    ['5000', '? per'],
    ['', ''],
    ['-', ''],
    ['无', ''],
  ])('is a period, and not when it is settled: %j', (text, expected) => {
    expect(inShort(readPer(text), String)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readPer(text).is).not.toBe('read');
  });
});
