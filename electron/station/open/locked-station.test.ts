import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import { fail } from '../../../shared/result.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import type { StationDoor } from './station-door.ts';
import { enrol, unlock } from '../keys/enrolment.ts';
import { makeAddressCode, type MovedServer, movedServer } from '../hub/address-code.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { signFair } from '../keys/signed-fair.ts';
import { openLockedStation } from './locked-station.ts';
import { randomness } from '../keys/randomness.ts';
import type { ConnectReaders, ReaderListener } from '../reader/reader-set.ts';
import { zhang } from '../reader/testing/scripted-reader.ts';
import { openStation } from './open-station.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

const SLOT = 1;
const randomBytes = randomness();
let folder = '';
let door: StationDoor;
let steps: string[];
let troubles: string[];
/** Where a reader's scan goes at the moment. */
let readers: ReaderListener;
let connections: number;
let card = '';
let fairId = '';
let refuse = false;
let signingKey: Uint8Array;
let moved: MovedServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-locked-'));
  steps = [];
  troubles = [];
  connections = 0;
  refuse = false;
  const draft = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  const { fair, keys } = makeFair(
    fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
    { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
    randomBytes,
  );
  fairId = fair.id;
  ({ signingKey } = keys);
  moved = await movedServer(folder, fair);
  card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  const [key] = keys.passKeys;
  if (key?.slot !== SLOT) throw new Error('the draft begins with another slot');
  const enrolled = await enrol(
    folder,
    { fair, slot: SLOT, signed: signFair(fair, keys.signingKey) },
    { passSeed: key.seed, pseudonymKey: keys.pseudonymKey },
    card,
    randomBytes,
  );
  if (!enrolled.ok) throw new Error(enrolled.fault.kind);
  const connectReaders: ConnectReaders = async (listener) => {
    connections += 1;
    readers = listener;
    return { states: () => [], health: () => [], close: async () => undefined };
  };
  const onTrouble = (what: string, error: unknown) => troubles.push(`${what}: ${String(error)}`);
  const locked = await openLockedStation({
    enrolment: enrolled.value,
    moved,
    connectReaders,
    canLeave: false,
    now: Date.now,
    randomBytes,
    onTrouble,
    async open({ passSeed, pseudonymKey }, handedOver) {
      if (refuse || !pseudonymKey) return fail({ kind: 'folder-in-use' });
      return openStation({
        folder,
        fair,
        slot: SLOT,
        secrets: { passSeed, pseudonymKey },
        isStaffCard: async (text) => (await unlock(enrolled.value, text)).ok,
        registrations: [],
        version: 'test',
        connectReaders: handedOver,
        canLeave: false,
        now: Date.now,
        randomBytes,
        timers: steppedTimers(),
        onTrouble,
      });
    },
  });
  if (!locked.ok) throw new Error(locked.fault.kind);
  door = locked.value;
  door.onEvent((event: StationEvent) => {
    if (event.name === 'address') steps.push(`address ${event.payload.step}`);
    else steps.push(event.name === 'unlocking' ? event.payload.step : event.name);
  });
});
afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

/** Delivers a text as the keyboard scanner does. */
const typed = (text: string) => door.dispatch('arrival.wedge', { text });
const state = async (): Promise<unknown> => {
  const reply = await door.dispatch('station.hello', {});
  return reply.ok && reply.value instanceof Object && 'state' in reply.value && reply.value.state;
};

