import type { Notice, StationEvent } from '../../../shared/contract.ts';
import type { Fair, Role, StationSlot } from '../../../shared/fair.ts';
import { boothDuty } from '../booth/booth-duty.ts';
import { deskDuty } from '../desk/desk-duty.ts';
import { entranceDuty } from '../entrance/entrance-duty.ts';
import type { SaveFile } from '../export/save-file.ts';
import type { Duty } from '../role/duty.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import { organiserDuty } from '../organiser/organiser-duty.ts';
import type { SetUpHandlers } from '../organiser/set-up.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { Store } from '../store/store.ts';
import { wallDuty } from '../wall/wall-duty.ts';

export interface RoleContext {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly secrets: StationSecrets;
  readonly store: Store;
  readonly printer: StationPrinting;
  readonly now: () => number;
  readonly today: () => string;
  readonly moment: (ms: number) => Notice['at'];
  readonly random: (length: number) => string;
  readonly emit: (event: StationEvent) => void;
  readonly saveFile?: SaveFile;
  readonly nameOfReader: (reader: string) => string;
  /** For an organiser: what is set up here. */
  readonly setUp: SetUpHandlers;
  readonly onCheckedIn: () => void;
  readonly onPageLeft: () => void;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** An entrance needs an entrance's keys; any station can do the rest. */
export function rolesFor({ pseudonymKey }: StationSecrets): Role[] {
  return [...(pseudonymKey ? (['entrance'] as const) : []), 'booth', 'desk', 'organiser', 'wall'];
}

/** The duty of the station's role; undefined where the station lacks the keys for it. */
export async function dutyOfRole(context: RoleContext): Promise<Duty | undefined> {
  const { station, secrets, emit, onTrouble } = context;
  switch (station.role) {
    case 'entrance': {
      const { passSeed, pseudonymKey } = secrets;
      if (!pseudonymKey) return undefined;
      return entranceDuty({
        ...context,
        slot: station.slot,
        secrets: { passSeed, pseudonymKey },
        show: (payload) => emit({ name: 'face', payload }),
        onTrouble: (error) => onTrouble('check-in', error),
        onLeft: context.onPageLeft,
      });
    }
    case 'booth':
      return boothDuty({ ...context, onTrouble: (error) => onTrouble('booth', error) });
    case 'desk':
      return deskDuty({ ...context, onTrouble: (error) => onTrouble('desk', error) });
    case 'organiser':
      return organiserDuty({ ...context, onTrouble: (error) => onTrouble('organiser', error) });
    case 'wall':
      return wallDuty(context);
  }
}
