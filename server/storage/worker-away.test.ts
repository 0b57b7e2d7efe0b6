import { describe, expect, it } from 'vitest';
import { unlessWorkerAway, untilDone } from './worker-away.ts';

/** What a start does while one node of Citus is away. */

const away = new Error('connection to the remote node failed');
const failing = () => Promise.reject(away);

describe('a start while a node is away', () => {
  it('goes on without what that node has', async () => {
    const storage = { unready: async () => 'worker-away' as const };
    expect(await unlessWorkerAway(storage, failing, 'without')).toBe('without');
    expect(await unlessWorkerAway(storage, async () => 'with', 'without')).toBe('with');
  });

  it('stops at any other trouble', async () => {
    const storage = { unready: async () => 'storage-away' as const };
    await expect(unlessWorkerAway(storage, failing, 'without')).rejects.toBe(away);
  });
});

describe('what could not be done at the start', () => {
  const stepped = () => {
    const waiting: (() => void)[] = [];
    const timers = {
      after(_ms: number, then: () => void) {
        waiting.push(then);
        return () => void waiting.splice(waiting.indexOf(then), 1);
      },
    };
    return { waiting, timers };
  };

  it('is tried again until it is done, and then no more', async () => {
    const { waiting, timers } = stepped();
    const troubles: unknown[] = [];
    let tried = 0;
    untilDone(async () => ((tried += 1) < 3 ? failing() : undefined), {
      timers,
      onTrouble: (error) => troubles.push(error),
    });
    for (const times of [1, 2]) {
      await expect.poll(() => waiting.length).toBe(1);
      expect(tried).toBe(times);
      waiting.pop()?.();
    }
    await expect.poll(() => tried).toBe(3);
    expect([waiting, troubles]).toEqual([[], [away, away]]);
  });

  it('is not tried after the end of the server', async () => {
    const { waiting, timers } = stepped();
    const stop = untilDone(failing, { timers, onTrouble: () => undefined });
    await expect.poll(() => waiting.length).toBe(1);
    stop();
    expect(waiting).toEqual([]);
  });
});
