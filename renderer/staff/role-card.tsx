import { useState } from 'react';
import type { StaffStatus } from '../../shared/contract/station.ts';
import type { Role } from '../../shared/fair.ts';
import type { Client } from '../link/client.ts';
import { Modal } from '../ui/modal.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Card } from './panel-cards.tsx';
import { type PinAnswer, PinPad } from './pin-pad.tsx';
import { roleWords } from '../../shared/words/role-words.ts';
import { moreWords as words } from './words.ts';

export interface RoleCardProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly status: StaffStatus;
  /** The page must greet its station again, and the staff panel closes. */
  readonly onChanged: () => void;
}

/** Roles that staff may choose; the other ones explain themselves. */
const OFFERED: readonly Role[] = ['entrance', 'booth', 'desk'];

/** The station's role; the organiser's PIN changes it. */
export function RoleCard({ client, staffKey: key, status, onChanged }: RoleCardProps) {
  const [wanted, setWanted] = useState<Role>();

  async function change(pin: string): Promise<PinAnswer> {
    if (!wanted) return { ok: true };
    const changed = await client.call('staff.role', { key, role: wanted, pin });
    if (changed.ok) {
      onChanged();
      return { ok: true };
    }
    const { fault } = changed;
    if (fault.kind === 'wrong-pin' || fault.kind === 'locked') return { ok: false, fault };
    return { ok: false, fault: { kind: 'other', words: words.notPossible } };
  }

  return (
    <Card title={words.role} area="role">
      <div className="lanes" role="group" aria-label={spoken(words.role)}>
        {OFFERED.filter((role) => status.roles.includes(role)).map((role) => (
          <button
            key={role}
            type="button"
            className="lane"
            aria-pressed={status.role === role}
            onClick={() => {
              if (role !== status.role) setWanted(role);
            }}
          >
            <Text words={roleWords[role]} />
          </button>
        ))}
      </div>
      <p className="quiet">
        <Text words={status.roles.length > 1 ? words.roleMore : words.roleFixed} />
      </p>
      {wanted && (
        <Modal label={words.organiserPin} onClose={() => setWanted(undefined)}>
          <PinPad
            title={words.organiserPin}
            said={undefined}
            onPin={change}
            onClose={() => setWanted(undefined)}
          />
        </Modal>
      )}
    </Card>
  );
}
