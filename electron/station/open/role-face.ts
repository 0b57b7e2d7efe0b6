import type { Notice, StationEvent } from '../../../shared/contract.ts';
import type { Fair, Role, StationSlot } from '../../../shared/fair.ts';
import { boothFace } from '../booth/booth-face.ts';
import { deskFace } from '../desk/desk-face.ts';
import { entranceFace } from '../entrance/entrance-face.ts';
import type { SaveFile } from '../export/save-file.ts';
import type { Face } from './face.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import { organiserFace } from '../organiser/organiser-face.ts';
import type { SetUpHandlers } from '../organiser/set-up.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { Store } from '../store/store.ts';
import { wallFace } from '../wall/wall-face.ts';

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

/** An entrance's work wants an entrance's keys; any station may do the rest. */
export function rolesFor({ pseudonymKey }: StationSecrets): Role[] {
  return [...(pseudonymKey ? (['entrance'] as const) : []), 'booth', 'desk', 'organiser', 'wall'];
}

/** The face that a station's role opens; nothing where it has not the keys for it. */
export async function faceOfRole(context: RoleContext): Promise<Face | undefined> {
  const { station, secrets, emit, onTrouble } = context;
  switch (station.role) {
    case 'entrance': {
      const { passSeed, pseudonymKey } = secrets;
      if (!pseudonymKey) return undefined;
      return entranceFace({
        ...context,
        slot: station.slot,
        secrets: { passSeed, pseudonymKey },
        show: (payload) => emit({ name: 'face', payload }),
        onTrouble: (error) => onTrouble('check-in', error),
        onLeft: context.onPageLeft,
      });
    }
    case 'booth':
      return boothFace({ ...context, onTrouble: (error) => onTrouble('booth', error) });
    case 'desk':
      return deskFace({ ...context, onTrouble: (error) => onTrouble('desk', error) });
    case 'organiser':
      return organiserFace({ ...context, onTrouble: (error) => onTrouble('organiser', error) });
    case 'wall':
      return wallFace(context);
  }
}
