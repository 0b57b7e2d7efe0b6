import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commandReport,
  samIdText,
  type SdtCommand,
  type SdtEvent,
  sdtFrame,
  sdtParser,
} from './sdt-frame.ts';

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

/** Parses `00 08 00 00 9F`, the notation of the standard's tables. */
function bytes(hex: string): number[] {
  return hex.split(' ').map((byte) => Number.parseInt(byte, 16));
}

/** A reply, with its length and checksum computed here. */
function reply(code: number, data: readonly number[] = []): number[] {
  const length = data.length + 4;
  const covered = [length >> 8, length & 255, 0, 0, code, ...data];
  let check = 0;
  for (const byte of covered) check ^= byte;
  return [...PREAMBLE, ...covered, check];
}

function inReports(stream: readonly number[], size = 64): Uint8Array[] {
  return Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => {
    const report = new Uint8Array(size);
    report.set(stream.slice(i * size, (i + 1) * size));
    return report;
  });
}

function eventsOf(reports: readonly Uint8Array[]): SdtEvent[] {
  const parser = sdtParser();
  return reports.flatMap((report) => parser.take(report));
}

const done = (data: readonly number[]): SdtEvent => ({
  kind: 'reply',
  reply: { status: 'done', code: 0x90, data: Uint8Array.from(data) },
});

describe('a command', () => {
  it.each([
    ['reset', '00 03 10 FF EC'],
    ['status', '00 03 11 FF ED'],
    ['sam-id', '00 03 12 FF EE'],
    ['find', '00 03 20 01 22'],
    ['select', '00 03 20 02 21'],
    ['read', '00 03 30 01 32'],
    ['new-address', '00 03 30 03 30'],
  ] as const satisfies readonly (readonly [SdtCommand, string])[])(
    '%s has the bytes of the standard, in one report',
    (command, hex) => {
      const report = [...commandReport(command)];
      expect(report).toHaveLength(65);
      expect(report.slice(0, 11)).toEqual([0, ...PREAMBLE, ...bytes(hex)]);
      expect(report.slice(11).every((byte) => byte === 0)).toBe(true);
    },
  );

  it('may carry data in the same frame', () => {
    expect([...sdtFrame(Uint8Array.from([0, 0, 0x9f, 0, 0, 0, 0]))]).toEqual(
      reply(0x9f, [0, 0, 0, 0]),
    );
  });
});

describe('a security module', () => {
  it('has its number formatted as printed on the reader', () => {
    const data = Uint8Array.of(5, 0, 3, 0, 0x55, 0xf0, 0x33, 1, 7, 0, 0, 0, 0xff, 0xff, 0xff, 0xff);
    expect(samIdText(data)).toBe('05.03-20181077-0000000007-4294967295');
    expect(samIdText(data.subarray(1))).toBeUndefined();
  });
});

