import { rolesAllowed } from '../../../shared/authority.ts';
import type { Fair, Role } from '../../../shared/fair.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import type { Duty } from '../role/duty.ts';

/** The roles that the signed fair allows this station; an entrance needs an entrance's keys, too. */
export function rolesFor(
  slot: number,
  fair: Pick<Fair, 'stations' | 'organiserPin'>,
  { pseudonymKey }: StationSecrets,
): Role[] {
  const station = fair.stations.find((other) => other.slot === slot);
  const allowed = station ? [...rolesAllowed(station, fair)] : [];
  return allowed.filter((role) => role !== 'entrance' || pseudonymKey);
}

export interface RoleSwitchOptions {
  readonly role: Role;
  /** Opens a role's duty for the fair in force. */
  readonly open: (role: Role) => Promise<Duty>;
  /** Stores the choice; if it throws, the role does not change. */
  readonly keep: (role: Role) => void;
  /** A different duty works from now on. */
  readonly onChange: () => void;
}

/** The station's current role, with its duty. */
export async function roleSwitch({ role: first, open, keep, onChange }: RoleSwitchOptions) {
  let role = first;
  let duty = await open(role);
  let closed = false;

  function setDuty(next: Duty): void {
    if (closed) return;
    duty = next;
    onChange();
  }

  return {
    role: () => role,
    duty: () => duty,
    async switchTo(next: Role): Promise<void> {
      const other = await open(next);
      keep(next);
      role = next;
      setDuty(other);
    },
    /** The same role with a new revision of the fair. */
    async renew(): Promise<void> {
      setDuty(await open(role));
    },
    close(): void {
      closed = true;
    },
  };
}

export type RoleSwitch = Awaited<ReturnType<typeof roleSwitch>>;
