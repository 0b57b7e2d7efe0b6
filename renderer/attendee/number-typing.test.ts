import { describe, expect, it } from 'vitest';
import { typeNumber } from './number-typing.ts';

describe('typing an ID number', () => {
  it('takes digit after digit, and an X at the end alone', () => {
    expect(typeNumber('', '11010519491231002X')).toBe('11010519491231002X');
    expect(typeNumber('', '1X1')).toBe('11');
    expect(typeNumber('11010519491231002', 'x')).toBe('11010519491231002X');
  });

  it('stops at the first sign that can no longer be right, so that it is seen', () => {
    expect(typeNumber('', '110105194913310020')).toBe('110105194913');
  });

  it('takes nothing more once it is complete', () => {
    expect(typeNumber('11010519491231002X', '5')).toBe('11010519491231002X');
  });
});
