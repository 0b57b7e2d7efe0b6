/**
 * Scanners in HID POS mode (usage page 0x8C): reports in, the codes' texts out. node-hid shows no
 * report descriptor, so the layout of the bytes is known by the vendor and given here. Pure: the
 * time-out that ends a code is the caller's, in `pos-reader.ts`.
 */

import { codeText } from './code-text.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { Scan } from './scan.ts';

/**
 * A: Honeywell, Youjie, Access-IS. B: Newland, IDTech, Unitech. C: some others.
 * D: without a length, its data ended by NULs.
 */
export type HidPosLayout = 'A' | 'B' | 'C' | 'D';

/** Where a report has what; offsets as node-hid delivers them, the report's id at 0. */
interface Places {
  readonly length: number | 'until-nul';
  readonly data: number;
  readonly room: number;
  readonly more: (report: Uint8Array) => boolean;
}

const layouts: Record<HidPosLayout, Places> = {
  A: { length: 1, data: 5, room: 56, more: (report) => bit0(report[63]) },
  B: { length: 1, data: 2, room: 56, more: (report) => bit0(report[63]) },
  C: { length: 1, data: 6, room: 57, more: (report) => (report[63] ?? 0) !== 0 },
  D: { length: 'until-nul', data: 4, room: 56, more: (report) => bit0(report[60]) },
};

const SCANNED_DATA = 0x02;
/** The most that one report carries of a code in any layout. */
const FULL = 56;
/** The largest QR code holds 7,089 digits; what claims to go on after that is no code. */
const MOST_BYTES = 8192;

const unreadable: Scan = { kind: 'fault', fault: 'code-unreadable' };

export interface HidPosDecoder {
  /** Takes one report; answers with the scan that it ends, if it ends one. */
  take(report: Uint8Array): Scan | undefined;
  /** No more has come for a while: what stands here is all. */
  flush(): Scan | undefined;
  /** More was announced and has not come yet. */
  readonly waiting: boolean;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'collecting'; readonly bytes: Uint8Array; readonly lastWasFull: boolean }
  /** A code that was given up and told; what still comes of it is swallowed. */
  | { readonly kind: 'given-up' };

const idle: State = { kind: 'idle' };

export function hidPosDecoder(layout: HidPosLayout): HidPosDecoder {
  const places = layouts[layout];
  let state: State = idle;

  function giveUp(more: boolean): Scan | undefined {
    const told = state.kind === 'given-up';
    state = more ? { kind: 'given-up' } : idle;
    return told ? undefined : unreadable;
  }

  return {
    get waiting() {
      return state.kind !== 'idle';
    },

    take(report) {
      if (report[0] !== SCANNED_DATA) return undefined;
      const more = places.more(report);
      const piece = pieceOf(report, places);
      if (piece === undefined || state.kind === 'given-up') return giveUp(more);
      const bytes = state.kind === 'collecting' ? joinedBytes(state.bytes, piece) : piece.slice();
      if (bytes.length > MOST_BYTES) return giveUp(more);
      if (more) {
        state = { kind: 'collecting', bytes, lastWasFull: piece.length >= FULL };
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

/** A report's share of the code; undefined where the report claims more than it has. */
function pieceOf(report: Uint8Array, { length, data, room }: Places): Uint8Array | undefined {
  if (length === 'until-nul') {
    const field = report.subarray(data, data + room);
    return field.subarray(0, field.findLastIndex((byte) => byte !== 0) + 1);
  }
  const claimed = report[length] ?? 0;
  if (claimed > room || data + claimed > report.length) return undefined;
  return report.subarray(data, data + claimed);
}

function scanOf(bytes: Uint8Array): Scan | undefined {
  const text = codeText(bytes);
  if (text === undefined) return unreadable;
  return text === '' ? undefined : { kind: 'code', text };
}

function bit0(byte: number | undefined): boolean {
  return ((byte ?? 0) & 1) === 1;
}