describe('card reader replies', () => {
  it.each([
    ['00 04 00 00 90 94', 'done', 0],
    ['00 08 00 00 9F 00 00 00 00 97', 'card-found', 4],
    ['00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', 'done', 8],
  ])('from the standard, %s, are read', (hex, status, length) => {
    const [event] = eventsOf(inReports([...PREAMBLE, ...bytes(hex)]));
    expect(event).toMatchObject({ kind: 'reply', reply: { status } });
    expect(event?.kind === 'reply' && event.reply.data.length).toBe(length);
  });

  it.each([
    [0x90, 'done'],
    [0x9f, 'card-found'],
    [0x91, 'no-such-item'],
    [0x10, 'checksum'],
    [0x11, 'length'],
    [0x21, 'bad-command'],
    [0x24, 'unknown-error'],
    [0x31, 'card-refused-reader'],
    [0x32, 'reader-refused-card'],
    [0x33, 'verification-failed'],
    [0x40, 'wrong-card'],
    [0x41, 'read-failed'],
    [0x47, 'random-number-failed'],
    [0x60, 'self-test-failed'],
    [0x66, 'not-authorised'],
    [0x80, 'find-failed'],
    [0x81, 'select-failed'],
    [0x55, 'unlisted'],
  ])('with SW3 %i mean %s', (code, status) => {
    expect(eventsOf(inReports(reply(code)))).toEqual([
      { kind: 'reply', reply: { status, code, data: new Uint8Array(0) } },
    ]);
  });

  it('to a whole read span 21 reports', () => {
    const data = Array.from({ length: 4 + 256 + 1024 }, (_, i) => i & 255);
    const stream = reply(0x90, data);
    expect(stream).toHaveLength(1295);
    expect(stream.slice(5, 7)).toEqual([0x05, 0x08]);
    const reports = inReports(stream);
    expect(reports).toHaveLength(21);
    expect(eventsOf(reports)).toEqual([done(data)]);
  });

  it('are read with fingerprints after them, if a reader sends those', () => {
    const data = Array.from({ length: 2310 }, () => 1);
    const stream = reply(0x90, data);
    expect(stream).toHaveLength(2321);
    expect(eventsOf(inReports(stream))).toEqual([done(data)]);
  });

  it('are found after padding, noise and a false header', () => {
    const stream = [
      0,
      0,
      0,
      0x12,
      0xaa,
      0xaa,
      0xaa,
      ...reply(0x90, [1]),
      0,
      0,
      0xaa,
      ...reply(0x9f),
    ];
    expect(eventsOf(inReports(stream)).map((event) => event.kind)).toEqual(['reply', 'reply']);
  });

  it('with a wrong checksum are reported as damaged, and the next is read', () => {
    const spoilt = reply(0x90, [1, 2, 3]).with(13, 0x77);
    expect(eventsOf([...inReports(spoilt), ...inReports(reply(0x90, [4]))])).toEqual([
      { kind: 'damaged', why: 'checksum' },
      done([4]),
    ]);
  });

  it.each(['00 00', '00 03', '09 0B', 'FF FF'])(
    'of an impossible length, %s, block nothing',
    (length) => {
      const stream = [...PREAMBLE, ...bytes(length), 1, 2, 3];
      expect(eventsOf([...inReports(stream), ...inReports(reply(0x90, [4]))])).toEqual([
        { kind: 'damaged', why: 'length' },
        done([4]),
      ]);
    },
  );

  it('that break off are dropped, and the next whole one is read', () => {
    const half = reply(
      0x90,
      Array.from({ length: 300 }, () => 7),
    ).slice(0, 64);
    const completeReply = reply(
      0x90,
      Array.from({ length: 300 }, () => 8),
    );
    expect(eventsOf([...inReports(half), ...inReports(completeReply)])).toEqual([
      { kind: 'damaged', why: 'checksum' },
      done(completeReply.slice(10, -1)),
    ]);
  });

  it('that began before a reset are forgotten', () => {
    const [first = new Uint8Array(0), second = new Uint8Array(0)] = inReports(
      reply(
        0x90,
        Array.from({ length: 100 }, () => 7),
      ),
    );
    const parser = sdtParser();
    expect(parser.take(first)).toEqual([]);
    parser.reset();
    expect(parser.take(second)).toEqual([]);
    expect(inReports(reply(0x90, [4])).flatMap((report) => parser.take(report))).toEqual([
      done([4]),
    ]);
  });

  const data = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 });

  it('come out unchanged, however the stream is cut into reports', () => {
    const padded = fc.tuple(data, fc.nat(3));
    fc.assert(
      fc.property(
        fc.array(padded, { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        (all, size) => {
          const stream = all.flatMap(([each, zeros]) => [
            ...reply(0x90, each),
            ...Array.from({ length: zeros }, () => 0),
          ]);
          expect(eventsOf(inReports(stream, size))).toEqual(all.map(([each]) => done(each)));
        },
      ),
    );
  });

  it('are never invented: each one is whole in the bytes', () => {
    const piece = fc.oneof(
      data.map((each) => reply(0x90, each)),
      fc.tuple(data, fc.nat(), fc.nat(7)).map(([each, at, bit]) => {
        const frame = reply(0x90, each);
        return frame.with(at % frame.length, (frame[at % frame.length] ?? 0) ^ (1 << bit));
      }),
      fc.tuple(data, fc.nat(300)).map(([each, cut]) => reply(0x90, each).slice(0, cut)),
      fc.array(fc.constantFrom(0, 0xaa, 0x96, 0x69, 0x90, 4, 5), { maxLength: 80 }),
      fc.uint8Array({ maxLength: 130 }).map((each) => [...each]),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const reports = pieces.flatMap((each) => inReports(each));
        const stream = reports.flatMap((report) => [...report]);
        for (const event of eventsOf(reports)) {
          if (event.kind !== 'reply') continue;
          const { code, data } = event.reply;
          const stands = stream.some((_, at) => {
            const [high, low, , , sw3, ...rest] = stream.slice(at + 5, at + 11 + data.length);
            return (
              PREAMBLE.every((byte, i) => stream[at + i] === byte) &&
              high === (data.length + 4) >> 8 &&
              low === ((data.length + 4) & 255) &&
              sw3 === code &&
              data.every((byte, i) => rest[i] === byte) &&
              stream.slice(at + 5, at + 11 + data.length).reduce((a, b) => a ^ b, 0) === 0
            );
          });
          expect(stands).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with any flipped bit are not accepted', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(7), (each, at, bit) => {
        const frame = reply(0x90, each);
        const place = at % frame.length;
        const turned = frame.with(place, (frame[place] ?? 0) ^ (1 << bit));
        const replies = eventsOf(inReports(turned)).filter((event) => event.kind === 'reply');
        // Two exceptions can still pass: a frame that was inside the data from the beginning, and a
        // changed length that points to a checksum that is right by chance.
        for (const event of replies) {
          const inside = Buffer.from(each).includes(Buffer.from(PREAMBLE));
          expect(inside || isShorterFrame(turned), JSON.stringify(event)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether the bytes after the preamble, up to their length, have a correct checksum. */
function isShorterFrame(frame: readonly number[]): boolean {
  const [high = 0, low = 0] = frame.slice(PREAMBLE.length);
  const end = PREAMBLE.length + 2 + high * 256 + low;
  const counted = frame.slice(PREAMBLE.length, end);
  return end < frame.length && counted.reduce((sum, byte) => sum ^ byte, 0) === 0;
}
