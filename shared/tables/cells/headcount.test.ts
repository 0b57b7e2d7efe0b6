import { describe, expect, it } from 'vitest';
import { readHeadcount } from './headcount.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

const short = (text: string): string => inShort(readHeadcount(text), String);

describe('a cell of heads (T25)', () => {
  it.each([
    ['5', '5'],
    ['5人', '5'],
    ['5名', '5'],
    ['5 位', '5'],
    ['5个', '5'],
    ['招1人', '1'],
    ['招聘5名', '5'],
    ['需5人', '5'],
    ['共20人', '20'],
    ['５０人', '50'],
    ['12 ', '12'],
    ['5.0', '5'],
    ['1,000', '1000'],
    ['10000', '10000'],
    ['十名', '10'],
    ['两人', '2'],
    ['二十五人', '25'],
    ['三十名', '30'],
    ['一百人', '100'],
    ['5人（长期）', '5 (taken-as 5)'],
  ])('is a number: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    '若干',
    '若干人',
    '招若干人',
    '若干名',
    '数名',
    '数名人',
    '数人',
    '数十名',
    '多名',
    '多人',
    '几名',
    '不限',
    '不限人',
    '人数不限',
    '大量',
    '长期招聘',
  ])('is “some”, and no number is made of it: %j', (text) => {
    expect(short(text)).toBe('some');
  });

  it.each([
    ['3-4名', '3 (lower-headcount)'],
    ['3~4人', '3 (lower-headcount)'],
    ['10至15人', '10 (lower-headcount)'],
    ['10-15', '10 (lower-headcount)'],
    ['三至五名', '3 (lower-headcount)'],
    ['三到五名', '3 (lower-headcount)'],
    ['10人以上', '10 (lower-headcount)'],
    ['10+', '10 (lower-headcount)'],
    ['100余人', '100 (lower-headcount)'],
    ['100多名', '100 (lower-headcount)'],
    ['不少于10人', '10 (lower-headcount)'],
    ['5名左右', '5 (taken-as 5)'],
    ['约5人', '5 (taken-as 5)'],
    ['3月4日', '3 (was-a-date 3-4)'],
    ['2026-03-04', '3 (was-a-date 3-4)'],
    ['2026/3/4', '3 (was-a-date 3-4)'],
    ['4-Mar', '3 (was-a-date 3-4)'],
    ['2026-03-04 00:00:00', '3 (was-a-date 3-4)'],
    ['2026-05-03', '? date'],
    ['2026-03-31', '? date'],
  ])('is the lower end of a range, and says so: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    ['', ''],
    ['-', ''],
    ['无', ''],
    ['0', '? headcount'],
    ['人', '? headcount'],
    ['5.5', '? headcount'],
    ['-5', '? headcount'],
    ['10001', '? headcount'],
    ['20人以内', '? headcount'],
    ['男3女2', '? headcount'],
    ['男女各5名', '? headcount'],
    ['5/10', '? headcount'],
    ['5 10', '? headcount'],
    ['15-10', '? headcount'],
    ['普工5人', '? headcount'],
    ['1-2-3', '? headcount'],
    ['10人（男5女5）', '? headcount'],
    ['五五', '? headcount'],
    ['百', '? headcount'],
    ['五十十', '? headcount'],
  ])('is left when it says something else: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readHeadcount(text).is).not.toBe('read');
  });
});
