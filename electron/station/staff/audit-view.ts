import type { AuditView, Notice } from '../../../shared/contract.ts';
import type { AuditLine } from '../../../shared/report/audit-file.ts';
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

/** The oldest first, as it is kept elsewhere. */
export function auditLines(audit: Audit): AuditLine[] {
  return audit.rows().map(({ entry: { number, ms, deed }, text, hash }) => {
    const { did, ...about } = deed;
    return { number, ms, did, about: Object.values(about).join(' → '), text, hash };
  });
}
