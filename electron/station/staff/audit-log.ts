import { aboutDeed } from '../../../shared/audit-about.ts';
import type { AuditLog } from '../../../shared/report/audit-log.ts';
import type { Audit } from '../store/audit.ts';

/** How many of the newest entries a station's page shows. */
const SHOWN = 200;

export function auditLog(audit: Audit): AuditLog {
  return {
    whole: audit.verify().ok,
    shown: SHOWN,
    lines: audit.rows().map(({ entry: { number, ms, deed }, text, hash }) => ({
      number,
      ms,
      did: deed.did,
      about: aboutDeed(deed),
      text,
      hash,
    })),
  };
}