describe('a station that waits for its card', () => {
  it('takes the code of the hub’s address before it is open, and stays locked (P108)', async () => {
    const address = {
      fair: fairId,
      revision: 1,
      ms: 2,
      server: 'https://10.0.0.5:5190',
      pins: ['p'.repeat(43)],
    };
    const code = makeAddressCode(address, signingKey);
    await typed(code);
    readers.onScan({ kind: 'code', text: makeAddressCode({ ...address, ms: 1 }, signingKey) }, 'r');
    await expect.poll(() => steps).toEqual(['address taken', 'address older']);
    expect(await state()).toBe('locked');
    expect(moved.current()).toEqual(address);
    expect((await movedServer(folder, { id: fairId, signingKey: 'A'.repeat(43) })).current()).toBe(
      undefined,
    );
  });

  it('leaves by its card alone, as its PIN is still wrapped (P94)', async () => {
    expect(await door.dispatch('station.hello', {})).toMatchObject({
      value: { leavesByPin: false },
    });
    expect(await door.dispatch('staff.open', { pin: '2580' })).toMatchObject({
      value: { ok: false },
    });
  });

  it('names its fair, and answers no call about people', async () => {
    expect(await state()).toBe('locked');
    for (const [call, input] of [
      ['arrival.keypad', { number: '11010519491231002X' }],
      ['arrival.nameless', { arrival: 'a'.repeat(16) }],
      ['staff.status', { key: '0'.repeat(32) }],
    ] as const) {
      expect(await door.dispatch(call, input)).toEqual({ ok: false, fault: { kind: 'not-open' } });
    }
  });

  it('opens with its card, at once and with the connected readers', async () => {
    await typed(card);
    expect(steps.filter((step) => step !== 'readers')).toEqual(['opening', 'opened']);
    expect(await state()).toBe('open');
    expect(connections).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('knows the keyboard scanner that typed its card, before that has scanned anybody', async () => {
    await typed(card);
    expect(await door.dispatch('station.hello', {})).toMatchObject({
      value: { readers: [{ kind: 'wedge', state: 'ready' }] },
    });
  });

  it.each([
    ['a visitor’s pass', () => 'CF1:HELLO', 'not-a-staff-card'],
    ['a card cut short', () => card.slice(0, -3), 'damaged'],
    [
      'a card of another fair',
      () => staffCardText({ fair: '00000001', secret: randomBytes(32) }),
      'card-of-other-fair',
    ],
    [
      'another card of its fair',
      () => staffCardText({ fair: fairId, secret: randomBytes(32) }),
      'wrong-card',
    ],
  ])(
    'stays locked at %s, says why, and opens with the right card afterwards',
    async (_, text, why) => {
      await typed(text());
      expect(steps).toEqual([why]);
      expect(await state()).toBe('locked');
      await typed(card);
      expect(await state()).toBe('open');
    },
  );

  it('reports a failure to open, and allows another try', async () => {
    refuse = true;
    await typed(card);
    expect(steps).toEqual(['opening', 'folder-in-use']);
    refuse = false;
    await typed(card);
    expect(await state()).toBe('open');
  });

  it('opens the staff’s panel at its card once it is open, and at no other (P93)', async () => {
    await typed(card);
    await state();
    const next = () =>
      new Promise<StationEvent>((resolve) => {
        const stop = door.onEvent((event) => {
          if (event.name !== 'face' && event.name !== 'staff') return;
          stop();
          resolve(event);
        });
      });
    for (let guess = 0; guess < 5; guess += 1) await door.dispatch('staff.open', { pin: '0000' });
    const other = next();
    await typed(staffCardText({ fair: fairId, secret: randomBytes(32) }));
    expect(await other).toMatchObject({ name: 'face' });
    const own = next();
    await typed(card);
    const opened = await own;
    if (opened.name !== 'staff') throw new Error(opened.name);
    expect(await door.dispatch('staff.status', opened.payload)).toMatchObject({
      ok: true,
      value: { ok: true },
    });
  });

  it('refuses an ID card, and after opening passes scans to the door', async () => {
    readers.onScan({ kind: 'id-card', card: zhang }, 'reader');
    readers.onScan({ kind: 'fault', fault: 'wrong-card' }, 'scanner');
    expect(steps).toEqual(['not-a-staff-card', 'damaged']);
    await typed(card);
    await state();
    const face = new Promise<StationEvent>((resolve) => {
      door.onEvent((event) => {
        if (event.name === 'face') resolve(event);
      });
    });
    readers.onScan({ kind: 'code', text: 'CFR1:0701RV15KYH8S5RC' }, 'scanner');
    expect(await face).toEqual({ name: 'face', payload: { kind: 'refused', why: 'code-unknown' } });
  });
});
