import { expect, it } from 'vitest';
import { type GridMove, moved } from './grid-moves.ts';

const shape = {
  rows: [3, 4, 9],
  columns: [0, 2, 5],
  marked: [
    { row: 3, at: 2 },
    { row: 9, at: 0 },
  ],
};

it.each<[GridMove, number, number, number, number]>([
  ['down', 4, 2, 9, 2],
  ['down', 9, 2, 9, 2],
  ['up', 9, 2, 4, 2],
  ['up', 3, 0, 3, 0],
  ['left', 4, 2, 4, 0],
  ['left', 4, 0, 4, 0],
  ['right', 4, 2, 4, 5],
  ['right', 4, 5, 4, 5],
  ['first', 4, 5, 4, 0],
  ['last', 4, 0, 4, 5],
  ['next-marked', 3, 0, 3, 2],
  ['next-marked', 3, 2, 9, 0],
  ['next-marked', 9, 0, 9, 0],
])('%s from row %i, column %i leads to row %i, column %i', (move, row, at, toRow, toAt) => {
  expect(moved(shape, { row, at }, move)).toEqual({ row: toRow, at: toAt });
});
