import { expect, it } from 'vitest';
import type { SetUp, SetUpWork } from '../../../shared/contract/setup.ts';
import type { Connection } from '../../link/bridge.ts';
import { stationClient } from '../../link/client.ts';
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

it('the set-up page learns that work has ended although its line was cut when that was said', async () => {
  let now = doing({ at: 'checking' });
  let connection: (now: Connection) => void = () => undefined;
  const client = stationClient({
    call: async () => ({ ok: true, value: now }),
    listen: () => () => undefined,
    onConnection(listener) {
      connection = listener;
      listener('up');
      return () => undefined;
    },
  });
  const setUp = setUpAtWork(client);
  const end = setUp.begin();
  const work = () => setUp.getState().setUp?.work;
  await expect.poll(work).toEqual({ at: 'checking' });
  connection('lost');
  now = doing({ at: 'cancelled' });
  connection('up');
  await expect.poll(work).toEqual({ at: 'cancelled' });
  end();
});
