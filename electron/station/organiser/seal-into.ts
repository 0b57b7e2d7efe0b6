import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { keepRoster, ROSTERS } from '../people/keep-roster.ts';
import type { Registrant } from '../../../shared/tables/people/read-person.ts';
import { sealKeysOf, sealRosterHere } from '../people/seal-roster.ts';

export interface Sealing {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly list: readonly Registrant[];
  /** The station's data folder. */
  readonly folder: string;
  readonly nowMs: number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** How often the page gets the progress. */
const TELL_EVERY = 200;

/**
 * Imports a list of people into a new folder. If stopped, returns undefined and leaves no folder.
 */
export async function sealInto(
  sealing: Sealing,
): Promise<{ readonly people: number; readonly where: string } | undefined> {
  const { fair, keys, list, nowMs, randomBytes, signal } = sealing;
  const { day } = dayAndHour(nowMs, fair.utcOffsetMinutes);
  const time = wallClock(nowMs, fair.utcOffsetMinutes).replace(':', '');
  const tail = Buffer.from(randomBytes(2)).toString('hex');
  const where = join(sealing.folder, ROSTERS, `${day}-${time}-${tail}`);
  const kept = await keepRoster(where, fair, keys, randomBytes);
  let complete = false;
  try {
    await sealRosterHere(list, sealKeysOf(fair, keys), {
      randomBytes,
      signal,
      onSealed: kept.put,
      onProgress(done) {
        if (done % TELL_EVERY === 0 || done === list.length) sealing.onProgress(done);
      },
    });
    complete = !signal.aborted;
  } finally {
    kept.close();
    // Never leave a partial import, whatever stopped it.
    if (!complete) await rm(where, { recursive: true, force: true });
  }
  return complete ? { people: await kept.finish(), where } : undefined;
}
