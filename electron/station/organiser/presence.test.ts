import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../../shared/contract/calls.ts';
import type { StationDoor } from '../open/station-door.ts';
import { openSampleStation } from '../sample/sample-station.ts';

/** Employers without a machine: who came is marked at the organiser's station, or follows from a sheet. */

const ORGANISER = 8;
const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;
let folder = '';
let door: StationDoor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-presence-'));
  const opened = await openSampleStation({
    resources: join(import.meta.dirname, '../../../resources'),
    folder,
    slot: ORGANISER,
    version: 'test',
    canLeave: false,
    onTrouble(what, error) {
      throw new Error(what, { cause: error });
    },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
});
afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return outputs[name].output.parse(reply.value);
}

async function present(): Promise<string[]> {
  const day = await call('organiser.day', { scope: 'all' });
  if (!day.ok) throw new Error(day.fault.kind);
  const here = day.value.byEmployer.filter((line) => line.present).map(({ booth }) => booth);
  expect(day.value.employers.present).toBe(here.length);
  return here;
}
const marked = async () => {
  const reply = await call('organiser.markedHere', {});
  return reply.ok ? reply.value.booths : [];
};

describe('marking who has come', () => {
  it('counts employers whose booth has no machine, and writes it down once', async () => {
    await call('organiser.presence', { booths: ['A05', 'B01'], here: true });
    await call('organiser.presence', { booths: ['B01', 'B02'], here: true });
    expect(await present()).toEqual(['A05', 'B01', 'B02']);
    expect(await marked()).toEqual(['A05', 'B01', 'B02']);
    const audit = await call('organiser.audit', {});
    expect(audit.ok && audit.value.entries.map(({ did, about }) => `${did} ${about}`)).toEqual([
      'booths-here 1 个展位，B02',
      'booths-here 2 个展位，A05、B01',
    ]);
  });

  it('is taken back by another tap', async () => {
    await call('organiser.presence', { booths: ['A05', 'B01'], here: true });
    await call('organiser.presence', { booths: ['A05'], here: false });
    expect(await present()).toEqual(['B01']);
    expect(await marked()).toEqual(['B01']);
  });

  it('follows from a tally sheet, and goes with it when the sheet was a mistake', async () => {
    const opened = await call('staff.open', { pin: '2580' });
    if (!opened.ok) throw new Error(opened.fault.kind);
    const { key } = opened.value;
    const sheet = { key, booth: 'A07', visits: 40, enteredBy: '王' };
    await call('staff.enterPaper', { ...sheet, source: '17' });
    await call('staff.enterPaper', { ...sheet, source: '18' });
    expect(await present()).toEqual(['A07']);
    const paper = await call('staff.paper', { key });
    if (!paper.ok) throw new Error(paper.fault.kind);
    const [first, second] = paper.value.entries.map(({ fact }) => fact);
    await call('staff.undoPaper', { key, fact: second ?? '' });
    expect(await present()).toEqual(['A07']);
    await call('staff.undoPaper', { key, fact: first ?? '' });
    expect(await present()).toEqual([]);
  });
});
