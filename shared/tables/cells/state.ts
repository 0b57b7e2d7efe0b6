import type { Reading } from '../reading.ts';
import { read, readPlain, unread } from './plain.ts';

const CLOSED = /停招|暂停|停止|关闭|结束|下架|招满|已满|满员|过期|^停$|^满$|^关$|^closed$/;
const OPEN = /^(?:正?在招聘?|招聘中|正常|开放|有效|已发布|发布|招|上架|open)(?:聘?中)?$/;

/** Whether the post is closed: 停招, 招满 or 在招 (T31). */
export function readClosed(text: string): Reading<boolean> {
  return readPlain<boolean>(text, (looked) => {
    const word = looked.toLowerCase();
    const negated = /未|不|没/.test(word);
    if (CLOSED.test(word) && !negated) return read(true);
    return OPEN.test(word) || /^(?:未|不)(?:停招?|招?满|关闭|结束)$/.test(word)
      ? read(false)
      : unread('state');
  });
}
