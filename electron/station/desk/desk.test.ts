import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, CallName } from '../../../shared/contract/calls.ts';
import type { CounterSaid } from '../../../shared/contract/counter.ts';
import type { DeskFace } from '../../../shared/contract/desk.ts';
import { shortCode } from '../../../shared/pass.ts';
import { dispatcher } from '../../../shared/contract/dispatch.ts';
import type { Duty } from '../role/duty.ts';
import { makeBlank } from '../keys/blank-passes.ts';
import { makeBoothCard } from '../keys/booth-cards.ts';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import { countedBytes, storeIn } from '../store/testing/store-in.ts';
import type { Store } from '../store/store.ts';
import { deskDuty } from './desk-duty.ts';

let sample: SampleFair;
let folder = '';
let store: Store;
let duty: Duty;
let nowMs = 1_803_690_000_000;
let shown: DeskFace | undefined;
let said: CounterSaid[] = [];

beforeAll(async () => {
  sample = await loadSampleFair(
    join(import.meta.dirname, '../../../resources/fairs/street-market'),
  );
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-desk-'));
  nowMs = 1_803_690_000_000;
  shown = undefined;
  said = [];
  const bytes = countedBytes();
  const { id } = sample.fair;
  store = await storeIn(folder, { fair: id, slot: 7, now: () => nowMs, randomBytes: bytes });
  const station = sample.fair.stations.find(({ slot }) => slot === 7);
  if (!station) throw new Error('no slot 7');
  duty = deskDuty({
    fair: sample.fair,
    revoked: () => [],
    station,
    store,
    now: () => nowMs,
    random: (length) => bytes(length).toString('hex'),
    emit(event) {
      if (event.name === 'desks') shown = event.payload;
      if (event.name === 'counter') said.push(event.payload.said);
    },
    nameOfReader: (reader) => reader,
    onTrouble(error) {
      throw error;
    },
  });
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

const scan = (text: string): Promise<void> => duty.take({ kind: 'code', text }, 'gun');
const pass = (byte: string): string =>
  makeBlank(sample.fair, byte.repeat(16), sample.keys.signingKey);
const bind = (desk: string): Promise<void> =>
  scan(
    makeBoothCard(sample.fair, { booth: desk, command: { does: 'bind' } }, sample.keys.signingKey),
  );
async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<unknown> {
  const dispatch = dispatcher(duty.handlers, (_call, error) => {
    throw error;
  });
  const reply = await dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return reply.value;
}
const here = () => shown?.counters.find(({ id }) => id === 'gun')?.standing;
const atGun = () => ({
  counter: 'gun',
  turn: shown?.counters.find(({ id }) => id === 'gun')?.turn ?? '',
});
const gone = { ok: false, fault: { kind: 'gone' } };

describe('a service desk', () => {
  it('counts a consultation by topic, with or without a pass', async () => {
    await bind('policy');
    await scan(pass('a1'));
    const topic = shown?.desks[0]?.topics[0]?.code ?? '';
    await call('desk.consult', { ...atGun(), topic });
    await call('desk.next', atGun());
    await call('desk.consult', { ...atGun(), topic });
    expect(store.ledger.tally('all', 'consults')).toBe(2);
    expect(store.ledger.tally('all', 'consulted')).toBe(1);
    expect(shown?.desks[0]?.topics[0]?.today).toBe(2);
  });

  it('counts leaflets, and can undo a wrong count', async () => {
    await bind('policy');
    await call('desk.handout', { counter: 'gun', item: 'policy-guide', copies: 10 });
    await call('desk.handout', { counter: 'gun', item: 'policy-guide', copies: 5 });
    expect(store.ledger.tally('all', 'handouts', 'item:policy-guide')).toBe(15);
    const fact = shown?.desks[0]?.recent[0]?.fact ?? '';
    await call('desk.undo', { desk: 'policy', fact });
    expect(store.ledger.tally('all', 'handouts')).toBe(10);
    nowMs += 300_000;
    const older = shown?.desks[0]?.recent[1]?.fact ?? '';
    expect(await call('desk.undo', { desk: 'policy', fact: older })).toMatchObject({
      fault: { kind: 'reason-needed' },
    });
  });

  it('shows each due “1311” step, and counts it once', async () => {
    await bind('career');
    await scan(pass('a1'));
    const owed = () => here()?.services.map(({ done, times }) => `${done}/${times}`);
    expect(owed()).toEqual(['0/1', '0/3', '0/1', '0/1']);
    for (let n = 0; n < 3; n += 1) {
      expect(await call('desk.service', { ...atGun(), service: 'post' })).toMatchObject({
        ok: true,
      });
    }
    expect(await call('desk.service', { ...atGun(), service: 'post' })).toMatchObject({
      fault: { kind: 'all-done' },
    });
    expect(owed()).toEqual(['0/1', '3/3', '0/1', '0/1']);
    expect(store.ledger.tally('all', 'services')).toBe(3);
  });

  it('refuses a tap for a person who has left', async () => {
    await bind('career');
    await scan(pass('a1'));
    const late = atGun();
    await scan(pass('b2'));
    said = [];
    const topic = sample.fair.desks[1]?.topics[0]?.code ?? '';
    expect(await call('desk.consult', { ...late, topic })).toEqual(gone);
    expect(await call('desk.service', { ...late, service: 'talk' })).toEqual(gone);
    expect(await call('desk.typed', { ...late, text: shortCode('c3'.repeat(16)) })).toEqual(gone);
    expect(await call('desk.next', late)).toEqual(gone);
    expect(here()?.number).toBe(shortCode('b2'.repeat(16)));
    expect(store.ledger.count()).toBe(0);
    expect(said).toEqual(Array.from({ length: 4 }, () => ({ kind: 'refused', why: 'gone' })));
  });

  it('refuses a tap for an empty counter after a person came', async () => {
    await bind('career');
    const late = atGun();
    await scan(pass('a1'));
    const topic = sample.fair.desks[1]?.topics[0]?.code ?? '';
    expect(await call('desk.consult', { ...late, topic })).toEqual(gone);
    expect(store.ledger.count()).toBe(0);
  });

  it('keeps its turn when the same pass is scanned again', async () => {
    await bind('career');
    await scan(pass('a1'));
    const saw = atGun();
    nowMs += 5_000;
    await scan(pass('a1'));
    expect(await call('desk.service', { ...saw, service: 'talk' })).toMatchObject({ ok: true });
  });

  it('refuses another desk’s topics and leaflets after a scanner moved', async () => {
    await bind('policy');
    const topic = shown?.desks[0]?.topics[0]?.code ?? '';
    await bind('career');
    const other = { ok: false, fault: { kind: 'not-of-this-desk' } };
    const handout = { counter: 'gun', item: 'policy-guide', copies: 5 };
    expect(await call('desk.consult', { ...atGun(), topic })).toEqual(other);
    expect(await call('desk.handout', handout)).toEqual(other);
    expect(store.ledger.count()).toBe(0);
  });

  it('takes a scan for the desk on the screen, with one scanner and no card', async () => {
    await call('counter.front', { place: 'career' });
    await scan(pass('a1'));
    const standing = shown?.counters.filter((counter) => counter.standing);
    expect(standing?.map(({ desk }) => desk)).toEqual(['career']);
    await call('counter.front', { place: 'policy' });
    nowMs += 5_000;
    await scan(pass('b2'));
    const both = shown?.counters.filter((counter) => counter.standing);
    expect(both?.map(({ desk }) => desk)).toEqual(['policy', 'career']);
    expect(said.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  it('asks for its card if several desks share one machine', async () => {
    await scan(pass('a1'));
    await scan(
      makeBoothCard(
        sample.fair,
        { booth: 'A01', command: { does: 'bind' } },
        sample.keys.signingKey,
      ),
    );
    expect(said).toEqual([
      { kind: 'refused', why: 'scanner-unbound' },
      { kind: 'refused', why: 'card-of-other-booth' },
    ]);
  });
});
