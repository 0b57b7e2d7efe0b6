import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterItLeft,
  answers,
  chan,
  fault,
  NOTHING,
  read,
  type Reply,
  scripted,
  well,
  withSimulator,
  zhang,
} from './testing/scripted-reader.ts';
import { sdtFrame } from './sdt-frame.ts';
import { readDataOf } from './simulated-card.ts';

const completeReply = sdtFrame(Uint8Array.of(0, 0, 0x90, ...readDataOf(zhang)));

describe('a failing card reader', () => {
  it.each([
    ['never answers', 'silence'],
    ['answers with half a reply', { raw: completeReply.subarray(0, 640) }],
    ['answers with a wrong checksum', { raw: completeReply.with(700, 1) }],
    ['answers with noise', { raw: new Uint8Array(1300).fill(0xaa) }],
  ] as const)('that %s to a read is reported once, and reads the next card', async (_, reply) => {
    let lies = true;
    let answer: Reply = reply;
    const { timers, scans, seen } = scripted((command) => {
      if (!lies) return afterItLeft[command];
      return answers({ read: answer })(command);
    });
    await timers.pass(60_000);
    expect(scans).toEqual([fault('reader-fault')]);
    lies = false;
    await timers.pass(2000);
    lies = true;
    answer = well(chan);
    await timers.pass(2000);
    expect(scans).toEqual([fault('reader-fault'), read(chan)]);
    expect(seen.overlaps).toBe(0);
  });

  it('that corrupts one checksum is asked again, unnoticed', async () => {
    let disturbed = false;
    const { timers, scans } = scripted((command) => {
      if (command !== 'read' || disturbed) return answers({})(command);
      disturbed = true;
      return { raw: completeReply.with(700, 1) };
    });
    await timers.pass(2000);
    expect(scans).toEqual([read(zhang)]);
  });

  it('that never answers a read is reported within four seconds', async () => {
    const { timers, scans } = scripted(answers({ read: 'silence' }));
    await timers.pass(4000);
    expect(scans).toEqual([fault('reader-fault')]);
  });

  it('without a card tells staff, not visitors', async () => {
    let well = false;
    const { timers, scans, states } = scripted(() => (well ? NOTHING : 'silence'));
    await timers.pass(20_000);
    expect(scans).toEqual([]);
    expect(states).toEqual(['starting', 'faulty: silent']);
    well = true;
    await timers.pass(3000);
    expect(states).toEqual(['starting', 'faulty: silent', 'ready']);
  });

  it('whose self-test fails reports that', async () => {
    const { timers, scans, states } = scripted(() => [0x60]);
    await timers.pass(20_000);
    expect(scans).toEqual([]);
    expect(states).toEqual(['starting', 'faulty: self-test-failed']);
  });

  it('that fails for a moment stays ready', async () => {
    let asks = 0;
    const { timers, states } = scripted(() => (++asks % 5 < 2 ? [0x24] : NOTHING));
    await timers.pass(60_000);
    expect(states).toEqual(['starting', 'ready']);
  });

  it('that rejects writes throws nothing, and is asked less often', async () => {
    const { timers, states, seen } = scripted(() => NOTHING);
    await timers.pass(1000);
    seen.refuseWrites = true;
    const before = seen.writes;
    await timers.pass(60_000);
    expect(states).toEqual(['starting', 'ready', 'faulty: not-written']);
    seen.refuseWrites = false;
    await timers.pass(2000);
    expect(states.at(-1)).toBe('ready');
    expect(seen.writes - before).toBeLessThan(75);
  });

  it('never has two commands in flight, and late answers match only their own', async () => {
    let asks = 0;
    const late: Reply = [0x90, readDataOf(chan)];
    const { timers, scans, seen, send } = scripted((command) => {
      asks++;
      // A late reply to an old read arrives between the others.
      if (asks % 3 === 0) send(sdtFrame(Uint8Array.of(0, 0, late[0], ...(late[1] ?? []))));
      return answers({ find: NOTHING })(command);
    });
    await timers.pass(20_000);
    expect(scans).toEqual([]);
    expect(seen.overlaps).toBe(0);
  });
});

