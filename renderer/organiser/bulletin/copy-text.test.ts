import { describe, expect, it } from 'vitest';
import { type CopyBy, copyText } from './copy-text.ts';

function page(change: Partial<CopyBy>) {
  const done: string[] = [];
  const ways: CopyBy = {
    write: async (text) => void done.push(`wrote ${text}`),
    select: () => void done.push('selected'),
    copySelected: () => done.push('old way') > 0,
    ...change,
  };
  return { ways, done };
}
const refused = () => Promise.reject(new Error('not allowed'));

describe('copying a text', () => {
  it('uses the clipboard if the page may', async () => {
    const { ways, done } = page({});
    expect(await copyText('通稿', ways)).toBe('copied');
    expect(done).toEqual(['wrote 通稿']);
  });

  it.each([
    ['there is no clipboard', undefined],
    ['the clipboard is refused', refused],
  ])('uses the browser’s old command if %s', async (_why, write) => {
    const { ways, done } = page({ write });
    expect(await copyText('通稿', ways)).toBe('copied');
    expect(done).toEqual(['selected', 'old way']);
  });

  it('leaves the text selected, and reports it, if no way works', async () => {
    const { ways, done } = page({ write: refused, copySelected: () => false });
    expect(await copyText('通稿', ways)).toBe('selected');
    expect(done).toEqual(['selected']);
  });
});
