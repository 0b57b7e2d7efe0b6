import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fair, Registration } from '../../../shared/fair.ts';
import { REGISTRATION_PREFIX } from '../../../shared/pseudonym.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { PEOPLE_FILE, packPeople } from './people-pack.ts';
import type { RegisteredPerson } from './seal-roster.ts';
import { sealedArchive } from './sealed-archive.ts';

/**
 * Turns a list of people into boxes for the organiser, a pack for entrances, and one code per
 * person.
 */

/** The folder with each imported list of people at an organiser's station. */
export const ROSTERS = 'people';
export const ARCHIVE_FILE = 'people.db';
export const CODES_FILE = 'codes.csv';

export interface KeptRoster {
  readonly put: (people: readonly RegisteredPerson[]) => void;
  /** Writes the pack and the codes; returns the number of people. */
  readonly finish: () => Promise<number>;
  readonly close: () => void;
}

export async function keepRoster(
  folder: string,
  fair: Pick<Fair, 'id'>,
  { pseudonymKey }: Pick<FairKeys, 'pseudonymKey'>,
  randomBytes: (length: number) => Uint8Array,
): Promise<KeptRoster> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const archive = await sealedArchive(join(folder, ARCHIVE_FILE));
  const registrations: Registration[] = [];
  const codes: string[] = [];
  return {
    put(sealed) {
      archive.put(sealed);
      for (const { registration, token } of sealed) {
        registrations.push(registration);
        codes.push(REGISTRATION_PREFIX + token);
      }
    },
    async finish() {
      const pack = packPeople(registrations, fair.id, pseudonymKey, randomBytes);
      await writeFile(join(folder, PEOPLE_FILE), pack, { mode: 0o600 });
      // Keep the table's order, so that its owner can send each person their code.
      const lines = ['\u{feff}报名码', ...codes].join('\r\n');
      await writeFile(join(folder, CODES_FILE), `${lines}\r\n`, { mode: 0o600 });
      return registrations.length;
    },
    close: archive.close,
  };
}
