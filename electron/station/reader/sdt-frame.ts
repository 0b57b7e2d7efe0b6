/**
 * The frames of resident ID card readers (SDT, GA/T 467), over 64-byte reports without report
 * numbers: builds commands, finds replies in the stream. A frame is `AA AA AA 96 69 | Len16 | body
 * | XOR`; Len counts body and XOR, XOR covers Len and body.
 */

import { joinedBytes } from './joined-bytes.ts';

const PREAMBLE: readonly number[] = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
const BODY = PREAMBLE.length + 2;
/** SW1, SW2, SW3 and XOR. */
const SHORTEST = 4;
/** A read with two fingerprints. We never ask for them, but a reader may be set up to add them. */
const LONGEST = 0x090a;
const REPORT_BYTES = 64;

/** Reading fingerprints (30 10) is left out on purpose: nobody at a fair needs them. */
const sdtCommands = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  'sam-id': [0x12, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  read: [0x30, 0x01],
  /** Sent only to learn whether the card is still there. */
  'new-address': [0x30, 0x03],
} as const satisfies Record<string, readonly [number, number]>;

export type SdtCommand = keyof typeof sdtCommands;

const statuses = {
  0x90: 'done',
  0x9f: 'card-found',
  0x91: 'no-such-item',
  0x10: 'checksum',
  0x11: 'length',
  0x21: 'bad-command',
  0x24: 'unknown-error',
  0x31: 'card-refused-reader',
  0x32: 'reader-refused-card',
  0x33: 'verification-failed',
  0x40: 'wrong-card',
  0x41: 'read-failed',
  0x47: 'random-number-failed',
  0x60: 'self-test-failed',
  0x66: 'not-authorised',
  0x80: 'find-failed',
  0x81: 'select-failed',
} as const;

type SdtStatus = (typeof statuses)[keyof typeof statuses] | 'unlisted';

const statusByCode: ReadonlyMap<number, SdtStatus> = new Map(
  Object.entries(statuses).map(([code, status]) => [Number(code), status]),
);

export interface SdtReply {
  readonly status: SdtStatus;
  /** SW3 as received, for staff. */
  readonly code: number;
  readonly data: Uint8Array;
}

export type SdtEvent =
  | { readonly kind: 'reply'; readonly reply: SdtReply }
  /** It began like a reply and was not one. */
  | { readonly kind: 'damaged'; readonly why: 'length' | 'checksum' };

export function sdtFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const covered = joinedBytes(Uint8Array.of(length >> 8, length & 0xff), body);
  return joinedBytes(Uint8Array.from(PREAMBLE), covered, Uint8Array.of(xor(covered)));
}

/** In node-hid's form: a 0 for "no report number", then the frame, padded to a whole report. */
export function commandReport(command: SdtCommand): Uint8Array {
  const report = new Uint8Array(1 + REPORT_BYTES);
  report.set(sdtFrame(Uint8Array.from(sdtCommands[command])), 1);
  return report;
}

/** A security module's number as printed on the reader: `05.03-20181077-0000000007-0000000009`. */
export function samIdText(data: Uint8Array): string | undefined {
  if (data.length !== 16) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const short = (at: number): string => digits(view.getUint16(at, true), 2);
  const long = (at: number, width: number): string => digits(view.getUint32(at, true), width);
  return `${short(0)}.${short(2)}-${long(4, 8)}-${long(8, 10)}-${long(12, 10)}`;
}

export interface SdtParser {
  take(report: Uint8Array): SdtEvent[];
  /** Drops a partial frame. */
  reset(): void;
}

/** Holds at most one frame and one report, whatever comes. */
export function sdtParser(): SdtParser {
  let stream = new Uint8Array(0);
  return {
    take(report) {
      const { events, rest } = parse(joinedBytes(stream, report));
      stream = rest.slice();
      return events;
    },
    reset() {
      stream = new Uint8Array(0);
    },
  };
}

function parse(stream: Uint8Array): { events: SdtEvent[]; rest: Uint8Array } {
  const events: SdtEvent[] = [];
  let rest = stream;
  for (;;) {
    rest = rest.subarray(frameStart(rest));
    const [high, low] = rest.subarray(PREAMBLE.length);
    if (high === undefined || low === undefined) return { events, rest };
    const length = (high << 8) | low;
    if (length < SHORTEST || length > LONGEST) {
      events.push({ kind: 'damaged', why: 'length' });
      rest = rest.subarray(PREAMBLE.length);
      continue;
    }
    const end = BODY + length;
    if (rest.length < end) return { events, rest };
    if (xor(rest.subarray(PREAMBLE.length, end)) === 0) {
      events.push({ kind: 'reply', reply: replyOf(rest.subarray(BODY, end - 1)) });
      rest = rest.subarray(end);
    } else {
      // A frame that was cut short swallows the start of the next, so look for that inside.
      events.push({ kind: 'damaged', why: 'checksum' });
      rest = rest.subarray(PREAMBLE.length);
    }
  }
}

/** Where a frame begins or may begin. Everything before is padding, or noise to drop. */
function frameStart(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (PREAMBLE.every((byte, i) => (bytes[at + i] ?? byte) === byte)) return at;
  }
  return bytes.length;
}

function replyOf(body: Uint8Array): SdtReply {
  const code = body[2] ?? 0;
  return { status: statusByCode.get(code) ?? 'unlisted', code, data: body.slice(3) };
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
