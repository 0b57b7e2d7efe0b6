import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fair } from '../../../shared/fair.ts';
import { realTimers } from '../clock/timers.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { randomness } from '../keys/randomness.ts';
import { rehearse } from './rehearse.ts';

const randomBytes = randomness();
let folder = '';
let fair: Fair;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-rehearsal-'));
  const pin = { salt: '', hash: '' };
  const draft = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  ({ fair } = makeFair(
    fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
    { staffPin: pin, organiserPin: pin },
    randomBytes,
  ));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function rehearsed(fairToPlay: Fair, people = 6, signal = new AbortController().signal) {
  return rehearse({
    folder: join(folder, 'copy'),
    fair: fairToPlay,
    people,
    now: Date.now,
    timers: realTimers,
    randomBytes,
    signal,
    onProgress: () => undefined,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
  });
}

describe('a rehearsal', () => {
  it('walks people through the real stations, and the figures are what they did', async () => {
    const done = await rehearsed(fair);
    if (done.at !== 'done') throw new Error(done.at);
    const wrong = done.problems.filter(({ kind }) =>
      ['figure', 'refused', 'not-opened'].includes(kind),
    );
    expect(wrong).toEqual([]);
    expect(done).toMatchObject({ people: 6, booths: fair.booths.length });
    expect(done.facts).toBeGreaterThan(6 * 3);
  });

  it('names booths that no station serves, and a fair without a gate', async () => {
    const [booth] = fair.booths;
    if (!booth) throw new Error('the draft has no booth');
    const stations = fair.stations
      .filter(({ role }) => role !== 'entrance')
      .map((station) => (station.role === 'booth' ? { ...station, serves: ['Z99'] } : station));
    const done = await rehearsed({ ...fair, stations }, 1);
    expect(done.at === 'done' && done.problems).toEqual([
      { kind: 'no-gate' },
      { kind: 'unserved', booths: fair.booths.map(({ code }) => code) },
    ]);
  });

  it('uses keys of its own: nothing of it is valid at the fair', async () => {
    await rehearsed(fair, 1);
    const files = join(folder, 'copy', `station-${fair.stations[0]?.slot}`, 'station.db');
    expect(existsSync(files)).toBe(true);
    const bytes = await readFile(files);
    expect(bytes.includes(`"fair":"${fair.id}"`)).toBe(false);
  });

  it('stops where somebody stops it', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await rehearsed(fair, 6, stop.signal)).toEqual({ at: 'stopped' });
  });
});
