import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SetUp, SetUpWork } from '../../shared/contract/setup.ts';
import { stationClient } from '../link/client.ts';
import { setUpAtWork } from './set-up.ts';

const doing = (work: SetUpWork | null): SetUp => ({
  open: null,
  now: { revision: 1, employers: 0, posts: 0, some: 0 },
  sample: true,
  other: null,
  undo: null,
  undoPeople: null,
  stations: [],
  zones: [],
  work,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the set-up page', () => {
  it('learns that work has ended although its line was cut when that was said', async () => {
    let now = doing({ at: 'checking' });
    const client = stationClient({
      call: async () => ({ ok: true, value: now }),
      // Events said while the line is cut reach nobody.
      listen: () => () => undefined,
    });
    const setUp = setUpAtWork(client);
    const end = setUp.begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(setUp.getState().setUp?.work).toEqual({ at: 'checking' });
    now = doing({ at: 'cancelled' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(setUp.getState().setUp?.work).toEqual({ at: 'cancelled' });
    end();
  });

  it('asks no more once nothing is under way, so that the keys can be locked', async () => {
    const call = vi.fn(async () => ({ ok: true, value: doing(null) }));
    const end = setUpAtWork(stationClient({ call, listen: () => () => undefined })).begin();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(call).toHaveBeenCalledTimes(1);
    end();
  });
});
