import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import { figuresIn } from '../../server/organiser/source.ts';
import { boothFaceSchema } from '../../shared/contract/booth.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import type { Happening } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { isAwaited } from '../../shared/report/coverage.ts';
import type { Figure } from '../../shared/tally/figures.ts';
import { WHOLE } from '../../shared/tally/tally.ts';
import { type Central, central, MORNING_MS } from '../central.ts';
import { organiserHere } from './organiser-here.ts';

/** A machine is replaced, stolen and taken back at the organiser's station; a real server hears of it. */

const GATE = 1;
const GATE_TWO = 2;
const BOOTHS = 4;
const ORGANISER = 8;

const checkIn: Happening = {
  kind: 'checkin',
  what: { means: 'card', lane: 'self' },
};

let folder = '';
let at: Central;
let here: Awaited<ReturnType<typeof organiserHere>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-machines-'));
  at = await central(folder, undefined);
  here = await organiserHere(at, folder);
});
afterEach(async () => {
  await here.close();
  await at.close();
  await rm(folder, { recursive: true });
});

const fault = (kind: string) => ({ ok: false, fault: { kind } });
const atServer = async () => (await fairById(at.storage, at.sample.fair.id))?.fair;
async function machine(slot: number) {
  const { machines } = await here.ask('machines.state', {});
  return machines.find((each) => each.slot === slot);
}

describe('a stolen machine', () => {
  it('is revoked with one button, here and at the server, and can be taken back', async () => {
    expect(await here.ask('machines.revoke', { slot: GATE_TWO, revision: 1 })).toEqual(
      fault('locked'),
    );
    await here.ask('setup.openSample', {});
    expect(await here.ask('machines.revoke', { slot: GATE_TWO, revision: 1 })).toMatchObject({
      ok: true,
      value: { revoked: true },
    });
    expect(await machine(GATE_TWO)).toMatchObject({ standing: 'revoked' });
    expect(await atServer()).toMatchObject({ revision: 2, revoked: [GATE_TWO] });

    expect(await here.ask('machines.reinstate', { slot: GATE_TWO, revision: 2 })).toMatchObject({
      ok: true,
    });
    expect(await atServer()).toMatchObject({ revoked: [], reinstated: [GATE_TWO] });
  });

  it('is revoked once: a second tap on an old page changes nothing', async () => {
    await here.ask('setup.openSample', {});
    await here.ask('machines.revoke', { slot: GATE_TWO, revision: 1 });
    expect(await here.ask('machines.revoke', { slot: GATE_TWO, revision: 1 })).toEqual(
      fault('moved'),
    );
    expect(here.inForce().revision).toBe(2);
  });

  it('is never the one in front of the organiser', async () => {
    await here.ask('setup.openSample', {});
    expect(await here.ask('machines.revoke', { slot: ORGANISER, revision: 1 })).toEqual(
      fault('this-machine'),
    );
    expect(
      await here.ask('machines.replace', {
        slot: ORGANISER,
        by: BOOTHS,
        where: 'here',
        revision: 1,
      }),
    ).toEqual(fault('this-machine'));
  });
});

describe('a broken gate', () => {
  it('is not awaited once another stands in, and its passes stay good (P111)', async () => {
    await at.write(GATE, [{ happening: checkIn, person: 'a'.repeat(32) }]);
    await at.send();
    // As a page does that hears the network come back.
    await here.ask('station.online', {});
    await expect.poll(async () => (await machine(GATE))?.heardMs).not.toBeNull();
    const spares = (await machine(GATE))?.spares ?? [];
    await here.ask('setup.openSample', {});
    const standIn = spares[0] ?? 0;
    const replaced = await here.ask('machines.replace', {
      slot: GATE,
      by: standIn,
      where: 'here',
      revision: 1,
    });
    expect(replaced).toMatchObject({ ok: true, value: { revoked: false } });
    expect(await atServer()).toMatchObject({
      revoked: [],
      replaced: [{ slot: GATE, by: standIn }],
    });
    expect(await machine(GATE)).toMatchObject({ standing: 'replaced', replacedBy: standIn });
    expect(await machine(standIn)).toMatchObject({ standsFor: GATE });

    const fair = await atServer();
    if (!fair) throw new Error('no fair');
    const { stations } = await coverageOf(at.storage, fair);
    const old = stations.find(({ slot }) => slot === GATE);
    expect(old && isAwaited(old)).toBe(false);
    // Nobody stands in for two.
    expect(
      await here.ask('machines.replace', {
        slot: GATE_TWO,
        by: standIn,
        where: 'here',
        revision: 2,
      }),
    ).toEqual(fault('not-free'));
  });

  it('that is gone is revoked along with it', async () => {
    await here.ask('setup.openSample', {});
    const standIn = (await machine(GATE))?.spares[0] ?? 0;
    const how = { slot: GATE, by: standIn, where: 'gone', revision: 1 } as const;
    expect(await here.ask('machines.replace', how)).toMatchObject({ value: { revoked: true } });
    expect(await atServer()).toMatchObject({ revoked: [GATE] });
  });
});

