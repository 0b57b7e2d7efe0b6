import { describe, expect, it } from 'vitest';
import type { BoothVisitor } from '../../shared/contract/booth.ts';
import { chosenAfter, inFront } from './front.ts';

const visitor: BoothVisitor = {
  visit: '4.00000001.1',
  number: 'X8GD-FZP6-M',
  name: '孙女士',
  anonymous: false,
  trades: [],
  post: '',
  history: [],
  notes: [],
};
const touch = (booth: string) => ({ id: `touch:${booth}`, booth, scanner: null, standing: null });
const scanner = (booth: string, standing: BoothVisitor | null = null) => ({
  id: `gun-${booth}`,
  booth,
  scanner: '扫码枪',
  standing,
});
const five = ['A01', 'A02', 'A03', 'A04', 'A05'].map(touch);

describe('the booth in front', () => {
  it.each([
    ['of a list: the chosen one', five, 'A04', 'A04'],
    ['of a list: the first, if nobody chose', five, undefined, 'A01'],
    ['of a list: the first, if the chosen one signed out', five, 'B09', 'A01'],
    ['of columns: the chosen one', five.slice(0, 3), 'A02', 'A02'],
    ['of columns: none, if nobody chose', five.slice(0, 3), undefined, undefined],
  ])('%s', (_, counters, chosen, front) => {
    expect(inFront(counters, chosen)).toBe(front);
  });

  it.each([
    ['a list shows where the scan went', five, 'A01', 'touch:A03', 'A03'],
    ['columns stay as they were chosen', five.slice(0, 3), 'A01', 'touch:A03', 'A01'],
    ['a scan nowhere changes nothing', five, 'A01', null, 'A01'],
    [
      'nobody loses the person at their own scanner',
      [...five.slice(1), scanner('A01', visitor)],
      'A01',
      'touch:A03',
      'A01',
    ],
    ['a free scanner holds nothing', [...five.slice(1), scanner('A01')], 'A01', 'touch:A03', 'A03'],
  ])('after a scan: %s', (_, counters, chosen, counter, after) => {
    expect(chosenAfter(counters, chosen, counter)).toBe(after);
  });
});
