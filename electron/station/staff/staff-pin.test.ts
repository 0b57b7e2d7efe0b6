import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fair } from '../../../shared/fair.ts';
import type { PinWait } from '../store/settings.ts';
import { hashPin } from '../keys/pin-verifiers.ts';
import { staffDoor } from './staff-pin.ts';

const PIN = '2580';
const MINUTE = 60_000;
const salt = Buffer.alloc(16, 3);
let pin: Fair['staffPin'];
let nowMs = 0;
let keys = 0;

beforeAll(async () => {
  const hash = await hashPin(PIN, salt);
  pin = { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
});
beforeEach(() => {
  nowMs = 1_803_690_000_000;
  keys = 0;
  kept = undefined;
});

/** What a station keeps over a restart. */
let kept: PinWait | undefined;
const door = () =>
  staffDoor({
    wait: {
      read: () => kept,
      keep: (wait) => {
        kept = wait;
      },
    },
    pin,
    now: () => nowMs,
    newKey: () => {
      keys += 1;
      return String(keys).padStart(32, '0');
    },
  });
type Door = ReturnType<typeof door>;

async function guessUntilLocked(at: Door): Promise<unknown> {
  for (let i = 0; i < 4; i += 1) await at.open('0000');
  return at.open('0000');
}

describe("the staff's PIN", () => {
  it('opens the panel, and says how many tries remain after a wrong one', async () => {
    const at = door();
    expect(await at.open('0000')).toEqual({
      ok: false,
      fault: { kind: 'wrong-pin', triesLeft: 4 },
    });
    expect(await at.open('1111')).toEqual({
      ok: false,
      fault: { kind: 'wrong-pin', triesLeft: 3 },
    });
    expect(await at.open(PIN)).toEqual({ ok: true, value: { key: '1'.padStart(32, '0') } });
    expect(await at.open('0000')).toEqual({
      ok: false,
      fault: { kind: 'wrong-pin', triesLeft: 4 },
    });
  });

  it('locks for a minute after five wrong tries, even for the right one', async () => {
    const at = door();
    expect(await guessUntilLocked(at)).toEqual({
      ok: false,
      fault: { kind: 'locked', seconds: 60 },
    });
    nowMs += MINUTE - 1;
    expect(await at.open(PIN)).toEqual({ ok: false, fault: { kind: 'locked', seconds: 1 } });
    nowMs += 1;
    expect(await at.open(PIN)).toMatchObject({ ok: true });
  });

  it('locks twice as long each time, up to a quarter of an hour', async () => {
    const at = door();
    for (const seconds of [60, 120, 240, 480, 900, 900]) {
      expect(await guessUntilLocked(at)).toEqual({ ok: false, fault: { kind: 'locked', seconds } });
      nowMs += seconds * 1000;
    }
    expect(await at.open(PIN)).toMatchObject({ ok: true });
    expect(await guessUntilLocked(at)).toEqual({
      ok: false,
      fault: { kind: 'locked', seconds: 60 },
    });
  });

  it('locks and counts on over a restart of the station (P93)', async () => {
    const before = door();
    for (let i = 0; i < 3; i += 1) await before.open('0000');
    const restarted = door();
    expect(await restarted.open('0000')).toMatchObject({ fault: { triesLeft: 1 } });
    expect(await restarted.open('0000')).toMatchObject({ fault: { kind: 'locked', seconds: 60 } });
    expect(await door().open(PIN)).toMatchObject({ fault: { kind: 'locked', seconds: 60 } });
    nowMs += MINUTE;
    expect(await guessUntilLocked(door())).toMatchObject({ fault: { seconds: 120 } });
  });

  it('never locks out the staff card, which ends the wait (P93)', async () => {
    const at = door();
    await guessUntilLocked(at);
    expect(at.admits(at.byCard())).toBe(true);
    expect(await at.open(PIN)).toMatchObject({ ok: true });
    expect(await at.open('0000')).toMatchObject({ fault: { triesLeft: 4 } });
  });

  it('of a station without one opens nothing', async () => {
    const at = staffDoor({ pin: undefined, now: () => nowMs, newKey: () => '1'.repeat(32) });
    expect(await at.open(PIN)).toMatchObject({ fault: { kind: 'wrong-pin' } });
  });

  it('gives a burst of guesses no extra tries', async () => {
    const at = door();
    const guesses = Array.from({ length: 12 }, (_, i) => at.open(String(1000 + i)));
    const answers = await Promise.all([...guesses, at.open(PIN)]);
    const kinds = answers.map((answer) => (answer.ok ? 'open' : answer.fault.kind));
    expect(kinds).toEqual([
      ...Array.from({ length: 4 }, () => 'wrong-pin'),
      ...Array.from({ length: 9 }, () => 'locked'),
    ]);
    expect(at.admits('1'.padStart(32, '0'))).toBe(false);
  });

  it('does not stay locked longer when the clock is set back', async () => {
    const at = door();
    await guessUntilLocked(at);
    nowMs -= 24 * 60 * MINUTE;
    expect(await at.open(PIN)).toEqual({ ok: false, fault: { kind: 'locked', seconds: 60 } });
    nowMs += MINUTE;
    expect(await at.open(PIN)).toMatchObject({ ok: true });
  });
});

describe('the key to the panel', () => {
  it('lasts for five minutes after its last use', async () => {
    const at = door();
    const opened = await at.open(PIN);
    const key = opened.ok ? opened.value.key : '';
    for (let i = 0; i < 3; i += 1) {
      nowMs += 5 * MINUTE;
      expect(at.admits(key)).toBe(true);
    }
    nowMs += 5 * MINUTE + 1;
    expect(at.admits(key)).toBe(false);
    nowMs -= 5 * MINUTE;
    expect(at.admits('')).toBe(false);
  });

  it('is only the newest one, and none after the panel closes', async () => {
    const at = door();
    await at.open(PIN);
    await at.open(PIN);
    expect(at.admits('1'.padStart(32, '0'))).toBe(false);
    expect(at.admits('2'.padStart(32, '0'))).toBe(true);
    expect(at.isOpen()).toBe(true);
    at.shut();
    expect(at.isOpen()).toBe(false);
    expect(at.admits('2'.padStart(32, '0'))).toBe(false);
  });
});
