import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HidPosLayout, hidPosDecoder } from './hid-pos.ts';
import type { Scan } from './scan.ts';

const layouts: readonly HidPosLayout[] = ['A', 'B', 'C', 'D'];
const utf8 = new TextEncoder();
const unreadable: Scan = { kind: 'fault', fault: 'code-unreadable' };

/** One report in the layout of each vendor's manual. */
function report(layout: HidPosLayout, piece: Uint8Array, more: boolean): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes[0] = 2;
  switch (layout) {
    case 'A':
      bytes.set([piece.length, 0x5d, 0x51, 0x31, ...piece], 1);
      bytes[61] = 0x73;
      bytes[63] = more ? 1 : 0;
      break;
    case 'B':
      bytes.set([piece.length, ...piece], 1);
      bytes[62] = 0x73;
      bytes[63] = more ? 1 : 0;
      break;
    case 'C':
      bytes.set([piece.length, 0, 0x5d, 0x51, 0x31, ...piece], 1);
      bytes[63] = more ? 0x80 : 0;
      break;
    case 'D':
      bytes.set([0x5d, 0x51, 0x31, ...piece], 1);
      bytes[60] = more ? 1 : 0;
      break;
  }
  return bytes;
}

function reports(layout: HidPosLayout, code: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(code.length / 56));
  return Array.from({ length: count }, (_, i) =>
    report(layout, code.subarray(i * 56, (i + 1) * 56), i < count - 1),
  );
}

function scansOf(layout: HidPosLayout, all: readonly Uint8Array[]): Scan[] {
  const decoder = hidPosDecoder(layout);
  const scans = all.map((each) => decoder.take(each));
  return [...scans, decoder.flush()].filter((scan) => scan !== undefined);
}

const PASS = `CF1:${'6BF+70R81 $*%.'.repeat(11)}`.slice(0, 154);
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 400 })
  // A leading byte order mark is not text, NULs end a code of layout D, and a final CR is a suffix.
  .filter((text) => !/^\uFEFF|\0$|\r\n?$/.test(text));

