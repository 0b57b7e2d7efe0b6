import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageCalls } from '../../../shared/contract/page.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { StationDoor } from '../open/station-door.ts';
import { openStationHere } from '../station-here.ts';

let folder = '';
let open: StationDoor[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-first-'));
  open = [];
});
afterEach(async () => {
  for (const door of open) await door.close();
  await rm(folder, { recursive: true, force: true });
});

const tryOpening = (at: string, more: { readonly canLeave?: boolean } = {}) =>
  openStationHere({
    resources: join(import.meta.dirname, '../../../resources'),
    folder: at,
    opensSample: false,
    version: 'test',
    canLeave: more.canLeave ?? false,
    onTrouble: () => undefined,
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
  });

async function openAt(at: string, more?: { readonly canLeave: boolean }): Promise<StationDoor> {
  const opened = await tryOpening(at, more);
  if (!opened.ok) throw new Error(opened.fault.kind);
  open.push(opened.value.door);
  return opened.value.door;
}

async function hello(door: StationDoor) {
  const reply = await door.dispatch('station.hello', {});
  return pageCalls['station.hello'].output.parse(reply.ok && reply.value);
}

describe('a folder without a fair', () => {
  it('opens the first screen, and never a fair with public keys (P103)', async () => {
    const door = await openAt(join(folder, 'mistyped'));
    expect(await hello(door)).toMatchObject({ state: 'empty', leftOver: null });
    expect(await door.dispatch('arrival.nameless', { arrival: '0123456789abcdef' })).toMatchObject({
      fault: { kind: 'not-open' },
    });
    expect(await readdir(join(folder, 'mistyped'))).not.toContain('station.db');
  });

  it('shows the sample in a folder of its own, and comes back from it', async () => {
    const door = await openAt(folder);
    const heard: string[] = [];
    door.onEvent(({ name }) => void heard.push(name));
    expect(await door.dispatch('first.sample', {})).toMatchObject({ value: { ok: true } });
    expect(await hello(door)).toMatchObject({ fair: { sample: true }, fromFirst: true });
    expect(await readdir(join(folder, 'sample'))).toContain('station.db');
    expect(await door.dispatch('first.back', {})).toMatchObject({ ok: true });
    expect(await hello(door)).toMatchObject({ state: 'empty' });
    expect(heard).toContain('role');
    // Once more, with the ledger that it left.
    expect(await door.dispatch('first.sample', {})).toMatchObject({ value: { ok: true } });
  });

  it.each([
    ['is damaged', '{"v": 1, "fair": ', 'damaged'],
    ['was altered', '{"v":1,"fair":{"text":"{}","signature":"AA"},"slot":1}', 'damaged'],
  ])(
    'offers to join again where its enrolment %s, and no new fair',
    async (_what, text, leftOver) => {
      await writeFile(join(folder, 'enrolment.json'), text);
      expect(await hello(await openAt(folder))).toMatchObject({ state: 'empty', leftOver });
    },
  );

  it('offers to join again where records are left without an enrolment', async () => {
    await writeFile(join(folder, 'station.db'), '');
    expect(await hello(await openAt(folder))).toMatchObject({ leftOver: 'records' });
  });

  it('opens once: two programs must not make two fairs in it', async () => {
    await openAt(folder);
    expect(await tryOpening(folder)).toEqual(fail({ kind: 'folder-in-use' }));
  });

  it('lets a clerk leave the kiosk, where there is a window to leave', async () => {
    const stuck = await openAt(join(folder, 'browser'));
    expect(await stuck.dispatch('first.leave', {})).toMatchObject({ value: { ok: false } });
    const door = await openAt(join(folder, 'window'), { canLeave: true });
    let left = false;
    door.onLeave(() => void (left = true));
    await door.dispatch('first.leave', {});
    expect(left).toBe(true);
  });
});
