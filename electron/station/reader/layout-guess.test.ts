import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoderFor, guessLayout } from './layout-guess.ts';

/** A scanner's first report of a QR code, in each layout of `docs/readers.md`. */
function firstReport(layout: 'A' | 'B' | 'C' | 'D' | 'ibm-oem', text: string): Uint8Array {
  const report = new Uint8Array(64);
  const data = new TextEncoder().encode(text);
  const aim = new TextEncoder().encode(']Q1');
  switch (layout) {
    case 'A':
      report.set([0x02, data.length, ...aim, ...data]);
      report[61] = 0x73;
      return report;
    case 'B':
      report.set([0x02, data.length, ...data]);
      report[62] = 0x73;
      return report;
    case 'C':
      report.set([0x02, data.length, 0, ...aim, ...data]);
      return report;
    case 'D':
      report.set([0x02, ...aim, ...data]);
      return report;
    case 'ibm-oem':
      report.set([data.length + 5, 0, 0, 0, ...data, 0x0b]);
      return report;
  }
}

// Typical contents of codes at fairs, from short to longer than any layout's report.
const texts = fc.stringMatching(/^[A-Z0-9:/.?=-]{4,50}$/);

test.each(['A', 'B', 'C', 'D', 'ibm-oem'] as const)(
  'a scanner of layout %s is recognised by its first code',
  (layout) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(guessLayout(firstReport(layout, text))).toBe(layout);
      }),
    );
  },
);

test('a report that fits no layout is not guessed', () => {
  expect(guessLayout(new Uint8Array(64))).toBeUndefined();
  expect(guessLayout(new Uint8Array(64).fill(0xff))).toBeUndefined();
  expect(guessLayout(new Uint8Array(0))).toBeUndefined();
});

test('a scanner of an unknown maker reads from its first code on, and keeps its layout', () => {
  const decoder = decoderFor('auto');
  for (const text of ['CF1:FIRST', 'SECOND']) {
    expect(decoder.take(firstReport('C', text))).toEqual({ kind: 'code', text });
  }
});

test('an unreadable first report is reported, and the next one is read', () => {
  const decoder = decoderFor('auto');
  expect(decoder.take(new Uint8Array(64).fill(0xff))).toEqual({
    kind: 'fault',
    fault: 'code-unreadable',
  });
  expect(decoder.take(firstReport('D', 'HELLO'))).toEqual({ kind: 'code', text: 'HELLO' });
});
