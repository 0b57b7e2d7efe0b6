import { expect, it, vi } from 'vitest';
import { NoTurn, openTurns, type Turns } from './turns.ts';

const GENEROUS = { atOnce: 1, atOnceOfFair: 1, waitingOfFair: 100, waitingOfStation: 100 };

/** Work that ends when it is told to, and notes when it began. */
function workshop(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask: (fair: string, station: string, signal?: AbortSignal): Promise<void> => {
      const name = `${fair}/${station}`;
      const work = (): Promise<void> => {
        begun.push(name);
        return new Promise((resolve) => ends.set(name, resolve));
      };
      return turns.take({ fair, station }, work, signal);
    },
    end: async (name: string): Promise<void> => {
      await vi.waitUntil(() => ends.has(name));
      ends.get(name)?.();
      ends.delete(name);
    },
  };
}

it('Fairs take turns, and the stations of a fair, however much one of them sends', async () => {
  const { ask, end, begun } = workshop(openTurns(GENEROUS));
  const asked = [ask('flood', '1'), ask('flood', '1'), ask('flood', '1'), ask('flood', '2')];
  asked.push(ask('small', '7'));
  for (const name of ['flood/1', 'small/7', 'flood/1', 'flood/2', 'flood/1']) await end(name);
  await Promise.all(asked);
  expect(begun).toEqual(['flood/1', 'small/7', 'flood/1', 'flood/2', 'flood/1']);
});

it('A fair holds no more than its share, even while nobody else works', async () => {
  const { ask, begun } = workshop(openTurns({ ...GENEROUS, atOnce: 4, atOnceOfFair: 2 }));
  for (const station of ['1', '2', '3']) void ask('flood', station);
  void ask('small', '7');
  await vi.waitFor(() => expect(begun).toContain('small/7'));
  expect(begun).toEqual(['flood/1', 'flood/2', 'small/7']);
});

it('A place that comes free goes to a fair that had none, not to one that just began', async () => {
  const { ask, end, begun } = workshop(openTurns({ ...GENEROUS, atOnce: 2, atOnceOfFair: 2 }));
  for (const station of ['1', '2']) void ask('one', station);
  for (const station of ['1', '2']) void ask('two', station);
  void ask('three', '1');
  await end('one/1');
  await vi.waitFor(() => expect(begun).toContain('two/1'));
  await end('one/2');
  await vi.waitFor(() => expect(begun).toHaveLength(4));
  expect(begun).toEqual(['one/1', 'one/2', 'two/1', 'three/1']);
});

it('What waits is bounded for each station and each fair', async () => {
  const turns = openTurns({ ...GENEROUS, waitingOfFair: 3, waitingOfStation: 1 });
  const { ask } = workshop(turns);
  void ask('flood', '1');
  void ask('flood', '1');
  await expect(ask('flood', '1')).rejects.toThrow(NoTurn);
  void ask('flood', '2');
  void ask('flood', '3');
  await expect(ask('flood', '4')).rejects.toThrow(NoTurn);
  expect(turns.waitingByFair()).toEqual(new Map([['flood', 3]]));
});

it('Somebody who no longer waits for an answer gives up the place', async () => {
  const turns = openTurns(GENEROUS);
  const { ask, end, begun } = workshop(turns);
  const first = ask('one', '1');
  const gone = new AbortController();
  const left = expect(ask('two', '1', gone.signal)).rejects.toThrow(NoTurn);
  const last = ask('two', '2');
  gone.abort();
  await left;
  await end('one/1');
  await end('two/2');
  await Promise.all([first, last]);
  expect(begun).toEqual(['one/1', 'two/2']);
  expect(turns.waitingByFair()).toEqual(new Map());
});

it('Work that fails frees its place', async () => {
  const turns = openTurns(GENEROUS);
  await expect(
    turns.take({ fair: 'one', station: '' }, () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
  expect(await turns.take({ fair: 'one', station: '' }, async () => 'done')).toBe('done');
});
