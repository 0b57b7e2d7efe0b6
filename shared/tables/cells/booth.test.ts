import { describe, expect, it } from 'vitest';
import { type BoothCell, readBooth } from './booth.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

const show = ({ codes, zone }: BoothCell): string =>
  codes.join(' ') + (zone === undefined ? '' : ` in ${zone}`);
const short = (text: string): string => inShort(readBooth(text), show);

describe('a cell of booths (T28)', () => {
  it.each([
    ['A01', 'A01'],
    ['a01', 'a01'],
    ['A-01', 'A-01'],
    ['12', '12'],
    ['1-3', '1-3'],
    ['Ａ01', 'A01'],
    ['Ａ０１', 'A01'],
    ['A－01', 'A-01'],
    ['A—01', 'A-01'],
    ['A 01', 'A01'],
    ['A_01', 'A-01'],
    ['A01 ', 'A01'],
    ['1.0', '1'],
    ['1号', '1'],
    ['01号展位', '01'],
    ['展位A01', 'A01'],
    ['展位号：A01', 'A01'],
    ['A01展位', 'A01'],
    ['A01号', 'A01'],
    ['第3展位', '3'],
    ['3号位', '3'],
    ['3号摊位', '3'],
    ['No.5', '5'],
    ['NO 5', '5'],
    ['#5', '5'],
  ])('is a code in the letters of a fair: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    ['A区01', 'A01 in A区'],
    ['A区1号', 'A1 in A区'],
    ['A区-01', 'A01 in A区'],
    ['A区 01号', 'A01 in A区'],
    ['Ａ区０１', 'A01 in A区'],
    ['a区01', 'A01 in A区'],
    ['A馆B区12号', 'AB12 in A馆B区'],
    ['A厅05', 'A05 in A厅'],
    ['1号馆A05', '1A05 in 1号馆 (taken-as 1A05)'],
    ['甲区3号', 'JIA3 in 甲区 (taken-as JIA3)'],
    ['东区12号', 'DONG12 in 东区 (taken-as DONG12)'],
    ['一区3号', '1-3 in 一区 (taken-as 1-3)'],
    ['2区12', '2-12 in 2区 (taken-as 2-12)'],
    ['二楼12号', '2-12 in 二楼 (taken-as 2-12)'],
    ['A区A01', 'A01 in A区'],
  ])('has its zone in it: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    ['A01、A02', 'A01 A02'],
    ['A01,A02', 'A01 A02'],
    ['A01/A02', 'A01 A02'],
    ['A01 A02', 'A01 A02'],
    ['A01和A02', 'A01 A02'],
    ['A01；A02；A03', 'A01 A02 A03'],
    ['A01&A02', 'A01 A02'],
    ['A01+A02', 'A01 A02'],
    ['1号、2号', '1 2'],
    ['A01\nA02', 'A01 A02'],
    ['A01-A03', 'A01 A02 A03'],
    ['A01至A03', 'A01 A02 A03'],
    ['A09~A11', 'A09 A10 A11'],
    ['A区01、02', 'A01 A02 in A区'],
    ['A区01、A区02', 'A01 A02 in A区'],
    ['A01、A01', 'A01'],
  ])('may be several: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    ['', ''],
    ['-', ''],
    ['无', ''],
    ['待定', ''],
    ['1月2日', '1-2 (was-a-date 1-2)'],
    ['2026-01-02', '1-2 (was-a-date 1-2)'],
    ['服务专区5号', '? booth'],
    ['综合', '? booth'],
    ['A01-A99', '? booth'],
    ['A03-A01', '? booth'],
    ['A01-B03', '? booth'],
    ['1-3号', '? booth'],
    ['A01双展位', '? booth'],
    ['A区01、B区02', '? booth'],
    ['A01（靠门）', 'A01 (left-out 靠门)'],
    ['苏州某某电子有限公司', '? booth'],
    ['1.5', '? booth'],
    ['A'.repeat(30), '? booth'],
  ])('is left or said when it is something else: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readBooth(text).is).not.toBe('read');
  });
});
