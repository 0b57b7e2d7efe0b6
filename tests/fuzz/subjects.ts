import { hidPosDecoder, type HidPosLayout } from '../../electron/station/reader/hid-pos.ts';
import { ibmOemDecoder } from '../../electron/station/reader/ibm-oem.ts';
import { decoderFor } from '../../electron/station/reader/layout-guess.ts';
import type { Scan } from '../../electron/station/reader/scan.ts';
import type { ScannerDecoder } from '../../electron/station/reader/scanner-decoder.ts';
import { zhang } from '../../electron/station/reader/testing/scripted-reader.ts';
import { cardFromReadData } from '../../electron/station/reader/sdt-card.ts';
import { sdtFrame, sdtParser } from '../../electron/station/reader/sdt-frame.ts';
import { readDataOf } from '../../electron/station/reader/simulated-card.ts';
import { readPassText } from '../../shared/pass.ts';
import { type Dice, type Reports, troubled } from './sequences.ts';

/** The fuzzed decoders: how to make valid reports for each, and what must hold for any input. */
export interface Subject {
  readonly name: string;
  sound(roll: Dice): Uint8Array[];
  /** The byte of a report that says whether more follows. */
  readonly flag: number;
  /** Feeds the decoder, and returns what is wrong with its output; undefined if nothing is. */
  check(reports: Reports): string | undefined;
}

const REPORT = 64;
const alphabet = 'CF1:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./春风行动';

function someText(roll: Dice): Uint8Array {
  const characters = Array.from(alphabet);
  const length = 1 + roll.below(200);
  const text = Array.from({ length }, () => characters[roll.below(characters.length)]).join('');
  return new TextEncoder().encode(text);
}

function cut(
  data: Uint8Array,
  room: number,
  report: (piece: Uint8Array, more: boolean) => number[],
) {
  const count = Math.max(1, Math.ceil(data.length / room));
  return Array.from({ length: count }, (_, n) => {
    const bytes = new Uint8Array(REPORT);
    bytes.set(report(data.subarray(n * room, (n + 1) * room), n < count - 1));
    return bytes;
  });
}

const places = {
  A: { flag: 63, head: (length: number) => [2, length, 0x5d, 0x51, 0x31] },
  B: { flag: 63, head: (length: number) => [2, length] },
  C: { flag: 63, head: (length: number) => [2, length, 0, 0x5d, 0x51, 0x31] },
  D: { flag: 60, head: (_length: number) => [2, 0x5d, 0x51, 0x31] },
} as const;

function posReports(layout: HidPosLayout, data: Uint8Array): Uint8Array[] {
  const { head, flag } = places[layout];
  return cut(data, 56, (piece, more) => {
    const report = [...head(piece.length), ...piece];
    while (report.length < flag) report.push(0);
    return [...report, more ? 1 : 0];
  });
}

function ibmReports(data: Uint8Array): Uint8Array[] {
  return cut(data, 52, (piece, more) => [
    piece.length + 7,
    0,
    2,
    0,
    ...piece,
    more ? 0x10 : 0,
    0,
    0x0b,
  ]);
}

/** A scan's text must be in the bytes that were fed, piece by piece in order. */
function invented(scan: Scan, fed: Uint8Array): boolean {
  if (scan.kind !== 'code') return false;
  const bytes = new TextEncoder().encode(scan.text);
  // For GB18030 only the ASCII part can be searched: the decoder changes all other bytes.
  const wanted = bytes.filter((byte) => byte < 0x80);
  let at = 0;
  for (const byte of wanted) {
    at = fed.indexOf(byte, at) + 1;
    if (at === 0) return true;
  }
  return bytes.length > 3 * fed.length;
}

function scanner(
  name: string,
  make: () => ScannerDecoder,
  sound: (data: Uint8Array) => Uint8Array[],
  flag: number,
): Subject {
  const KNOWN = 'CF1:KNOWN';
  return {
    name,
    flag,
    sound: (roll) => sound(someText(roll)),
    check(reports) {
      const decoder = make();
      const fed: Uint8Array[] = [];
      let since: Uint8Array[] = [];
      for (const report of reports) {
        fed.push(report);
        since.push(report);
        const scan = decoder.take(report);
        if (scan === undefined) continue;
        if (invented(scan, Buffer.concat(since))) return 'a scan that was not in the bytes';
        since = [];
      }
      const rest = decoder.flush();
      if (rest && invented(rest, Buffer.concat(fed))) return 'a flushed scan out of nothing';
      if (decoder.waiting) return 'it still waits after the time-out';
      // One unreadable code never blocks the next; an unknown layout may have been guessed wrongly.
      if (name === 'auto') return undefined;
      const [known] = sound(new TextEncoder().encode(KNOWN));
      const next = known && decoder.take(known);
      return next?.kind === 'code' && next.text === KNOWN ? undefined : 'the next code is lost';
    },
  };
}

const READ_REPLY = 0x90;

function inReports(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / REPORT) }, (_, n) => {
    const report = new Uint8Array(REPORT);
    report.set(bytes.subarray(n * REPORT, (n + 1) * REPORT));
    return report;
  });
}

const sdt: Subject = {
  name: 'sdt',
  flag: 5,
  sound: () => inReports(sdtFrame(Uint8Array.from([0, 0, READ_REPLY, ...readDataOf(zhang)]))),
  check(reports) {
    const parser = sdtParser();
    for (const report of reports) {
      for (const event of parser.take(report)) {
        if (event.kind !== 'reply') continue;
        const card = cardFromReadData(event.reply.data);
        // A damaged frame may still pass its checksum, but a name that no report contained is a bug.
        if (card.ok && card.value.name.length > 15) return 'a name longer than a card holds';
      }
    }
    parser.reset();
    const known = sdtFrame(Uint8Array.from([0, 0, READ_REPLY]));
    const events = inReports(known).flatMap((report) => parser.take(report));
    return events.some(({ kind }) => kind === 'reply') ? undefined : 'the next reply is lost';
  },
};

const card: Subject = {
  name: 'card',
  flag: 0,
  sound: () => [readDataOf(zhang)],
  check(reports) {
    for (const report of reports) cardFromReadData(report);
    return undefined;
  },
};

const pass: Subject = {
  name: 'pass',
  flag: 0,
  sound: (roll) => [someText(roll)],
  check(reports) {
    for (const report of reports) {
      const text = Buffer.from(report).toString('latin1');
      readPassText(text);
      const read = readPassText(`CF1:${text}`);
      if (read.ok && text.length < 100) return 'a pass shorter than its signature';
    }
    return undefined;
  },
};

export const subjects: readonly Subject[] = [
  ...(['A', 'B', 'C', 'D'] as const).map((layout) =>
    scanner(
      layout,
      () => hidPosDecoder(layout),
      (data) => posReports(layout, data),
      places[layout].flag,
    ),
  ),
  scanner('ibm-oem', ibmOemDecoder, ibmReports, 60),
  scanner(
    'auto',
    () => decoderFor('auto'),
    (data) => posReports('A', data),
    63,
  ),
  sdt,
  card,
  pass,
];

/** One sequence: its decoder and its reports. */
export function sequence(roll: Dice): { subject: Subject; reports: Uint8Array[] } {
  const subject = subjects[roll.below(subjects.length)] ?? sdt;
  const reports = troubled(subject.sound(roll), subject.flag, roll);
  return { subject, reports };
}

/** Says what is wrong with a sequence; any throw is wrong. */
export function verdict(subject: Subject, reports: Reports): string | undefined {
  try {
    return subject.check(reports);
  } catch (error) {
    return `it threw: ${String(error)}`;
  }
}
