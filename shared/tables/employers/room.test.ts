import { describe, expect, it } from 'vitest';
import { MOST_BOOTHS, MOST_POSTS } from '../../fair.ts';
import { withRoom } from './room.ts';
import type { ReadRow } from './says.ts';
import type { Seat } from './seats.ts';

const row = (number: number, ...posts: string[]): ReadRow => ({
  sheet: '表',
  row: number,
  employer: '甲厂',
  says: {},
  posts: posts.map((zh) => ({ zh, says: {} })),
});
const seat = (booth: string, rows: readonly ReadRow[]): Seat => ({ booth, employer: '甲厂', rows });
const rows = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1, `岗位${i}`));
const booth = (code: string, posts: number) => ({
  code,
  zone: '',
  employer: '甲厂',
  about: '',
  posts: Array.from({ length: posts }, (_, i) => ({
    code: `${code}-${i}`,
    zh: `岗位${i}`,
    place: '',
  })),
});

describe('more posts than a booth has room for (T83)', () => {
  it('are refused row by row, and the others are taken', () => {
    const { seats, findings } = withRoom([seat('A01', rows(MOST_POSTS + 2))], []);
    expect(seats[0]?.rows).toHaveLength(MOST_POSTS);
    expect(findings).toMatchObject([
      { row: MOST_POSTS + 1, does: 'refused', what: { kind: 'booth-full', booth: 'A01' } },
      { row: MOST_POSTS + 2, does: 'refused' },
    ]);
  });

  it('count without those that the booth has already', () => {
    const known = [booth('A01', MOST_POSTS)];
    expect(withRoom([seat('A01', rows(MOST_POSTS))], known).findings).toEqual([]);
    const more = withRoom([seat('A01', [...rows(3), row(9, '新岗位')])], known);
    expect(more.findings).toMatchObject([{ row: 9 }]);
    expect(more.seats[0]?.rows).toHaveLength(3);
  });

  it('leave a row of several posts out as a whole', () => {
    const { findings } = withRoom(
      [seat('A01', [...rows(MOST_POSTS - 1), row(900, '甲', '乙')])],
      [],
    );
    expect(findings).toMatchObject([{ row: 900 }]);
  });
});

it('refuses the rows of new booths where the fair has no room for any (T83)', () => {
  const known = Array.from({ length: MOST_BOOTHS }, (_, i) => booth(`B${i}`, 1));
  const { seats, findings } = withRoom([seat('B7', rows(1)), seat('Z01', rows(2))], known);
  expect(seats.map((one) => one.booth)).toEqual(['B7']);
  expect(findings).toMatchObject([{ what: { kind: 'fair-full' } }, { row: 2 }]);
});
