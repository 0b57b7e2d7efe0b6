/**
 * What every scanner's decoder has in common: reports in, one scan for each code out. A code may
 * take several reports; only the place of the code within a report differs between makers. The
 * time-out that ends a code is in `pos-reader.ts`.
 */

import { codeText } from './code-text.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { Scan } from './scan.ts';

export interface ScannerDecoder {
  /** Accepts one report; returns the scan that it completes, if any. */
  take(report: Uint8Array): Scan | undefined;
  /** Nothing more has come for a while: treat the collected bytes as complete. */
  flush(): Scan | undefined;
  /** More was announced and has not come yet. */
  readonly waiting: boolean;
}

/** A report's piece of a code. */
export type Piece =
  | { readonly kind: 'none' }
  /** The report claims more than it has. */
  | { readonly kind: 'damaged'; readonly more: boolean }
  | {
      readonly kind: 'data';
      readonly bytes: Uint8Array;
      /** The next report continues the code. */
      readonly more: boolean;
      /** The report had no room for more. */
      readonly full: boolean;
    };

/** The largest QR code holds 7,089 digits; anything longer is not a code. */
const MOST_BYTES = 8192;

const unreadable: Scan = { kind: 'fault', fault: 'code-unreadable' };

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'collecting'; readonly bytes: Uint8Array; readonly lastWasFull: boolean }
  /** A code that was given up and reported; ignore the rest of it. */
  | { readonly kind: 'given-up' };

const idle: State = { kind: 'idle' };

export function collector(pieceOf: (report: Uint8Array) => Piece): ScannerDecoder {
  let state: State = idle;

  function giveUp(more: boolean): Scan | undefined {
    const alreadyReported = state.kind === 'given-up';
    state = more ? { kind: 'given-up' } : idle;
    return alreadyReported ? undefined : unreadable;
  }

  return {
    get waiting() {
      return state.kind !== 'idle';
    },

    take(report) {
      const piece = pieceOf(report);
      if (piece.kind === 'none') return undefined;
      const { more } = piece;
      if (piece.kind === 'damaged' || state.kind === 'given-up') return giveUp(more);
      const bytes =
        state.kind === 'collecting' ? joinedBytes(state.bytes, piece.bytes) : piece.bytes.slice();
      if (bytes.length > MOST_BYTES) return giveUp(more);
      if (more) {
        state = { kind: 'collecting', bytes, lastWasFull: piece.full };
        return undefined;
      }
      state = idle;
      return scanOf(bytes);
    },

    flush() {
      const ended = state;
      state = idle;
      if (ended.kind !== 'collecting') return undefined;
      // One clone announces more after a last piece that is exactly full. A piece with room left
      // that announces more was cut off.
      return ended.lastWasFull ? scanOf(ended.bytes) : unreadable;
    },
  };
}

function scanOf(bytes: Uint8Array): Scan | undefined {
  const text = codeText(bytes);
  if (text === undefined) return unreadable;
  return text === '' ? undefined : { kind: 'code', text };
}
