import type { Fair } from '../../../shared/fair.ts';
import type { Result } from '../../../shared/result.ts';
import { SAVED_FOLDER } from '../export/saved-folder.ts';
import { HUB_FILE, HUB_FOLDER } from '../hub/hub-settings.ts';
import { ENROLMENT_FILE } from '../keys/enrolment.ts';
import { ORGANISER_FILE } from '../keys/own-keys.ts';
import { ROSTERS } from '../people/keep-roster.ts';
import { PEOPLE_FILE } from '../people/people-pack.ts';
import { LISTS_FOLDER } from '../people/signed-lists.ts';
import { REHEARSAL_FOLDER } from '../rehearsal/rehearsal-folder.ts';
import { type Retired, retire } from '../store/retirement.ts';
import { CLOSING_FILE, type ClosingOrder } from './closing-order.ts';

/** All in a station's folder that holds keys, is sealed with them, or names people. */
const SEALED = [
  ENROLMENT_FILE,
  `${ENROLMENT_FILE}.new`,
  ORGANISER_FILE,
  `${ORGANISER_FILE}.new`,
  PEOPLE_FILE,
  ROSTERS,
  LISTS_FOLDER,
  SAVED_FOLDER,
  REHEARSAL_FOLDER,
  // The hall's hub ran here: what it stored of people goes, too.
  HUB_FOLDER,
  HUB_FILE,
  CLOSING_FILE,
];

const WHAT = { sealed: SEALED, lists: ROSTERS, saved: SAVED_FOLDER };

/** Goes on with what a power cut stopped: the counts are written down, and no key can judge anything here. */
export const resumeRetirement = (folder: string, begun: Retired) =>
  retire(folder, { ...WHAT, begun });

/** Destroys keys and people's data in a folder whose station is closed. `time` has been judged. */
export function retireHere(
  folder: string,
  { fair, slot }: { readonly fair: Fair; readonly slot: number },
  { time, parting }: Pick<ClosingOrder, 'time' | 'parting'>,
  nowMs: number,
): Promise<Result<Retired, { readonly kind: 'folder-in-use' }>> {
  const station = fair.stations.find((other) => other.slot === slot);
  const { said, to, left, machines, unsent = null } = parting ?? {};
  return retire(folder, {
    ...WHAT,
    ...(said && to && { report: { said, to, told: false } }),
    about: {
      fair: { id: fair.id, ...fair.name, organiser: fair.organiser.zh },
      station: { slot, ...(station?.name ?? { zh: '', en: '' }) },
      keepUntil: fair.keepUntil,
      utcOffsetMinutes: fair.utcOffsetMinutes,
      signedMs: time.ms,
      doneMs: nowMs,
      unsent,
      ...(left && { left }),
      ...(machines && { machines }),
    },
  });
}
