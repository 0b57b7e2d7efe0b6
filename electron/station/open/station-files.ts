import type { Fair, Role } from '../../../shared/fair.ts';
import { readStaffCard } from '../../../shared/staff-card.ts';
import { savedFiles } from '../export/saved-files.ts';
import type { Scan } from '../reader/scan.ts';
import { staffDoor } from '../staff/staff-pin.ts';
import { saving } from '../store/saving.ts';
import type { StationGround } from './ground.ts';

type Doors = Pick<StationGround, 'options' | 'store' | 'random'>;

/** A door behind a PIN of this station's own keys, or of an older fair's file. */
export function pinDoor({ options, store, random }: Doors, holder: 'staff' | 'organiser') {
  const { fair, secrets, now, onTrouble } = options;
  const name = `${holder}Pin` as const;
  const pin: Fair['staffPin'] = secrets.pins?.[name] ?? fair[name];
  return staffDoor({
    pin,
    now,
    newKey: () => random(16),
    wait: {
      read: () => store.settings.pinWait(holder),
      // A full disk must not lock staff out, nor in.
      keep: (wait) =>
        void saving(
          (error) => onTrouble('staff', error),
          () => store.settings.setPinWait(holder, wait),
        ),
    },
  });
}

/** The door for staff, and the files that they save; an organiser's station saves without their PIN. */
export function staffAndFiles(ground: StationGround, role: () => Role) {
  const { options, store, random, page, onDiskTrouble } = ground;
  const { folder, saving: savingFiles, timers, isStaffCard } = options;
  const staff = pinDoor(ground, 'staff');
  const files = savedFiles({
    saving: savingFiles,
    folder,
    settings: store.settings,
    maySave: (key) => role() === 'organiser' || (key !== undefined && staff.admits(key)),
    isStaff: (key) => staff.admits(key),
    timers,
    newId: () => random(8),
  });
  return {
    staff,
    files,
    listMedia: options.listMedia ?? savingFiles?.listMedia ?? (async () => []),
    /** The staff card opens the panel at once, whatever was typed before it. */
    takeStaffCard: async (scan: Scan): Promise<boolean> => {
      if (scan.kind !== 'code' || !readStaffCard(scan.text).ok) return false;
      if (!(await isStaffCard?.(scan.text))) return false;
      page.emit({ name: 'staff', payload: { key: staff.byCard() } });
      saving(
        (error) => onDiskTrouble('audit', error),
        () => store.audit.note({ did: 'staff-opened' }),
      );
      return true;
    },
  };
}
