import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import type { Entry } from '../../electron/station/store/chain-writer.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import type { Fetch } from '../../electron/station/sync/network.ts';
import { type StationSync, stationSync } from '../../electron/station/sync/station-sync.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { servedBy } from '../../shared/fair.ts';
import { ROOT } from './gate.ts';

/** A booth laptop after a day without network, with a server's fair for it. */

const FIRST_BOOTH = 4;
const AT_ONCE = 200;

export interface DayOffLine {
  readonly fair: string;
  readonly slot: number;
  readonly store: Store;
  readonly fairFile: string;
  sync(server: string, fetch: Fetch, onUpToDate: () => void): StationSync;
}

/** Writes this many facts of a booth: visits, résumés and intents of passers-by. */
export async function dayOffLine(
  folder: string,
  facts: number,
  slot = FIRST_BOOTH,
): Promise<DayOffLine> {
  const { fair, keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
  const passSeed = keys.passKeys.get(slot);
  const station = fair.stations.find((other) => other.slot === slot);
  if (!passSeed || !station) throw new Error('the sample fair has no such station');
  const booths = servedBy(station, 'booth', fair.booths).map(({ code }) => code);
  let nowMs = Date.UTC(2027, 1, 27, 1);
  const store = await storeIn(join(folder, 'station'), {
    fair: fair.id,
    slot,
    now: () => nowMs,
    // Its speed is part of what is measured.
    randomBytes: randomness(),
  });
  const fairFile = join(folder, 'fair.json');
  await writeFile(fairFile, JSON.stringify(signFair(fair, keys.signingKey)));
  for (let from = 0; from < facts; from += AT_ONCE) {
    nowMs += 60_000;
    store.ledger.append(Array.from({ length: AT_ONCE }, (_, n) => entry(slot, booths, from + n)));
  }
  return {
    fair: fair.id,
    slot,
    store,
    fairFile,
    sync: (server, fetch, onUpToDate) =>
      stationSync({
        server,
        fetch,
        fair,
        slot,
        passSeed,
        store,
        timers: realTimers,
        now: Date.now,
        moment: () => ({ day: '', time: '' }),
        chance: Math.random,
        onHeard: () => undefined,
        onTrouble(error) {
          throw error;
        },
        onState({ at }) {
          if (at === 'up-to-date') onUpToDate();
        },
      }),
  };
}

/** Four facts about one person, in order. */
function entry(slot: number, booths: readonly string[], n: number): Entry {
  const person = createHash('sha256')
    .update(`${slot}/${Math.floor(n / 4)}`)
    .digest('hex')
    .slice(0, 32);
  const booth = booths[Math.floor(n / 4) % Math.min(9, booths.length)] ?? '';
  const post = `${booth}-1`;
  switch (n % 4) {
    case 0:
      return { person, happening: { kind: 'visit', what: { booth } } };
    case 1:
      return { person, happening: { kind: 'resume', what: { booth, post } } };
    case 2:
      return {
        person,
        happening: { kind: 'intent', what: { booth, post, step: 'first', supersedes: [] } },
      };
    default:
      return { person, happening: { kind: 'talk', what: { booth, post } } };
  }
}

/** Seconds from sending the first fact to counting the last. */
export async function drained(
  day: DayOffLine,
  port: number,
  using: Fetch = fetch,
): Promise<number> {
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const sync = day.sync(`http://127.0.0.1:${port}`, using, () => {
      sync.close();
      resolve();
    });
  });
  return (performance.now() - began) / 1000;
}