describe('a card reader’s complaint', () => {
  it.each([
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
    [0x91, 'no-such-item'],
    [0x55, 'unlisted'],
  ] as const)('with SW3 %i reaches staff as %s, once', async (code, complaint) => {
    const { timers, complaints } = scripted(answers({ read: [code] }));
    await timers.pass(5000);
    expect(complaints).toEqual([complaint]);
  });

  it.each([
    ['a card that can’t be selected', { select: [0x81] }, 'select-failed'],
    ['no answer', { read: 'silence' }, 'silent'],
    ['a damaged answer', { read: { raw: completeReply.with(700, 1) } }, 'damaged'],
    ['an invalid record', { read: [0x90, new Uint8Array(1284)] }, 'no-record'],
  ] as const)('names its cause: %s', async (_, replies, complaint) => {
    const { timers, complaints } = scripted(answers(replies));
    await timers.pass(10_000);
    expect(complaints).toEqual([complaint]);
  });

  it('is absent while all is well', async () => {
    const { timers, complaints, scans } = scripted(answers({}));
    await timers.pass(10_000);
    expect(scans).toEqual([read(zhang)]);
    expect(complaints).toEqual([]);
  });
});

describe('a card reader’s session', () => {
  it('is ready with the first good answer', async () => {
    const { timers, states } = withSimulator();
    await timers.pass(2000);
    expect(states).toEqual(['starting', 'ready']);
  });

  it('looks for a card about five times a second', async () => {
    const { timers, asked } = scripted(() => NOTHING);
    await timers.pass(10_000);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.length).toBeLessThan(60);
  });

  it('ends with its device, and says so once', async () => {
    const { timers, device, states, scans } = withSimulator();
    await timers.pass(1000);
    device.unplug('cable pulled');
    device.putCard({ kind: 'id-card', card: zhang });
    await timers.pass(10_000);
    expect(states).toEqual(['starting', 'ready', 'gone']);
    expect(scans).toEqual([]);
  });

  it('tells the person with a card when the device disappears during a read', async () => {
    const { timers, unplug, scans, states } = scripted(answers({ read: 'silence' }));
    await timers.pass(1000);
    unplug('cable pulled');
    await timers.pass(0);
    expect(scans).toEqual([fault('reader-fault')]);
    await timers.pass(10_000);
    expect(scans).toHaveLength(1);
    expect(states).toEqual(['starting', 'ready', 'gone']);
  });

  it('closed during a read reports nothing, asks nothing, and closes once', async () => {
    const { timers, reader, scans, states, asked, seen } = scripted(answers({ read: 'silence' }));
    await timers.pass(1000);
    await reader.close();
    await reader.close();
    const before = asked.length;
    await timers.pass(10_000);
    expect(scans).toEqual([]);
    expect(states).toEqual(['starting', 'ready']);
    expect(asked).toHaveLength(before);
    expect(seen.closes).toBe(1);
  });

  it('survives any bytes, and never reports a card that isn’t there', async () => {
    const noise = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), {
      minLength: 1,
      maxLength: 8,
    });
    const oddReply = fc
      .tuple(
        fc.constantFrom(0x90, 0x9f, 0x91, 0x41, 0x80, 0x81, 0x40, 0x24),
        fc.uint8Array({ maxLength: 300 }),
      )
      .map(([code, data]) => sdtFrame(Uint8Array.of(0, 0, code, ...data)));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(noise, fc.array(oddReply, { minLength: 1, maxLength: 8 })),
        async (all) => {
          let next = 0;
          const { timers, scans, reader } = scripted(() => ({
            raw: all[next++ % all.length] ?? new Uint8Array(0),
          }));
          await timers.pass(10_000);
          await reader.close();
          expect(scans.filter((scan) => scan.kind !== 'fault')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
