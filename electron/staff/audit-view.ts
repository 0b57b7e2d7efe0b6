import type { AuditView, Notice } from '../../shared/contract.ts';
import type { Audit } from '../store/audit.ts';

const SHOWN = 200;

/** The newest first, as a person reads it. */
export function auditView(audit: Audit, moment: (ms: number) => Notice['at']): AuditView {
  return {
    whole: audit.verify().ok,
    entries: audit
      .entries()
      .toReversed()
      .slice(0, SHOWN)
      .map(({ ms, deed: { did, ...about } }) => ({
        at: moment(ms),
        did,
        about: Object.values(about).join(' → '),
      })),
  };
}
