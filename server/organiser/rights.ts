import type { AccountRole } from '../../shared/contract/accounts.ts';
import type { AnsweredBy } from '../../shared/contract/calls.ts';
import type { organiserCalls } from '../../shared/contract/organiser.ts';

/** The least role that each call of the page needs. A viewer sees figures, and changes and takes nothing. */

export type SignedInCalls = Extract<AnsweredBy<'server'>, keyof typeof organiserCalls>;

const leastRole: Readonly<Record<SignedInCalls, AccountRole>> = {
  'organiser.day': 'viewer',
  'organiser.checklist': 'viewer',
  'organiser.merged': 'viewer',
  'organiser.behind': 'viewer',
  'organiser.anomalies': 'viewer',
  'organiser.bulletins': 'viewer',
  'organiser.template': 'viewer',
  'organiser.return': 'viewer',
  'wall.view': 'viewer',
  'organiser.audit': 'organiser',
  'organiser.auditExport': 'organiser',
  'organiser.export': 'organiser',
  'organiser.returnFile': 'organiser',
  'organiser.unused': 'organiser',
  'organiser.publish': 'organiser',
  'organiser.withdraw': 'organiser',
  'organiser.keepTemplate': 'organiser',
  'organiser.keepReturn': 'organiser',
};

const least = new Map<string, AccountRole>(Object.entries(leastRole));
const order: readonly AccountRole[] = ['viewer', 'organiser', 'administrator'];

/** False also for a call that the server does not answer. */
export function mayCall(role: AccountRole, call: string): boolean {
  const needed = least.get(call);
  return needed !== undefined && order.indexOf(role) >= order.indexOf(needed);
}
