import { describe, expect, it } from 'vitest';
import { readClosed } from './state.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

describe('a cell of a post’s state (T31)', () => {
  it.each([
    ['在招', 'false'],
    ['招聘中', 'false'],
    ['正在招聘', 'false'],
    ['正常', 'false'],
    ['有效', 'false'],
    ['open', 'false'],
    ['未满', 'false'],
    ['停招', 'true'],
    ['已停招', 'true'],
    ['暂停招聘', 'true'],
    ['招满', 'true'],
    ['已招满', 'true'],
    ['关闭', 'true'],
    ['已结束', 'true'],
    ['Closed', 'true'],
    ['未知', ''],
    ['不招应届', '? state'],
    ['关系型', '? state'],
    ['待审核', '? state'],
    ['', ''],
    ['-', ''],
  ])('opens or closes it: %j', (text, expected) => {
    expect(inShort(readClosed(text), String)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readClosed(text).is).not.toBe('read');
  });
});
