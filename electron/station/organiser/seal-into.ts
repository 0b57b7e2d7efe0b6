import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { keepRoster, ROSTERS } from '../people/keep-roster.ts';
import type { Registrant } from '../people/roster.ts';
import { sealKeysOf, sealRosterHere } from '../people/seal-roster.ts';

export interface Sealing {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly list: readonly Registrant[];
  /** The station's own. */
  readonly folder: string;
  readonly nowMs: number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** So often the page hears how far it is. */
const TELL_EVERY = 200;

/** A list of people into a folder of its own; nothing, and no folder, where it was stopped. */
export async function sealInto(
  sealing: Sealing,
): Promise<{ readonly people: number; readonly where: string } | undefined> {
  const { fair, keys, list, nowMs, randomBytes, signal } = sealing;
  const { day } = dayAndHour(nowMs, fair.utcOffsetMinutes);
  const time = wallClock(nowMs, fair.utcOffsetMinutes).replace(':', '');
  const tail = Buffer.from(randomBytes(2)).toString('hex');
  const where = join(sealing.folder, ROSTERS, `${day}-${time}-${tail}`);
  const kept = await keepRoster(where, fair, keys, randomBytes);
  let whole = false;
  try {
    await sealRosterHere(list, sealKeysOf(fair, keys), {
      randomBytes,
      signal,
      onSealed: kept.put,
      onProgress(done) {
        if (done % TELL_EVERY === 0 || done === list.length) sealing.onProgress(done);
      },
    });
    whole = !signal.aborted;
  } finally {
    kept.close();
    // Nobody is imported by halves, whatever stopped it.
    if (!whole) await rm(where, { recursive: true, force: true });
  }
  return whole ? { people: await kept.finish(), where } : undefined;
}
