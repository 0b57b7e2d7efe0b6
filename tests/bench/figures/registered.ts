import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checkCharacter } from '../../../shared/id-number.ts';
import { loadSampleFair } from '../../../electron/launch/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/launch/sample-station.ts';
import type { Registrant } from '../../../electron/people/roster.ts';
import { sealRoster } from '../../../electron/people/seal-roster.ts';
import { sealedArchive } from '../../../electron/people/sealed-archive.ts';
import { randomness } from '../../../electron/randomness.ts';
import { pseudonymsUnder } from '../../../shared/pseudonym.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { openGate, ROOT } from '../gate.ts';

/** A hundred thousand people who registered on line: sealed on all cores, and found at the door. */
const PEOPLE = 100_000;
const LOOKUPS = 2_000;

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

export const seal100k: Figure = {
  name: 'seal-100k-s',
  unit: 's',
  aim: 60,
  async measure(folder) {
    const { fair, keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const people = Array.from({ length: PEOPLE }, (_, n) => registrant(n));
    const archive = await sealedArchive(join(folder, 'people.db'));
    const cores = availableParallelism();
    const began = performance.now();
    await sealRoster(
      people,
      {
        fair: fair.id,
        sealingKey: new Uint8Array(Buffer.from(fair.sealingKey, 'base64url')),
        pseudonymKey: keys.pseudonymKey,
      },
      { cores, randomBytes: randomness(), onSealed: archive.put, onProgress: () => undefined },
    );
    const seconds = (performance.now() - began) / 1000;
    archive.close();
    return {
      value: seconds,
      note: `${PEOPLE} people with two boxes each, sealed and on disk, on ${cores} cores`,
    };
  },
};

export const find100k: Figure = {
  name: 'find-100k-ms',
  unit: 'ms',
  aim: 50,
  async measure(folder) {
    const { keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const { pseudonymOf, registrationLookup } = pseudonymsUnder(keys.pseudonymKey);
    const { store } = await openGate(join(folder, 'gate'), { withoutCryptography: true });
    const tokenOf = (n: number): string => `T${String(n).padStart(15, '0')}`;
    store.people.putRegistrations(
      Array.from({ length: PEOPLE }, (_, n) => ({
        lookup: registrationLookup(tokenOf(n)),
        pseudonym: pseudonymOf(registrant(n).number),
        maskedName: '周*国',
        surname: '周',
        title: 'mr',
        about: registrant(n).about,
      })),
    );
    const took: number[] = [];
    for (let i = 0; i < LOOKUPS; i += 1) {
      const n = (i * 7919) % PEOPLE;
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
      note: `95th percentile of ${LOOKUPS} lookups by code and by ID number among ${PEOPLE}; median ${median(took).toFixed(3)} ms`,
    };
  },
};
