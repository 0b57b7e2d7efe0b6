import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCard } from './testing/any-card.ts';
import {
  afterItLeft,
  answers,
  chan,
  fault,
  FOUND,
  NOTHING,
  read,
  scripted,
  well,
  withSimulator,
  zhang,
} from './testing/scripted-reader.ts';
import { readDataOf } from './simulated-card.ts';

describe('a card put on the reader', () => {
  it('is read once within a second, however long it stays', async () => {
    const { device, timers, scans } = withSimulator();
    await timers.pass(1000);
    expect(scans).toEqual([]);
    device.putCard({ kind: 'id-card', card: zhang }, { stays: true });
    await timers.pass(1000);
    expect(scans).toEqual([read(zhang)]);
    await timers.pass(600_000);
    expect(scans).toHaveLength(1);
  });

  it('is read again when it comes back, and so is the next', async () => {
    const { device, timers, scans } = withSimulator();
    for (const card of [zhang, zhang, chan]) {
      device.putCard({ kind: 'id-card', card });
      await timers.pass(3000);
    }
    expect(scans).toEqual([read(zhang), read(zhang), read(chan)]);
  });

  it('is read when it replaces another', async () => {
    const { device, timers, scans } = withSimulator();
    device.putCard({ kind: 'id-card', card: zhang }, { stays: true });
    await timers.pass(1000);
    device.putCard({ kind: 'id-card', card: chan }, { stays: true });
    await timers.pass(1000);
    expect(scans).toEqual([read(zhang), read(chan)]);
  });

  it('arrives unchanged, for every kind of holder', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCard, { minLength: 1, maxLength: 3 }), async (cards) => {
        const { device, timers, scans, reader } = withSimulator();
        for (const card of cards) {
          device.putCard({ kind: 'id-card', card });
          await timers.pass(3000);
        }
        await reader.close();
        expect(scans).toEqual(cards.map(read));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['a new address', [0x90, new Uint8Array(70)]],
    ['no new address', [0x91]],
  ] as const)('with %s is only asked whether it is still there', async (_, presence) => {
    const { timers, asked } = scripted(answers({ presence }));
    await timers.pass(20_000);
    expect(asked.slice(0, 3)).toEqual(['find', 'select', 'read']);
    expect(new Set(asked.slice(3))).toEqual(new Set(['presence']));
  });

  it('is reported once even if the module loses and finds it again', async () => {
    // The presence check fails though the card is there, so the module would find it again and
    // again.
    const { timers, scans } = scripted(answers({ presence: [0x41] }));
    await timers.pass(20_000);
    expect(scans).toEqual([read(zhang)]);
  });

  it('is reported once by a module without a presence command', async () => {
    let found = false;
    const { timers, scans } = scripted((command) => {
      if (command === 'presence') return [0x21];
      if (command !== 'find') return answers({})(command);
      if (found) return NOTHING;
      found = true;
      return FOUND;
    });
    await timers.pass(20_000);
    expect(scans).toEqual([read(zhang)]);
  });
});

describe('an unreadable card', () => {
  it.each([
    ['bus-card', 'wrong-card'],
    ['damaged', 'card-unreadable'],
    ['taken-away-early', 'card-moved'],
  ] as const)('(%s) is reported once as %s, and the next card is read', async (kind, why) => {
    const { device, timers, scans } = withSimulator();
    device.putCard({ kind }, { stays: true });
    await timers.pass(60_000);
    expect(scans).toEqual([fault(why)]);
    device.takeCard();
    await timers.pass(1000);
    device.putCard({ kind: 'id-card', card: zhang });
    await timers.pass(3000);
    device.putCard({ kind });
    await timers.pass(3000);
    expect(scans).toEqual([fault(why), read(zhang), fault(why)]);
  });

  it.each([
    ['select', 0x40, 'wrong-card'],
    ['read', 0x40, 'wrong-card'],
    ['select', 0x81, 'wrong-card'],
    ['read', 0x41, 'card-unreadable'],
    ['read', 0x31, 'card-unreadable'],
    ['read', 0x32, 'card-unreadable'],
    ['read', 0x33, 'card-unreadable'],
    ['read', 0x47, 'card-unreadable'],
    ['read', 0x91, 'card-unreadable'],
    ['select', 0x33, 'card-unreadable'],
    ['read', 0x10, 'reader-fault'],
    ['read', 0x11, 'reader-fault'],
    ['read', 0x21, 'reader-fault'],
    ['read', 0x24, 'reader-fault'],
    ['read', 0x60, 'reader-fault'],
    ['read', 0x66, 'reader-fault'],
    ['read', 0x55, 'reader-fault'],
  ] as const)('for %s answering %i is reported once as such', async (command, code, why) => {
    const { timers, scans } = scripted(answers({ [command]: [code] }));
    await timers.pass(20_000);
    expect(scans).toEqual([fault(why)]);
  });

  it.each(['select', 'read'] as const)(
    'taken away during %s counts as moved, not as damaged',
    async (during) => {
      let lies = true;
      const { timers, scans } = scripted((command) => {
        if (command === during) lies = false;
        return lies ? answers({})(command) : afterItLeft[command];
      });
      await timers.pass(20_000);
      expect(scans).toEqual([fault('card-moved')]);
    },
  );

  it('is reported once at the edge of the field, where it flickers', async () => {
    let looks = 0;
    const { timers, scans } = scripted((command) => {
      if (command === 'find') return ++looks % 2 === 1 ? FOUND : NOTHING;
      return answers({ select: [0x40] })(command);
    });
    await timers.pass(20_000);
    expect(scans).toEqual([fault('wrong-card')]);
  });

  it('that lost its selection does not count as taken away', async () => {
    const { timers, scans } = scripted(answers({ read: [0x41], presence: [0x41] }));
    await timers.pass(20_000);
    expect(scans).toEqual([fault('card-unreadable')]);
  });

  it('is retried silently, and read as soon as possible', async () => {
    let tries = 0;
    const { timers, scans } = scripted((command) => {
      if (command === 'read') return ++tries < 3 ? [0x41] : well(zhang);
      return answers({})(command);
    });
    await timers.pass(20_000);
    expect(scans).toEqual([fault('card-unreadable'), read(zhang)]);
  });

  it('is also recognised by its content, and not checked in by half', async () => {
    const spoilt = readDataOf(zhang);
    spoilt[4 + 122] = 0x32;
    const { timers, scans } = scripted(answers({ read: [0x90, spoilt] }));
    await timers.pass(20_000);
    expect(scans).toEqual([fault('card-unreadable')]);
  });
});
