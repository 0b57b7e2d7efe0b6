import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { enableScanning, ibmOemDecoder } from './ibm-oem.ts';
import type { HidPort } from './port.ts';
import { posReader } from './pos-reader.ts';
import type { Scan } from './scan.ts';

const utf8 = new TextEncoder();

/** The symbology at the end of a report takes one, three or four bytes. */
type Symbology = 'one' | 'three' | 'four';

function report(data: Uint8Array, symbology: Symbology, more = false): Uint8Array {
  const tail = {
    one: [0x2a],
    three: [more ? 0x10 : 0x00, 0x00, 0x0b],
    four: [more ? 0x10 : 0x01, 0x00, 0x01, 0x00],
  }[symbology];
  const bytes = new Uint8Array(64);
  bytes.set([4 + data.length + tail.length, 0, 0x02, 0, ...data, ...tail]);
  return bytes;
}

const ROOM = 52;

function reports(text: string, symbology: Symbology): Uint8Array[] {
  const data = utf8.encode(text);
  const count = Math.max(1, Math.ceil(data.length / ROOM));
  return Array.from({ length: count }, (_, n) =>
    report(data.subarray(n * ROOM, (n + 1) * ROOM), symbology, n < count - 1),
  );
}

// No control characters, as in real codes: one of them would look like a marker of the report.
const texts = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
  .filter((text) => !/[\p{Cc}\uFEFF]/u.test(text));

describe('a scanner in IBM mode', () => {
  it.each(['three', 'four'] as const)(
    'returns every code as shown, however long, its symbology in %s bytes',
    (symbology) => {
      fc.assert(
        fc.property(texts, (text) => {
          const decoder = ibmOemDecoder();
          const scans = reports(text, symbology).map((each) => decoder.take(each));
          expect(scans.at(-1)).toEqual({ kind: 'code', text });
          expect(scans.slice(0, -1).every((scan) => scan === undefined)).toBe(true);
        }),
      );
    },
  );

  it('returns a short code whose symbology is one byte', () => {
    expect(ibmOemDecoder().take(report(utf8.encode('6901234567892'), 'one'))).toEqual({
      kind: 'code',
      text: '6901234567892',
    });
  });

  it('rejects a report that claims too much, and reads the next', () => {
    const decoder = ibmOemDecoder();
    const broken = report(utf8.encode('HALF'), 'three').subarray(0, 6);
    expect(decoder.take(broken)).toEqual({ kind: 'fault', fault: 'code-unreadable' });
    expect(decoder.take(report(utf8.encode('NEXT'), 'three'))).toEqual({
      kind: 'code',
      text: 'NEXT',
    });
  });

  it('gets the command to scan when plugged in, and is ready once it confirms', async () => {
    const written: Uint8Array[] = [];
    const states: string[] = [];
    const scans: Scan[] = [];
    let send: (report: Uint8Array) => void = () => undefined;
    const port: HidPort = {
      onReport: (listener) => {
        send = listener;
      },
      onGone: () => undefined,
      write: async (bytes) => {
        written.push(bytes);
      },
      close: async () => undefined,
    };
    posReader({
      id: 'ibm',
      name: 'IBM',
      layout: 'ibm-oem',
      port,
      timers: steppedTimers(),
      events: { onScan: (scan) => scans.push(scan), onState: (state) => states.push(state) },
    });
    expect(written).toEqual([enableScanning]);
    expect(states).toEqual([]);
    send(Uint8Array.of(4, 0, 0x02, 0));
    expect(states).toEqual(['ready']);
    send(report(utf8.encode('HELLO'), 'three'));
    expect(scans).toEqual([{ kind: 'code', text: 'HELLO' }]);
  });
});
