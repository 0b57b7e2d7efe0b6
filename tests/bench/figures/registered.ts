import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checkCharacter } from '../../../shared/id-number.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { keepRoster } from '../../../electron/station/people/keep-roster.ts';
import { readRoster } from '../../../electron/station/people/roster.ts';
import type { Registrant } from '../../../shared/tables/people/read-person.ts';
import { sealKeysOf, sealRoster } from '../../../electron/station/people/seal-roster.ts';
import { sealedArchive } from '../../../electron/station/people/sealed-archive.ts';
import { randomness } from '../../../electron/station/keys/randomness.ts';
import { pseudonymsUnder } from '../../../shared/pseudonym.ts';
import { workbook } from '../../../shared/report/files.ts';
import { LIST_HEADING, rowOf } from '../../people-list.ts';
import { figure, median, quantile } from '../figure.ts';
import { openGate, ROOT } from '../gate.ts';

/** A hundred thousand people who registered online: sealed on all cores, and found at the door. */
const full = { people: 100_000, lookups: 2_000 };
const tiny = { people: 40, lookups: 4 };

function registrant(n: number): Registrant {
  const day = new Date(Date.UTC(1960, 0, 1 + (n % 15_000))).toISOString().slice(0, 10);
  const body = `349981${day.replaceAll('-', '')}${String(Math.floor(n / 15_000)).padStart(3, '0')}`;
  return {
    name: '周建国',
    number: body + checkCharacter(body),
    phone: `138${String(10_000_000 + n)}`,
    address: '澜江省汀禾市云溪街道柳桥社区老码头巷12号',
    about: { trades: { value: ['logistics'], from: 'imported' } },
  };
}

export const seal100k = figure({
  name: 'seal-100k-s',
  unit: 's',
  aim: 60,
  full,
  tiny,
  async measure({ folder }, { people: count }) {
    const { fair, keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const people = Array.from({ length: count }, (_, n) => registrant(n));
    const archive = await sealedArchive(join(folder, 'people.db'));
    const cores = availableParallelism();
    const began = performance.now();
    await sealRoster(people, sealKeysOf(fair, keys), {
      cores,
      randomBytes: randomness(),
      onSealed: archive.put,
      onProgress: () => undefined,
    });
    const seconds = (performance.now() - began) / 1000;
    archive.close();
    return {
      value: seconds,
      note: `${count} people with two boxes each, sealed and on disk, on ${cores} cores`,
    };
  },
});

/** The bureau's waiting time without the sealing, which `seal-100k-s` measures. */
export const import100k = figure({
  name: 'import-100k-s',
  unit: 's',
  aim: 15,
  full,
  tiny,
  async measure({ folder }, { people: count }) {
    const { fair, keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const bytes = await workbook([
      {
        name: '报名名单',
        columns: LIST_HEADING.map((heading) => [heading, 16]),
        rows: Array.from({ length: count }, (_, person) => rowOf(person)),
      },
    ]);
    const began = performance.now();
    const roster = await readRoster(bytes, { year: 2027, month: 2, day: 27 });
    if (!roster.ok) throw new Error(roster.fault.kind);
    const { people, findings } = roster.value;
    if (people.length !== count) throw new Error(`${findings.length} findings`);
    const read = performance.now() - began;
    const randomBytes = randomness();
    const kept = await keepRoster(join(folder, 'people'), fair, keys, randomBytes);
    let written = 0;
    const timed = <T>(doing: () => T): T => {
      const from = performance.now();
      const done = doing();
      written += performance.now() - from;
      return done;
    };
    const sealingFrom = performance.now();
    await sealRoster(people, sealKeysOf(fair, keys), {
      cores: availableParallelism(),
      randomBytes,
      onSealed: (sealed) => timed(() => kept.put(sealed)),
      onProgress: () => undefined,
    });
    const sealing = performance.now() - sealingFrom - written;
    kept.close();
    const finishing = performance.now();
    await kept.finish();
    written += performance.now() - finishing;
    const s = (ms: number): string => (ms / 1000).toFixed(1);
    return {
      value: (read + written) / 1000,
      note: `${count} rows of a workbook of ${(bytes.length / 1024 / 1024).toFixed(0)} MB: read and checked in ${s(read)} s, written in ${s(written)} s; sealing beside it ${s(sealing)} s`,
    };
  },
});

export const find100k = figure({
  name: 'find-100k-ms',
  unit: 'ms',
  aim: 50,
  full,
  tiny,
  async measure({ folder }, { people, lookups }) {
    const { keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const { pseudonymOf, registrationLookup } = pseudonymsUnder(keys.pseudonymKey);
    const { store } = await openGate(join(folder, 'gate'), { withoutCryptography: true });
    const tokenOf = (n: number): string => `T${String(n).padStart(15, '0')}`;
    store.people.putRegistrations(
      Array.from({ length: people }, (_, n) => ({
        lookup: registrationLookup(tokenOf(n)),
        pseudonym: pseudonymOf(registrant(n).number),
        maskedName: '周*国',
        surname: '周',
        title: 'mr',
        about: registrant(n).about,
      })),
    );
    const took: number[] = [];
    for (let i = 0; i < lookups; i += 1) {
      const n = (i * 7919) % people;
      const began = performance.now();
      const found =
        i % 2 === 0
          ? store.people.registrationByLookup(registrationLookup(tokenOf(n)))
          : store.people.registrationOf(pseudonymOf(registrant(n).number));
      took.push(performance.now() - began);
      if (!found) throw new Error(`person ${n} was not found`);
    }
    store.close();
    return {
      value: quantile(took, 0.95),
      note: `95th percentile of ${lookups} lookups by code and by ID number among ${people}; median ${median(took).toFixed(3)} ms`,
    };
  },
});
