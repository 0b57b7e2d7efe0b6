import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeText } from './code-text.ts';

const utf8 = new TextEncoder();

describe("a code's text", () => {
  it('is read as UTF-8, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!text.startsWith('\uFEFF'));
        expect(codeText(utf8.encode(`${text}\r`))).toBe(text);
      }),
    );
  });

  it.each([
    [[0xb4, 0xba, 0xb7, 0xe7], '春风'],
    [[0x82, 0x30, 0xb7, 0x31], '㛃'],
    [[0x95, 0x34, 0xb2, 0x35], '𠮷'],
  ])('is read as GB18030 if it is not UTF-8', (bytes, text) => {
    expect(codeText(Uint8Array.from(bytes))).toBe(text);
  });

  it('is undefined if the bytes are neither', () => {
    expect(codeText(Uint8Array.of(0x41, 0xff))).toBeUndefined();
    expect(codeText(Uint8Array.of(0xb4))).toBeUndefined();
  });

  it('loses one suffix of the scanner, and nothing else', () => {
    expect(codeText(utf8.encode('CF1: AB \r'))).toBe('CF1: AB ');
    expect(codeText(utf8.encode('a\rb\r\n'))).toBe('a\rb');
    expect(codeText(utf8.encode('a\r\r'))).toBe('a\r');
    expect(codeText(utf8.encode('a\n'))).toBe('a\n');
    expect(codeText(utf8.encode(' a'))).toBe(' a');
  });

  it('loses a byte order mark', () => {
    expect(codeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('A');
  });
});
