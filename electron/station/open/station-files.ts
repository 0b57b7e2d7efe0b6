import type { Role } from '../../../shared/fair.ts';
import { savedFiles } from '../export/saved-files.ts';
import { staffDoor } from '../staff/staff-pin.ts';
import type { StationGround } from './ground.ts';

/** The door for staff, and the files that they save; an organiser's station saves without their PIN. */
export function staffAndFiles({ options, store, random }: StationGround, role: () => Role) {
  const { fair, folder, now, saving, timers } = options;
  const staff = staffDoor({ pin: fair.staffPin, now, newKey: () => random(16) });
  const files = savedFiles({
    saving,
    folder,
    settings: store.settings,
    maySave: (key) => role() === 'organiser' || (key !== undefined && staff.admits(key)),
    isStaff: (key) => staff.admits(key),
    timers,
    newId: () => random(8),
  });
  return { staff, files };
}
