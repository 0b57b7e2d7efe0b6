import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FromHub,
  type HubOpening,
  type HubRun,
  type ToHub,
  toHub,
} from '../../../shared/hub-messages.ts';
import { type SteppedTimers, steppedTimers } from '../clock/testing/stepped-timers.ts';
import type { ChildProcess } from './kept-process.ts';
import { type KeptHub, keptHub } from './kept-hub.ts';

/** A hub's process of these tests, which says what they let it say. */
interface FakeHub extends ChildProcess {
  readonly posted: ToHub[];
  says(message: FromHub): void;
  dies(): void;
}

function fakeHub(): FakeHub {
  let onMessage = (_message: unknown): void => undefined;
  let onExit = (_how: string): void => undefined;
  const posted: ToHub[] = [];
  return {
    posted,
    says: (message) => onMessage(message),
    dies: () => onExit('exit code 1'),
    kill: () => onExit('SIGKILL'),
    onExit: (listener) => void (onExit = listener),
    port: {
      post: (message) => void posted.push(toHub.parse(message)),
      onMessage: (listener) => void (onMessage = (message) => listener(message, [])),
      onClose: () => undefined,
      close: () => undefined,
    },
  };
}

const opening: HubOpening = {
  folder: '/hub',
  host: '127.0.0.1',
  port: 5190,
  thisPort: false,
  version: 'test',
  fair: { text: 'one', signature: 'c2ln' },
};
const opened = { port: 5191, pin: 'p'.repeat(43), token: 'cf1.c48f0482.secret' };

let timers: SteppedTimers;
let hubs: FakeHub[];
let runs: HubRun['at'][];
let kept: KeptHub;
const newest = (): FakeHub => hubs.at(-1) ?? expect.fail('no hub was started');
const postedTo = <K extends ToHub['kind']>(hub: FakeHub, kind: K) =>
  hub.posted.filter((message): message is Extract<ToHub, { kind: K }> => message.kind === kind);

async function start(wanted = opening): Promise<FakeHub> {
  kept.start(wanted);
  await timers.pass(0);
  return newest();
}
async function startedUp(): Promise<FakeHub> {
  const hub = await start();
  hub.says({ kind: 'opened', opened });
  return hub;
}

beforeEach(() => {
  timers = steppedTimers();
  hubs = [];
  runs = [];
  kept = keptHub({
    pageFolder: '/page',
    fork() {
      const hub = fakeHub();
      hubs.push(hub);
      return hub;
    },
    timers,
    now: () => timers.passed(),
    note: () => undefined,
  });
  kept.onRun(({ at }) => runs.push(at));
});

describe('a hub beside a station', () => {
  it('comes back by itself after a crash, at the port that stations know', async () => {
    const first = await startedUp();
    expect(postedTo(first, 'open')[0]?.opening).toEqual(opening);
    first.dies();
    await timers.pass(1_000);
    expect(hubs).toHaveLength(2);
    expect(postedTo(newest(), 'open')[0]?.opening).toMatchObject({ port: 5191, thisPort: true });
    newest().says({ kind: 'opened', opened });
    expect(runs).toEqual(['starting', 'up', 'again', 'up']);
  });

  it('says why it did not open, and tries again until it does', async () => {
    const hub = await start();
    hub.says({ kind: 'not-opened', why: 'port-taken' });
    expect(kept.run()).toEqual({ at: 'refused', why: 'port-taken' });
    await timers.pass(20_000);
    newest().says({ kind: 'not-opened', why: 'disk-full' });
    expect(kept.run()).toEqual({ at: 'refused', why: 'disk-full' });
    await timers.pass(20_000);
    expect(hubs).toHaveLength(3);
    newest().says({ kind: 'opened', opened });
    expect(kept.run().at).toBe('up');
  });

  it('is tried again even after it would not stay up', async () => {
    await startedUp();
    for (let crash = 0; crash < 5; crash += 1) {
      newest().dies();
      await timers.pass(1_000);
    }
    expect(kept.run()).toEqual({ at: 'refused', why: 'failed' });
    const before = hubs.length;
    await timers.pass(20_000);
    expect(hubs.length).toBe(before + 1);
  });

  it('keeps running while its station restarts, and only hears the newest fair', async () => {
    const hub = await startedUp();
    const fair = { text: 'two', signature: 'c2ln' };
    await start({ ...opening, port: 5191, thisPort: true, fair });
    expect(hubs).toEqual([hub]);
    expect(postedTo(hub, 'fair')).toEqual([{ kind: 'fair', fair }]);
    // One that takes its place has that fair from the beginning.
    hub.dies();
    await timers.pass(1_000);
    expect(postedTo(newest(), 'open')[0]?.opening.fair).toEqual(fair);
  });

  it('is closed before another one has its folder', async () => {
    const first = await startedUp();
    kept.start({ ...opening, upstream: { address: 'https://central.example', pins: [] } });
    await timers.pass(0);
    expect(postedTo(first, 'close')).toHaveLength(1);
    expect(hubs).toHaveLength(1);
    first.dies();
    await timers.pass(0);
    expect(hubs).toHaveLength(2);
  });

  it('leaves no call waiting when it goes', async () => {
    const hub = await startedUp();
    const answered = kept.call('accounts.list', { fair: 'c48f0482' });
    const lost = kept.call('accounts.list', { fair: 'c48f0482' });
    const [first] = postedTo(hub, 'call');
    hub.says({ kind: 'answer', number: first?.number ?? 0, reply: { ok: true, value: 1 } });
    hub.dies();
    expect(await answered).toEqual({ ok: true, value: 1 });
    expect(await lost).toEqual({ ok: false, fault: { kind: 'not-open' } });
    expect((await kept.call('accounts.list', {})).ok).toBe(false);
  });

  it('stays off once it is switched off', async () => {
    const hub = await startedUp();
    const stopped = kept.stop();
    await timers.pass(0);
    hub.dies();
    await stopped;
    await timers.pass(60_000);
    expect(hubs).toHaveLength(1);
    expect(kept.run()).toEqual({ at: 'off' });
  });

  it('is not waited for by its station’s end where it was switched on just before', async () => {
    kept.start(opening);
    const stopped = kept.stop();
    await timers.pass(0);
    newest().dies();
    await stopped;
    expect(kept.run().at).toBe('off');
  });
});
