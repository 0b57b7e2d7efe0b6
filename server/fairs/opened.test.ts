import { expect, it } from 'vitest';
import { historyFair } from '../testing/any-stations.ts';
import { openedFairs } from './opened.ts';

const fairOf = (bytes: number) => ({
  fair: historyFair,
  signed: { text: 'x'.repeat(bytes), signature: '' },
  secret: '',
  isArchived: false,
});

it('Fairs that nobody used for longest are let go, by the bytes of their texts', () => {
  const opened = openedFairs(100);
  opened.set('one', fairOf(40));
  opened.set('two', fairOf(40));
  opened.get('one');
  opened.set('three', fairOf(40));
  expect(['one', 'two', 'three'].filter((id) => opened.get(id))).toEqual(['one', 'three']);
});

it('A fair larger than the bound is kept alone, and a renewed one counts once', () => {
  const opened = openedFairs(100);
  opened.set('small', fairOf(10));
  opened.set('huge', fairOf(1_000));
  expect(opened.size()).toBe(1);
  opened.set('huge', fairOf(60));
  opened.set('small', fairOf(40));
  expect(opened.size()).toBe(2);
});
