import { describe, expect, it } from 'vitest';
import { headsInFull, headsWords } from './heads-words.ts';

describe('how many are wanted', () => {
  it.each([
    [{ places: 24, some: 0 }, '招 24 人', '招 24 人'],
    [{ places: 1_600, some: 2 }, '招 1,600 人以上', '招 1600 人，另有 2 个岗位招若干人'],
    [{ places: 0, some: 3 }, '招若干人', '3 个岗位招若干人'],
    [{ places: 0, some: 0 }, '招 0 人', '招 0 人'],
  ])('is a number as far as it is known: %j', (heads, all, full) => {
    expect(headsWords(heads).zh).toBe(all);
    expect(headsInFull(heads).zh).toBe(full);
  });
});
