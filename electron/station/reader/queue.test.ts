import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanQueue } from './queue.ts';
import type { Scan } from './scan.ts';

const code = (text: string): Scan => ({ kind: 'code', text });
const textOf = (scan: Scan): string => (scan.kind === 'code' ? scan.text : scan.kind);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const bug = (): never => {
  throw new Error('bug');
};

/** A slow station: the test decides when each scan's handler ends. */
function slowStation(bound?: number) {
  const started: string[] = [];
  const failed: string[] = [];
  const overflowed: string[] = [];
  let inHand: PromiseWithResolvers<void> | undefined;
  const queue = scanQueue<Scan>({
    onFailure: (error, scan) => failed.push(`${textOf(scan)}: ${String(error)}`),
    onOverflow: (scan) => overflowed.push(textOf(scan)),
    ...(bound === undefined ? {} : { bound }),
  });
  queue.serve((scan) => {
    started.push(textOf(scan));
    inHand = Promise.withResolvers();
    return inHand.promise;
  });
  return {
    queue,
    started,
    failed,
    overflowed,
    done: async () => {
      inHand?.resolve();
      await turn();
    },
    fails: async (error: unknown) => {
      inHand?.reject(error);
      await turn();
    },
  };
}

describe('the queue of scans', () => {
  it('handles one scan at a time, in order of arrival', async () => {
    const { queue, started, done } = slowStation();
    for (const text of ['a', 'b', 'c']) queue.push(code(text));
    expect(started).toEqual(['a']);
    await done();
    expect(started).toEqual(['a', 'b']);
    queue.push(code('d'));
    await done();
    await done();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    await done();
    queue.push(code('e'));
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('holds early scans until a handler serves them, up to its limit', async () => {
    const handled: string[] = [];
    const overflowed: string[] = [];
    const queue = scanQueue<Scan>({
      onFailure: bug,
      onOverflow: (scan) => overflowed.push(textOf(scan)),
      bound: 2,
    });
    for (const text of ['a', 'b', 'c']) queue.push(code(text));
    expect(handled).toEqual([]);
    queue.serve(async (scan) => {
      handled.push(textOf(scan));
    });
    await turn();
    expect(handled).toEqual(['a', 'b']);
    expect(overflowed).toEqual(['c']);
  });

  it('continues after a failed scan, and reports it', async () => {
    const { queue, started, failed, fails, done } = slowStation();
    for (const text of ['a', 'b']) queue.push(code(text));
    await fails('no disk');
    await done();
    expect(started).toEqual(['a', 'b']);
    expect(failed).toEqual(['a: no disk']);
  });

  it('reports each scan that finds it full, and keeps the waiting ones', async () => {
    const { queue, started, overflowed, done } = slowStation(2);
    for (const text of ['a', 'b', 'c', 'd', 'e']) queue.push(code(text));
    expect(queue.waiting).toBe(2);
    expect(overflowed).toEqual(['d', 'e']);
    await done();
    queue.push(code('f'));
    await done();
    await done();
    expect(started).toEqual(['a', 'b', 'c', 'f']);
    expect(overflowed).toEqual(['d', 'e']);
  });

  it('holds 32 besides the one being handled', () => {
    const { queue, overflowed } = slowStation();
    for (let i = 0; i < 34; i++) queue.push(code(String(i)));
    expect(overflowed).toEqual(['33']);
  });

  it('without room to wait still accepts a scan when idle', () => {
    const { queue, started, overflowed } = slowStation(0);
    queue.push(code('a'));
    queue.push(code('b'));
    expect(started).toEqual(['a']);
    expect(overflowed).toEqual(['b']);
  });

  it('never throws into a reader, even when a listener throws', async () => {
    const queue = scanQueue<Scan>({ onFailure: bug, onOverflow: bug, bound: 0 });
    queue.serve(bug);
    const busy = scanQueue<Scan>({ onFailure: bug, onOverflow: bug, bound: 0 });
    busy.serve(turn);
    expect(() => {
      queue.push(code('a'));
      busy.push(code('a'));
      busy.push(code('b'));
    }).not.toThrow();
    await turn();
    expect(() => queue.push(code('b'))).not.toThrow();
  });

  it('puts a scan that a handler pushes behind all waiting ones', async () => {
    const handled: string[] = [];
    const queue = scanQueue<Scan>({ onFailure: () => {}, onOverflow: () => {} });
    queue.serve(async (scan) => {
      handled.push(textOf(scan));
      if (textOf(scan) === 'a') queue.push(code('from a'));
      await turn();
    });
    queue.push(code('a'));
    queue.push(code('b'));
    for (let i = 0; i < 4; i++) await turn();
    expect(handled).toEqual(['a', 'from a', 'b']);
  });

  it('handles every scan once, or reports that it found no room', async () => {
    const step = fc.oneof(
      fc.constant('push' as const),
      fc.constant('done' as const),
      fc.constant('fails' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(4), async (steps, bound) => {
        const station = slowStation(bound);
        let pushed = 0;
        for (const each of steps) {
          if (each === 'push') station.queue.push(code(String(pushed++)));
          else await station[each]('failed');
        }
        while (station.queue.waiting > 0) await station.done();
        const all = [...station.started, ...station.overflowed].map(Number);
        expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: pushed }, (_, i) => i));
        expect(station.started).toEqual(station.started.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});
