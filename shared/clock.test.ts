import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockState,
  clockAtStart,
  compareStamps,
  MAX_DRIFT_MS,
  type Stamp,
  tick,
  witness,
} from './clock.ts';

const NOW = 1_803_690_000_000;

/** A device's clock from event to event, with some stamps from another station. */
const events = (back: number) =>
  fc.array(
    fc.record({
      step: fc.integer({ min: -back, max: 3 * back }),
      heard: fc.option(
        fc.record({
          aheadMs: fc.integer({ min: -2 * MAX_DRIFT_MS, max: 3 * MAX_DRIFT_MS }),
          n: fc.nat({ max: 5 }),
        }),
        { nil: undefined },
      ),
    }),
    { maxLength: 60 },
  );

interface Lived {
  readonly own: readonly Stamp[];
  readonly aheadMs: readonly number[];
  readonly jumps: number;
}

function lived(
  happened: readonly { step: number; heard: { aheadMs: number; n: number } | undefined }[],
): Lived {
  let state: ClockState = clockAtStart;
  let nowMs = NOW;
  let jumps = 0;
  const own: Stamp[] = [];
  const aheadMs: number[] = [];
  for (const { step, heard } of happened) {
    nowMs += step;
    if (heard) state = witness(state, { ms: nowMs + heard.aheadMs, n: heard.n }, nowMs).state;
    const ticked = tick(state, nowMs);
    state = ticked.state;
    if (ticked.jump) jumps += 1;
    own.push(ticked.stamp);
    aheadMs.push(ticked.stamp.ms - nowMs);
  }
  return { own, aheadMs, jumps };
}

describe("a station's own stamps", () => {
  it('follow the clock of the device (F16)', () => {
    expect(tick(clockAtStart, NOW)).toEqual({
      state: { last: { ms: NOW, n: 0 } },
      stamp: { ms: NOW, n: 0 },
    });
  });

  it('always increase unless the clock jumps, whatever it hears (F16)', () => {
    fc.assert(
      fc.property(events(2 * MAX_DRIFT_MS), (happened) => {
        const { own, jumps } = lived(happened);
        const falls = own.filter((stamp, i) => {
          const before = own[i - 1];
          return before !== undefined && compareStamps(stamp, before) <= 0;
        });
        expect(falls.length).toBeLessThanOrEqual(jumps);
        expect(jumps === 0 && falls.length > 0).toBe(false);
      }),
    );
  });

  it('increase without a jump while the clock goes back a little (F16)', () => {
    const small = fc.array(fc.integer({ min: 0, max: MAX_DRIFT_MS }), { minLength: 2 });
    fc.assert(
      fc.property(small, (offsets) => {
        // Never more than the bound behind the largest stamp, however often the clock goes back and forth.
        let state = clockAtStart;
        let before: Stamp = { ms: 0, n: 0 };
        for (const offset of offsets) {
          const { stamp, state: next, jump } = tick(state, NOW + offset);
          expect(jump).toBeUndefined();
          expect(compareStamps(stamp, before)).toBeGreaterThan(0);
          before = stamp;
          state = next;
        }
      }),
    );
  });

  it('never run further ahead of the device than the bound (F16)', () => {
    fc.assert(
      fc.property(events(5 * MAX_DRIFT_MS), (happened) => {
        for (const ahead of lived(happened).aheadMs) {
          expect(ahead).toBeGreaterThanOrEqual(0);
          expect(ahead).toBeLessThanOrEqual(MAX_DRIFT_MS);
        }
      }),
    );
  });

  it('go on from the new time after a larger jump back (F16)', () => {
    const { state } = tick(clockAtStart, NOW);
    const toMs = NOW - MAX_DRIFT_MS - 1;
    expect(tick(state, toMs)).toEqual({
      state: { last: { ms: toMs, n: 0 } },
      stamp: { ms: toMs, n: 0 },
      jump: { fromMs: NOW, toMs },
    });
    expect(tick(state, NOW - MAX_DRIFT_MS).jump).toBeUndefined();
  });
});

describe("another station's stamp", () => {
  it('is followed, so that the next fact comes after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_DRIFT_MS, max: MAX_DRIFT_MS }), fc.nat(), (ahead, n) => {
        const other = { ms: NOW + ahead, n };
        const heard = witness(clockAtStart, other, NOW);
        expect(heard.skewMs).toBeUndefined();
        expect(compareStamps(tick(heard.state, NOW).stamp, other)).toBeGreaterThan(0);
      }),
    );
  });

  it('beyond the bound is not followed, and its distance is reported', () => {
    fc.assert(
      fc.property(fc.integer({ min: MAX_DRIFT_MS + 1, max: 10 ** 12 }), (ahead) => {
        const { state } = tick(clockAtStart, NOW);
        expect(witness(state, { ms: NOW + ahead, n: 0 }, NOW)).toEqual({ state, skewMs: ahead });
      }),
    );
  });

  it('of the past changes nothing', () => {
    const { state } = tick(clockAtStart, NOW);
    expect(witness(state, { ms: NOW - 1, n: 99 }, NOW)).toEqual({ state });
  });
});
