import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readByAnother from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { base64Of } from '../../../shared/base64.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { SEASON_PART } from '../../../shared/contract/season.ts';
import { fingerprintOf } from '../../../shared/report/season/fair-figures.ts';
import { loadSampleFair } from '../sample/sample-fair.ts';
import type { Store } from '../store/store.ts';
import { storeIn } from '../store/testing/store-in.ts';
import { seasonCallsHere } from './season.ts';

const ORGANISER = 8;
const now = (): number => Date.UTC(2027, 1, 27, 2);
const sample = await loadSampleFair(
  join(import.meta.dirname, '../../../resources/fairs/street-market'),
);
let folder = '';
let store: Store;
let handed: { name: string; bytes: Uint8Array }[];
let noted: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-season-'));
  store = await storeIn(folder, { fair: sample.fair.id, slot: ORGANISER, now });
  handed = [];
  noted = [];
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

function station(slot = ORGANISER) {
  const { fair, keys } = sample;
  const passKeys = [...keys.passKeys].map(([own, seed]) => ({ slot: own, seed }));
  return seasonCallsHere({
    fair,
    station: { slot },
    secrets: { passSeed: keys.passKeys.get(slot) ?? new Uint8Array() },
    sampleKeys: { ...keys, passKeys },
    store,
    now,
    handOver(name, bytes) {
      handed.push({ name, bytes });
      return { how: 'held', file: name, name, bytes: bytes.length };
    },
    note: (format) => noted.push(format),
  });
}

type Calls = ReturnType<typeof station>;

async function add(calls: Calls, file: string, bytes: Uint8Array): Promise<void> {
  const base64 = base64Of(bytes);
  for (let from = 0; from < base64.length; from += SEASON_PART) {
    const part = base64.slice(from, from + SEASON_PART);
    const sent = await calls['season.part']({ list: 'now', file, from, of: base64.length, part });
    expect(sent).toMatchObject({ ok: true });
  }
}

const viewOf = async (calls: Calls): Promise<CallOutput<'season.view'>> => calls['season.view']({});

describe('the organiser’s station', () => {
  it('sums what it signed itself, in parts, without asking about its own key', async () => {
    const what = { means: 'card', lane: 'self' } as const;
    const person = 'c'.repeat(32);
    store.ledger.append([{ happening: { kind: 'checkin', what }, person }]);
    const calls = station();
    expect(await calls['season.file']({ as: 'workbook' })).toMatchObject({
      fault: { kind: 'empty' },
    });
    await calls['season.figures']({ township: 'yes' });
    const [own] = handed;
    expect(own?.bytes.length).toBeGreaterThan(SEASON_PART);
    await add(calls, 'own.json', own?.bytes ?? new Uint8Array());
    const view = await viewOf(calls);
    expect(view).toMatchObject({ fairs: 1, own: fingerprintOf(sample.fair.signingKey) });
    expect(view.now[0]).toMatchObject({ is: 'summed', fair: { township: 'yes', said: true } });
    expect(view.lines.find(({ id }) => id === '求职者人数')).toMatchObject({ value: 1 });

    await calls['season.change']({ does: 'type', line: '求职者人数', value: 2 });
    await calls['season.file']({ as: 'workbook' });
    await calls['season.file']({ as: 'spring' });
    expect(noted).toEqual(['fair-figures', 'season-workbook', 'season-spring']);
    const [sums] = await readByAnother(Buffer.from(handed[1]?.bytes ?? []));
    expect(sums?.data.find(([name]) => name === '进场人次')?.slice(1, 6)).toEqual([
      1,
      '人次',
      2,
      -1,
      '−50.0%',
    ]);
    const [spring] = await readByAnother(Buffer.from(handed[2]?.bytes ?? []));
    expect(spring?.data[2]?.slice(0, 2)).toEqual(['其中乡镇（场）', 1]);

    await calls['season.change']({ does: 'remove', list: 'now', at: 0 });
    expect((await viewOf(calls)).now).toEqual([]);
  });

  it('signs nothing from another role’s slot', async () => {
    expect(await station(1)['season.figures']({ township: 'no' })).toMatchObject({
      fault: { kind: 'may-not-sign' },
    });
    expect(handed).toEqual([]);
  });

  it('takes no part that does not follow the one before', async () => {
    const part = { list: 'now', file: 'a', from: 4, of: 8, part: 'AAAA' } as const;
    expect(await station()['season.part'](part)).toMatchObject({ fault: { kind: 'gone' } });
  });
});
