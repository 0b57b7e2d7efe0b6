import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boothDuty } from '../electron/station/booth/booth-duty.ts';
import { makeBoothCard } from '../electron/station/keys/booth-cards.ts';
import type { Duty } from '../electron/station/role/duty.ts';
import { loadSampleFair, type SampleFair } from '../electron/station/sample/sample-fair.ts';
import { storeIn } from '../electron/station/store/testing/store-in.ts';
import type { Store } from '../electron/station/store/store.ts';
import { saidWords } from '../renderer/counter/words.ts';
import type { BoothFace } from '../shared/contract/booth.ts';
import type { CounterSaid } from '../shared/contract/counter.ts';
import { dispatcher } from '../shared/contract/dispatch.ts';
import { deeds, taps, unitNames, writtenBy } from '../shared/deeds.ts';
import { shortCode } from '../shared/pass.ts';
import { bulletin } from '../shared/report/bulletin.ts';
import { presetTemplate } from '../shared/report/bulletin-presets.ts';
import { dayView } from '../shared/report/day-view.ts';
import { sheetsOf } from '../shared/report/sheets.ts';

/** Follows each tap at a booth from the finger to the sheet and the bulletin, through the real modules. */

/** 10:02 in China, on the fair's first day. */
const BEGIN = 1_803_693_720_000;
const DAY = '2027-02-27';
const LI = '11'.repeat(16);
const POST = 'A01-1';
const done = { ok: true, value: { ok: true, value: {} } };

let sample: SampleFair;
let folder: string;
let store: Store;
let duty: Duty;
let nowMs: number;
let face: BoothFace | undefined;
let said: CounterSaid | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-taps-'));
  sample = await loadSampleFair(join(import.meta.dirname, '../resources/fairs/street-market'));
  nowMs = BEGIN;
  const { fair } = sample;
  store = await storeIn(folder, { fair: fair.id, slot: 4, now: () => nowMs });
  const station = fair.stations.find(({ slot }) => slot === 4);
  if (!station) throw new Error('the sample has no station 4');
  duty = boothDuty({
    fair,
    station: { ...station, serves: ['A01'] },
    store,
    now: () => nowMs,
    random: (length) => randomBytes(length).toString('hex'),
    emit(event) {
      if (event.name === 'booths') face = event.payload;
      if (event.name === 'counter') ({ said } = event.payload);
    },
    nameOfReader: (reader) => reader,
    revoked: () => [],
    handOver: (name) => ({ how: 'page', name, base64: '' }),
    onTrouble: (error) => expect.fail(String(error)),
  });
  await call('booth.presence', { booth: 'A01', now: 'open' });
  await receive();
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

const call = (name: string, input: object) =>
  dispatcher(duty.handlers, (_call, error) => expect.fail(String(error)))(name, input);
const aim = () => {
  const [counter] = face?.counters ?? [];
  return { counter: counter?.id ?? '', turn: counter?.turn ?? '' };
};
const receive = () => call('booth.typed', { ...aim(), text: shortCode(LI) });
const all = () => face?.counters[0]?.standing?.history ?? [];
const history = () => all().map(({ kind }) => kind);

describe.each(taps)('the tap $kind', ({ kind, call: name, figure, heading, title, means, per }) => {
  const tap = () => call(name, { ...aim(), post: POST });
  const counted = (slice = '') => store.ledger.tally(DAY, figure, slice);

  it('writes one fact at once, and a second tap none', async () => {
    expect(await tap()).toEqual(done);
    const words = said && saidWords(said, (post) => post, 'booth');
    expect(await tap()).toEqual(done);
    expect(words).toEqual(deeds[kind].tap.said);
    expect(history()).toEqual(['visit', kind]);
    const [fact] = store.ledger.standingAt('A01').filter(({ chained }) => chained.kind === kind);
    expect(fact?.chained.what).toEqual({ booth: 'A01', post: POST });
    expect(writtenBy[kind]).toBe('booth');
  });

  it('counts at its booth, for its post and at its hour', async () => {
    await tap();
    expect(face?.booths[0]?.today[figure]).toBe(1);
    expect(['', 'booth:A01', `post:${POST}`, 'hour:10'].map(counted)).toEqual([1, 1, 1, 1]);
  });

  it('is in the booth’s list, the organiser’s sheets and the bulletin', async () => {
    await tap();
    expect(await call('booth.day', { booth: 'A01' })).toMatchObject({
      value: { value: { funnel: { [figure]: 1 }, people: [{ visits: 1 }] } },
    });
    const rows = store.ledger.tallies();
    const coverage = { stations: [], forks: [], heads: [] };
    const { fair } = sample;
    const view = dayView({ fair, scope: DAY, scopes: [DAY], rows, coverage, nowMs });
    const sheets = sheetsOf(fair, view, rows);
    const cell = (sheet: string, first: string) => {
      const { columns = [], rows: lines = [] } = sheets.find((each) => each.name === sheet) ?? {};
      const column = columns.findIndex(([text]) => text === heading);
      return lines.find(([text]) => text === first)?.[column];
    };
    expect([cell('分时段', '10:00–10:59'), cell('按单位', 'A01')]).toEqual([1, 1]);
    const template = presetTemplate(view, 'middle', 'first');
    const { text } = bulletin(view, { template, added: '', numbers: 'exact' });
    expect(text).toContain(`${title.zh}1${unitNames[means.unit]}`);
  });

  it('does the same by its command card', async () => {
    const { fair, keys } = sample;
    for (const does of ['bind', kind] as const) {
      const text = makeBoothCard(fair, { booth: 'A01', command: { does } }, keys.signingKey);
      await duty.take({ kind: 'code', text }, 'gun');
    }
    expect(said).toEqual({ kind });
    expect(counted()).toBe(1);
  });

  it('is taken back by undo', async () => {
    await tap();
    const [newest] = face?.booths[0]?.recent ?? [];
    await call('booth.undo', { booth: 'A01', fact: newest?.fact });
    expect(said).toEqual({ kind: 'undone', action: kind });
    expect(history()).toEqual(['visit']);
    expect(counted()).toBe(0);
  });

  it('is written once for a post, or once in a visit for any', async () => {
    await tap();
    await call(name, { ...aim(), post: 'A01-2' });
    nowMs += 5 * 60_000;
    await receive();
    await tap();
    const posts = all().flatMap((action) => (action.kind === kind ? [action.post] : []));
    expect(posts).toEqual([POST, per === 'visit' ? POST : 'A01-2']);
    const bare = await call(name, aim());
    expect(bare.ok).toBe(per === 'visit');
  });
});