describe('a broken booth machine', () => {
  it('leaves its list to the one that stands in, which can undo what may be undone (P124)', async () => {
    const post = at.sample.fair.booths[0]?.posts[0]?.code ?? '';
    const who = 'b'.repeat(32);
    await at.write(BOOTHS, [
      { happening: { kind: 'booth', what: { booth: 'A01', now: 'open' } } },
      { happening: { kind: 'visit', what: { booth: 'A01' } }, person: who },
      { happening: { kind: 'resume', what: { booth: 'A01', post } }, person: who },
      {
        happening: {
          kind: 'intent',
          what: { booth: 'A01', post, step: 'first', supersedes: [] },
        },
        person: who,
      },
    ]);
    await at.send();
    expect(await atCentre('resumes')).toBe(1);
    await here.ask('setup.openSample', {});
    const standIn = (await machine(BOOTHS))?.spares[0] ?? 0;
    const how = { slot: BOOTHS, by: standIn, where: 'gone', revision: 1 } as const;
    expect(await here.ask('machines.replace', how)).toMatchObject({ ok: true });

    const door = await standsIn(here.inForce(), standIn, at.url);
    const face = async () => boothFaceSchema.parse(await answer(door, 'booth.face', {}));
    const booth = async () => (await face()).booths.find(({ code }) => code === 'A01');
    await expect.poll(async () => (await booth())?.recent.length).toBe(3);
    expect(await booth()).toMatchObject({
      open: true,
      today: { visits: 1, visitors: 1, resumes: 1, intents: 1 },
      recent: [{ kind: 'intent', step: 'first' }, { kind: 'resume' }, { kind: 'visit' }],
    });
    expect((await face()).counters.map(({ booth: code }) => code)).toEqual(['A01']);
    await expect.poll(async () => (await face()).awaited).toEqual([]);

    const resume = (await booth())?.recent[1]?.fact;
    const undone = { booth: 'A01', fact: resume, reason: 'mistaken' };
    expect(await answer(door, 'booth.undo', undone)).toEqual({ ok: true, value: {} });
    expect(await booth()).toMatchObject({
      today: { visits: 1, resumes: 0, intents: 1 },
      recent: [{ kind: 'intent' }, { kind: 'resume', takenBack: true }, { kind: 'visit' }],
    });
    await expect.poll(() => atCentre('resumes')).toBe(0);
    expect([await atCentre('visits'), await atCentre('intents')]).toEqual([1, 1]);
    await door.close();
  });

  it('is named at its stand-in until its records have come', async () => {
    await here.ask('setup.openSample', {});
    const standIn = (await machine(BOOTHS))?.spares[0] ?? 0;
    const how = { slot: BOOTHS, by: standIn, where: 'here', revision: 1 } as const;
    await here.ask('machines.replace', how);
    const door = await standsIn(here.inForce(), standIn);
    expect(await answer(door, 'booth.face', {})).toMatchObject({ awaited: [BOOTHS], counters: [] });
    await door.close();
  });
});

it('A machine that stands in begins with the role of the one before it (P112)', async () => {
  const { fair } = at.sample;
  const revised: Fair = {
    ...fair,
    stations: fair.stations.map((station) =>
      station.slot === ORGANISER ? { ...station, mayBe: ['booth'] } : station,
    ),
    replaced: [{ slot: BOOTHS, by: ORGANISER }],
  };
  const door = await standsIn(revised, ORGANISER);
  expect(await answer(door, 'station.hello', {})).toMatchObject({
    station: { slot: ORGANISER, role: 'booth' },
  });
  await door.close();
});

async function atCentre(figure: Figure): Promise<number> {
  const { rows } = await figuresIn(at.storage.db, at.sample.fair, WHOLE);
  return rows.find((row) => row.figure === figure && row.slice === '')?.value ?? 0;
}

async function answer(door: StationDoor, name: CallName, input: unknown): Promise<unknown> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return reply.value;
}

/** A spare laptop that has just scanned its code. */
async function standsIn(fair: Fair, slot: number, server?: string): Promise<StationDoor> {
  const passSeed = at.sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error('no key');
  const opened = await openStation({
    folder: join(folder, 'stands-in'),
    fair,
    slot,
    secrets: { passSeed },
    ...(server !== undefined && { server }),
    registrations: [],
    version: 'test',
    canLeave: false,
    now: () => MORNING_MS,
    randomBytes: randomness(),
    timers: realTimers,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  return opened.value;
}
