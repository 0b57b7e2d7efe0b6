import type { Role } from '../../../shared/fair.ts';
import { boothDuty } from '../booth/booth-duty.ts';
import { deskDuty } from '../desk/desk-duty.ts';
import { entranceDuty } from '../entrance/entrance-duty.ts';
import { organiserDuty } from '../organiser/organiser-duty.ts';
import type { AfterwardsHandlers } from '../organiser/afterwards/afterwards-options.ts';
import type { SetUpHandlers } from '../organiser/set-up.ts';
import type { HandOver } from '../export/saved-files.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { ReaderSet } from '../reader/reader-set.ts';
import type { Duty } from '../role/duty.ts';
import { wallDuty } from '../wall/wall-duty.ts';
import type { StationGround } from './ground.ts';

export interface DutyParts {
  readonly printer: StationPrinting;
  readonly readers: Pick<ReaderSet, 'states'>;
  readonly handOver: HandOver;
  /** For an organiser: setting up the fair. */
  readonly setUp: SetUpHandlers & AfterwardsHandlers;
  readonly onCheckedIn: () => void;
}

/** Makes the duty of a role that the station's keys allow, for the fair in force. */
export async function dutyOfRole(
  role: Role,
  ground: StationGround,
  parts: DutyParts,
): Promise<Duty> {
  const { options, station, revisions, page } = ground;
  const context = {
    ...options,
    ...ground,
    ...parts,
    fair: revisions.inForce(),
    revoked: () => revisions.newest().revoked,
    emit: page.emit,
    nameOfReader: (id: string) => parts.readers.states().find((each) => each.id === id)?.name ?? id,
    onTrouble: (error: unknown) =>
      ground.onLedgerTrouble(role === 'entrance' ? 'check-in' : role, error),
  };
  switch (role) {
    case 'entrance': {
      const { passSeed, pseudonymKey } = options.secrets;
      if (!pseudonymKey) throw new Error('no keys of an entrance');
      return entranceDuty({
        ...context,
        slot: station.slot,
        secrets: { passSeed, pseudonymKey },
        show: (payload) => page.emit({ name: 'face', payload }),
        onLeft: () => page.left(),
      });
    }
    case 'booth':
      return boothDuty(context);
    case 'desk':
      return deskDuty(context);
    case 'organiser':
      return organiserDuty(context);
    case 'wall':
      return wallDuty(context);
  }
}
