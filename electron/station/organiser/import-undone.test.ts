import { describe, expect, it } from 'vitest';
import type { FairBooth, FairPost } from '../../../shared/fair.ts';
import { importUndone } from './import-undone.ts';

const post = (code: string, rest: Partial<FairPost> = {}): FairPost => ({
  code,
  zh: '普工',
  trade: 'manufacturing',
  headcount: 3,
  place: '',
  ...rest,
});
const booth = (code: string, employer: string, ...posts: FairPost[]): FairBooth => ({
  code,
  zone: '',
  employer,
  about: '',
  posts,
});

const before = [booth('A01', '永晟电子', post('A01-1')), booth('A02', '暖田食品', post('A02-1'))];

describe('an import undone (T64)', () => {
  it('gives the former employers and posts back', () => {
    const now = [
      booth('A01', '别的单位', post('A01-1', { headcount: 300 }), post('A01-2')),
      booth('A02', '暖田食品', post('A02-1', { closed: true })),
    ];
    expect(importUndone(now, before, new Set(['A01-1']))).toEqual({
      booths: before,
      postsClosed: 0,
      boothsStay: 0,
    });
  });

  it('closes a new post that facts count at', () => {
    const now = [
      booth('A01', '永晟电子', post('A01-1'), post('A01-2'), post('A01-3')),
      ...before.slice(1),
    ];
    expect(importUndone(now, before, new Set(['A01-3']))).toMatchObject({
      booths: [{ posts: [{ code: 'A01-1' }, { code: 'A01-3', closed: true }] }, before[1]],
      postsClosed: 1,
    });
  });

  it('keeps a new booth with a closed post, since stations serve it', () => {
    const now = [...before, booth('B01', '青禾物流', post('B01-1'), post('B01-2'), post('B01-3'))];
    expect(importUndone(now, before, new Set()).booths.at(-1)?.posts).toEqual([
      post('B01-1', { closed: true }),
    ]);
    const used = importUndone(now, before, new Set(['B01-3']));
    expect(used).toMatchObject({ postsClosed: 1, boothsStay: 1 });
    expect(used.booths.at(-1)?.posts).toEqual([post('B01-3', { closed: true })]);
  });
});
