import { describe, expect, it } from 'vitest';
import { typeNumber } from './number-typing.ts';

describe('typing an ID number', () => {
  it('accepts digit after digit, and an X only at the end', () => {
    expect(typeNumber('', '11010519491231002X')).toBe('11010519491231002X');
    expect(typeNumber('', '1X1')).toBe('11');
    expect(typeNumber('11010519491231002', 'x')).toBe('11010519491231002X');
  });

  it('stops at the first sign that cannot be right, so that people notice', () => {
    expect(typeNumber('', '110105194913310020')).toBe('110105194913');
  });

  it('accepts no more once the number is complete', () => {
    expect(typeNumber('11010519491231002X', '5')).toBe('11010519491231002X');
  });
});
