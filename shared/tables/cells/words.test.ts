import { describe, expect, it } from 'vitest';
import { readExperience, readWords } from './words.ts';
import { inShort } from './testing/in-short.ts';

describe('a cell of words (T30)', () => {
  it.each([
    ['开发区', 20, '开发区'],
    ['  开发区　东路 ', 20, '开发区 东路'],
    ['第一行\n第二行', 20, '第一行 第二行'],
    ['（含）ＡＢＣ', 20, '（含）ＡＢＣ'],
    ['\u200b普工\ufeff', 20, '普工'],
    ['十个字的一段文字吧', 5, '十个字的一 (cut 5)'],
    ['𠮷𠮷𠮷', 5, '𠮷𠮷 (cut 5)'],
    ['普\u0007工', 20, '普工 (odd-characters)'],
    ['普\ue123工', 20, '普\ue123工 (odd-characters)'],
    ['普\ufffd工', 20, '普\ufffd工 (odd-characters)'],
    ['\u202e工普', 20, '工普 (odd-characters)'],
    ['\u0000', 20, ''],
    ['#REF!', 20, '? excel-error'],
    ['', 20, ''],
    ['-', 20, ''],
    ['无', 20, ''],
    ['面议', 20, '面议'],
    ['x'.repeat(100_000), 3, 'xxx (cut 3)'],
  ])('keeps what is written, as far as it fits: %#', (text, most, expected) => {
    expect(inShort(readWords(most)(text), String)).toBe(expected);
  });

  it.each([
    ['3-5年', '3-5年'],
    ['不限', '不限'],
    ['3月5日', '3-5 (was-a-date 3-5)'],
    ['1年经验', '1年经验'],
    ['2026-05-10', '5-10 (was-a-date 5-10)'],
  ])('of experience was no date: %j', (text, expected) => {
    expect(inShort(readExperience(text), String)).toBe(expected);
  });
});
