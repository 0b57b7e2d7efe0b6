import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubDoor } from '../../electron/station/hub/hub-door.ts';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import type { HubOpening } from '../../shared/hub-messages.ts';
import { fail, ok } from '../../shared/result.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { root } from '../report/outcome.ts';
import { aFair } from './a-fair.ts';

const { fair, keys, signed } = await aFair();
let folder = '';
let started: HubOpening[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-locked-hub-'));
  started = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const door: HubDoor = {
  start: async (opening) => void started.push(opening),
  stop: async () => undefined,
  revise: async () => undefined,
  call: async () => ({ ok: false, fault: { kind: 'not-open' } }),
  look: async () => ({ at: 'starting' }),
  onRun: () => undefined,
};

/** A machine that was switched off with its hub on, and waits for its card again. */
async function waiting(slot: number): Promise<{ readonly hello: unknown; close(): Promise<void> }> {
  const passSeed = keys.passKeys.find((key) => key.slot === slot)?.seed;
  if (!passSeed) throw new Error('no such slot');
  const card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  await enrol(folder, { fair, slot, signed }, { passSeed }, card, randomBytes);
  await writeFile(join(folder, 'hub.json'), JSON.stringify({ v: 1, on: true, port: 5191 }));
  const opened = await openStationHere({
    resources: join(root, 'resources'),
    folder,
    version: 'test',
    opensSample: false,
    canLeave: false,
    onTrouble: () => undefined,
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
    hubDoor: door,
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  const station = opened.value.door;
  return { hello: await station.dispatch('station.hello', {}), close: () => station.close() };
}
const slotOf = (role: string): number =>
  fair.stations.find((station) => station.role === role)?.slot ?? expect.fail(role);

describe('a machine that was restarted at noon', () => {
  it('serves the hall while it waits for its card', async () => {
    const station = await waiting(slotOf('organiser'));
    expect(station.hello).toMatchObject({ value: { state: 'locked' } });
    await expect.poll(() => started).toHaveLength(1);
    expect(started[0]).toMatchObject({ fair: signed, port: 5191, thisPort: true });
    await station.close();
  });

  it('starts no hub where it is no organiser’s, whatever lies in its folder', async () => {
    const station = await waiting(slotOf('booth'));
    await station.close();
    expect(started).toEqual([]);
  });
});