describe.each(layouts)('a scanner of layout %s', (layout) => {
  it('returns every code as shown, however long', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (texts) => {
        const all = texts.flatMap((text) => reports(layout, utf8.encode(text)));
        expect(scansOf(layout, all)).toEqual(texts.map((text) => ({ kind: 'code', text })));
      }),
    );
  });

  it.each([1, 55, 56, 57, 112, 113, 154])('returns a code of %i characters', (length) => {
    const text = PASS.slice(0, length).replace(/ $/, '.');
    const all = reports(layout, utf8.encode(text));
    const decoder = hidPosDecoder(layout);
    expect(all.map((each) => decoder.take(each)).at(-1)).toEqual({ kind: 'code', text });
    expect(decoder.waiting).toBe(false);
  });

  it('joins a character that two reports share', () => {
    const text = `${'a'.repeat(55)}𠮷${'b'.repeat(51)}春风`;
    expect(scansOf(layout, reports(layout, utf8.encode(text)))).toEqual([{ kind: 'code', text }]);
  });

  it('reports bytes that are not text, and reads the next code', () => {
    const all = [
      ...reports(layout, Uint8Array.of(0x41, 0xff, 0xff)),
      ...reports(layout, utf8.encode(PASS)),
    ];
    expect(scansOf(layout, all)).toEqual([unreadable, { kind: 'code', text: PASS }]);
  });

  it('ends a code whose last report is full and wrongly announces more', () => {
    const fullReports = utf8.encode(PASS.slice(0, 112));
    const all = [
      report(layout, fullReports.subarray(0, 56), true),
      report(layout, fullReports.subarray(56), true),
    ];
    const decoder = hidPosDecoder(layout);
    expect(all.map((each) => decoder.take(each))).toEqual([undefined, undefined]);
    expect(decoder.waiting).toBe(true);
    expect(decoder.flush()).toEqual({ kind: 'code', text: PASS.slice(0, 112) });
    expect(decoder.waiting).toBe(false);
    expect(decoder.flush()).toBeUndefined();
  });

  it('treats a piece with room left that announces more as cut off', () => {
    const all = [report(layout, utf8.encode('CF1:ABC'), true)];
    expect(scansOf(layout, all)).toEqual([unreadable]);
  });

  it('gives up an endless code once, and reads the next after a silence', () => {
    const endless = report(layout, new Uint8Array(56).fill(0x41), true);
    const decoder = hidPosDecoder(layout);
    const scans = Array.from({ length: 5000 }, () => decoder.take(endless));
    expect(scans.filter((scan) => scan !== undefined)).toEqual([unreadable]);
    // A QR code holds at most 7,089 digits, and that many fit.
    expect(scans.findIndex((scan) => scan !== undefined)).toBeGreaterThan(7089 / 56);
    expect(scans.findIndex((scan) => scan !== undefined)).toBeLessThan(200);
    expect(decoder.flush()).toBeUndefined();
    expect(decoder.take(report(layout, utf8.encode('next'), false))).toEqual({
      kind: 'code',
      text: 'next',
    });
  });

  it('ignores the rest of an abandoned code, up to its end', () => {
    const decoder = hidPosDecoder(layout);
    for (let i = 0; i < 200; i++) decoder.take(report(layout, new Uint8Array(56).fill(0x41), true));
    expect(decoder.take(report(layout, utf8.encode('tail'), false))).toBeUndefined();
    expect(decoder.take(report(layout, utf8.encode('next'), false))).toEqual({
      kind: 'code',
      text: 'next',
    });
  });

  it('ignores reports that hold no scanned data', () => {
    const other = report(layout, utf8.encode('AB'), false);
    other[0] = 3;
    expect(scansOf(layout, [other, new Uint8Array(0), new Uint8Array(64)])).toEqual([]);
  });

  it('makes no scan of an empty code', () => {
    expect(scansOf(layout, reports(layout, utf8.encode('\r\n')))).toEqual([]);
    expect(scansOf(layout, reports(layout, new Uint8Array(0)))).toEqual([]);
  });

  it('never throws, and never returns text that was not in the bytes', () => {
    const near = fc
      .tuple(
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 120 }),
        fc.nat(511),
        fc.nat(64),
      )
      .map(([text, bit, cut]) =>
        reports(layout, utf8.encode(text)).map((each) => {
          each[bit >> 3] = (each[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return each.subarray(0, Math.max(cut, 64 - cut));
        }),
      );
    const noise = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.oneof(near, noise), { maxLength: 6 }), (parts) => {
        const all = parts.flat();
        const seen = all.flatMap((each) => [...each]);
        for (const scan of scansOf(layout, all)) {
          if (scan.kind !== 'code' || !/^\p{ASCII}*$/u.test(scan.text)) continue;
          // Each character of the result comes from the bytes, in order.
          let from = 0;
          for (const byte of utf8.encode(scan.text)) {
            const at = seen.indexOf(byte, from);
            expect(at).toBeGreaterThanOrEqual(from);
            from = at + 1;
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads the code after any noise followed by a silence', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 5 }), (noise) => {
        const decoder = hidPosDecoder(layout);
        for (const each of noise) decoder.take(Uint8Array.of(2, ...each).subarray(0, 64));
        decoder.flush();
        expect(
          reports(layout, utf8.encode(PASS))
            .map((each) => decoder.take(each))
            .at(-1),
        ).toEqual({
          kind: 'code',
          text: PASS,
        });
      }),
    );
  });
});

describe.each(['A', 'B', 'C'] as const)('a report of layout %s', (layout) => {
  it('that claims more than it has makes the code unreadable once, rest included', () => {
    const lying = report(layout, utf8.encode('AB'), true);
    lying[1] = 58;
    const cutShort = report(layout, new Uint8Array(56).fill(0x41), false).subarray(0, 40);
    const tail = report(layout, utf8.encode('tail'), false);
    const next = report(layout, utf8.encode('next'), false);
    expect(scansOf(layout, [lying, tail, next])).toEqual([
      unreadable,
      { kind: 'code', text: 'next' },
    ]);
    expect(scansOf(layout, [cutShort, next])).toEqual([unreadable, { kind: 'code', text: 'next' }]);
  });
});

describe.each(['A', 'B'] as const)('a report of layout %s', (layout) => {
  it('that claims 57 bytes overlaps its trailer, and is not a code', () => {
    expect(scansOf(layout, [report(layout, new Uint8Array(57).fill(0x41), false)])).toEqual([
      unreadable,
    ]);
  });
});

describe('a report of layout C', () => {
  it('carries 57 bytes when its scanner fills all the room', () => {
    const piece = utf8.encode('x'.repeat(57));
    expect(scansOf('C', [report('C', piece, false)])).toEqual([
      { kind: 'code', text: 'x'.repeat(57) },
    ]);
  });
});
