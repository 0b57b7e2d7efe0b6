import { hidPosDecoder } from './hid-pos.ts';
import { ibmOemDecoder } from './ibm-oem.ts';
import type { ScannerLayout } from './reader-table.ts';
import type { ScannerDecoder } from './scanner-decoder.ts';

/**
 * Guesses a scanner's layout from its first report. Three of four layouts put the AIM id of the
 * code (`]Q1`) at a place of their own; a report without one, and with room for its length, is B.
 */

const SCANNED_DATA = 0x02;
const BRACKET = 0x5d;
/** The most bytes that one report of each layout carries. */
const ROOM = 56;
const REPORT = 64;

export type KnownLayout = Exclude<ScannerLayout, 'auto'>;

export function decoderFor(layout: ScannerLayout): ScannerDecoder {
  if (layout === 'auto') return guessingDecoder();
  return layout === 'ibm-oem' ? ibmOemDecoder() : hidPosDecoder(layout);
}

/** Uses the layout of the first readable report for as long as the scanner is plugged in. */
function guessingDecoder(): ScannerDecoder {
  let decoder: ScannerDecoder | undefined;
  return {
    get waiting() {
      return decoder?.waiting ?? false;
    },
    take(report) {
      if (!decoder) {
        const layout = guessLayout(report);
        if (layout === undefined) return { kind: 'fault', fault: 'code-unreadable' };
        decoder = decoderFor(layout);
      }
      return decoder.take(report);
    },
    flush: () => decoder?.flush(),
  };
}

export function guessLayout(report: Uint8Array): KnownLayout | undefined {
  const [id = 0, length = 0] = report;
  if (id === SCANNED_DATA) return posLayout(report, length);
  // The first byte is the length of the content; only padding may follow.
  const fits = id >= 5 && id <= Math.min(report.length, REPORT);
  return fits && isPadding(report, id, report.length) ? 'ibm-oem' : undefined;
}

function posLayout(report: Uint8Array, length: number): KnownLayout | undefined {
  if (isAim(report, 2) && length <= ROOM) return 'A';
  if (isAim(report, 3) && length <= ROOM + 1) return 'C';
  if (isAim(report, 1)) return 'D';
  return length > 0 && length <= ROOM && isPadding(report, 2 + length, 62) ? 'B' : undefined;
}

/** `]`, a letter, and a letter or digit. */
function isAim(report: Uint8Array, at: number): boolean {
  const [bracket, code = 0, modifier = 0] = report.subarray(at, at + 3);
  return bracket === BRACKET && isLetter(code) && (isLetter(modifier) || isDigit(modifier));
}

function isPadding(report: Uint8Array, from: number, to: number): boolean {
  return report.subarray(from, to).every((byte) => byte === 0);
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
