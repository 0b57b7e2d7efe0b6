import { describe, expect, it } from 'vitest';
import { openRounds, type RoundFailure } from '../../../shared/sync/rounds.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

/** Rounds are shared with the hub; they are tested here, where timers can be stepped. */

const QUIET_MS = 60_000;
const away: RoundFailure = {};

function opened(answers: (RoundFailure | undefined)[], chance = 0.5) {
  const timers = steppedTimers();
  const began: number[] = [];
  let duringRound: () => void = () => undefined;
  const rounds = openRounds({
    timers,
    chance: () => chance,
    quietMs: QUIET_MS,
    async round() {
      began.push(timers.passed());
      duringRound();
      await Promise.resolve();
      return answers.shift();
    },
  });
  return {
    timers,
    rounds,
    began,
    onRound: (then: () => void) => {
      duringRound = then;
    },
  };
}

describe('the rounds of a sender', () => {
  it('pause longer after each failure, up to half a minute', async () => {
    const { timers, rounds, began } = opened(Array.from({ length: 8 }, () => away));
    rounds.request();
    await timers.pass(150_000);
    const pauses = began.map((ms, n) => ms - (began[n - 1] ?? 0)).slice(1);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('spread senders that failed together', async () => {
    const firstPause = async (chance: number): Promise<number | undefined> => {
      const { timers, rounds, began } = opened([away], chance);
      rounds.request();
      await timers.pass(2_000);
      return began[1];
    };
    expect(await firstPause(0)).toBeCloseTo(700);
    expect(await firstPause(1)).toBeCloseTo(1_300);
  });

  it('wait at least as long as the server asks', async () => {
    const { timers, rounds, began } = opened([{ afterMs: 10_000 }]);
    rounds.request();
    await timers.pass(20_000);
    expect(began).toEqual([0, 10_000]);
  });

  it('keep the pause for new facts, and end it for a network', async () => {
    const { timers, rounds, began } = opened([away]);
    rounds.request();
    await timers.pass(300);
    rounds.request();
    await timers.pass(0);
    expect(began).toEqual([0]);
    rounds.poke();
    await timers.pass(0);
    expect(began).toEqual([0, 300]);
  });

  it('pause briefly again once something got through', async () => {
    const { timers, rounds, began, onRound } = opened([away, away, away, away]);
    onRound(() => {
      if (began.length === 3) rounds.progressed();
    });
    rounds.request();
    await timers.pass(4_000);
    expect(began).toEqual([0, 1_000, 3_000, 4_000]);
  });

  it('follow at once for facts written during a round, one at a time', async () => {
    const { timers, rounds, began, onRound } = opened([]);
    onRound(() => {
      if (began.length === 1) {
        rounds.request();
        rounds.request();
      }
    });
    rounds.request();
    await timers.pass(1_000);
    expect(began).toEqual([0, 0]);
  });

  it('start by themselves after a quiet time, and never after the end', async () => {
    const { timers, rounds, began } = opened([]);
    rounds.request();
    await timers.pass(QUIET_MS);
    expect(began).toEqual([0, QUIET_MS]);
    rounds.close();
    rounds.poke();
    await timers.pass(QUIET_MS);
    expect(began).toHaveLength(2);
  });
});
