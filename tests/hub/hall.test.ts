import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { hubDoorOver } from '../../electron/station/hub/hub-door.ts';
import { THIS_MACHINE } from '../../electron/station/hub/hall-addresses.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { keptHub, obeyOrder } from '../../electron/station/process/kept-hub.ts';
import { forkChild, type NodeChild } from '../../electron/station/process/node-child.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type StationEvent,
} from '../../shared/contract/calls.ts';
import { fail, ok } from '../../shared/result.ts';
import { readEnrolmentCode } from '../../shared/sync/enrolment.ts';
import { root } from '../report/outcome.ts';

/**
 * A hall: the organiser's station switches its hub on, in a process of its own, and a station that knew another
 * server finds it by the address code. Stations of the sample fair, over loopback alone.
 */

const ORGANISER = 8;
const GATE = 1;
/** Nobody listens there. */
const AWAY = 'http://127.0.0.1:9';

/** Typed so that a name and its output stay together. */
const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

let folder = '';
let processes: NodeChild[] = [];
const kept = keptHub({
  pageFolder: '/no-page',
  fork() {
    const child = forkChild(join(root, 'server', 'hub', 'hub.ts'));
    processes.push(child);
    return child;
  },
  timers: realTimers,
  now: () => performance.now(),
  note: () => undefined,
});

async function station(slot: number) {
  const opened = await openStationHere({
    resources: join(root, 'resources'),
    folder: join(folder, String(slot)),
    opensSample: true,
    slot,
    version: 'test',
    canLeave: false,
    onTrouble: () => undefined,
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
    ...(slot === ORGANISER && {
      hubDoor: hubDoorOver(
        (order) => obeyOrder(kept, order),
        (listener) => kept.onRun(listener),
      ),
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  return pageOf(opened.value.door);
}

function pageOf(door: StationDoor) {
  const heard: StationEvent[] = [];
  door.onEvent((event) => heard.push(event));
  return {
    heard,
    close: () => door.close(),
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const reply = await door.dispatch(name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.fault.kind}`);
      return outputs[name].output.parse(reply.value);
    },
  };
}
type Page = Awaited<ReturnType<typeof station>>;

const runOf = async (page: Page) => (await page.call('hub.state', {})).run;
const isUp = (page: Page) => expect.poll(async () => (await runOf(page)).at).toBe('up');
const health = async (page: Page) => {
  const run = await runOf(page);
  return run.at === 'up' ? run.health : undefined;
};

let organiser: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-hall-'));
  organiser = await station(ORGANISER);
});
afterAll(async () => {
  await organiser.close();
  await kept.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the hub of an organiser’s station', () => {
  it('is off until somebody switches it on, and has its own station first', async () => {
    expect(await runOf(organiser)).toEqual({ at: 'off' });
    expect(await organiser.call('hub.sign', {})).toMatchObject({ fault: { kind: 'locked' } });
    await organiser.call('hub.switch', { on: true });
    await isUp(organiser);
    await organiser.call('hub.choose', { address: THIS_MACHINE });
    await expect.poll(async () => (await health(organiser))?.heard).toBe(1);
    const { server, port } = await organiser.call('hub.state', {});
    expect(server).toBe(`https://${THIS_MACHINE}:${port}`);
    expect(JSON.stringify(organiser.heard)).not.toContain('cf1.');
  });

  it('takes a new machine’s file without a token that anybody typed', async () => {
    await organiser.call('setup.openSample', {});
    const offered = await organiser.call('setup.offer', { slot: 2 });
    if (!offered.ok) throw new Error(offered.fault.kind);
    const { pin, server } = await organiser.call('hub.state', {});
    expect(readEnrolmentCode(offered.value.text)).toMatchObject({ value: { server, pins: [pin] } });
  });

  it('is found by a station that scans its address code, now and after a restart (P108)', async () => {
    expect(await organiser.call('hub.sign', {})).toEqual({ ok: true, value: { file: null } });
    const { code } = await organiser.call('hub.state', {});
    if (code === null) throw new Error('no code');
    const gate = await station(GATE);
    await gate.call('arrival.wedge', { text: code });
    const { server } = await organiser.call('hub.state', {});
    const taken = { name: 'address', payload: { step: 'taken', server } };
    await expect.poll(() => gate.heard).toContainEqual(taken);
    await expect.poll(async () => (await health(organiser))?.heard).toBe(2);
    await gate.close();
    const again = await station(GATE);
    const { key } = await staffAt(again);
    await expect
      .poll(async () => await again.call('staff.status', { key }))
      .toMatchObject({ value: { sync: { at: 'up-to-date' } } });
    await again.close();
  });

  it('comes back after a crash, at the same address and with the same accounts', async () => {
    const { fair, server } = await organiser.call('hub.state', {});
    const somebody = { fair, name: '王海燕', role: 'viewer', password: null } as const;
    expect((await organiser.call('accounts.add', somebody)).ok).toBe(true);
    const crashed = processes.at(-1)?.pid;
    if (crashed === undefined) throw new Error('no process');
    process.kill(crashed, 'SIGKILL');
    await expect.poll(() => processes.at(-1)?.pid).not.toBe(crashed);
    await isUp(organiser);
    expect((await organiser.call('hub.state', {})).server).toBe(server);
    const listed = await organiser.call('accounts.list', { fair });
    expect(listed).toMatchObject({ value: { accounts: [{ name: '王海燕' }] } });
  });

  it('hands on to no server in the clear, and not to itself', async () => {
    const set = async (address: string) =>
      organiser.call('hub.upstream', { upstream: { address, pins: [] } });
    const { server } = await organiser.call('hub.state', {});
    expect(await set('http://central.example')).toMatchObject({ fault: { kind: 'not-encrypted' } });
    expect(await set(server ?? '')).toMatchObject({ fault: { kind: 'itself' } });
    expect(await set('https://user@central.example')).toMatchObject({
      fault: { kind: 'bad-address' },
    });
    expect(await set(AWAY)).toEqual({ ok: true, value: {} });
    await isUp(organiser);
    await expect
      .poll(async () => (await health(organiser))?.upstream)
      .toEqual({ at: 'waiting', why: 'no-network', held: [] });
  });

  it('is back with its station, and gone with its switch', async () => {
    await organiser.close();
    await kept.stop();
    organiser = await station(ORGANISER);
    await isUp(organiser);
    await organiser.call('hub.switch', { on: false });
    await expect.poll(async () => (await runOf(organiser)).at).toBe('off');
    expect(await organiser.call('accounts.list', { fair: 'c48f0482' })).toMatchObject({
      fault: { kind: 'no-hub' },
    });
    expect(await organiser.call('setup.offer', { slot: 2 })).toMatchObject({
      fault: { kind: 'locked' },
    });
  });
});

async function staffAt(page: Page): Promise<{ readonly key: string }> {
  const opened = await page.call('staff.open', { pin: '2580' });
  if (!opened.ok) throw new Error(opened.fault.kind);
  return opened.value;
}
