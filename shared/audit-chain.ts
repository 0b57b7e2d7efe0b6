import { type Canonical, canonicalText } from './canonical.ts';
import { hashOfText } from './chain.ts';

/** Who did what. Entries never change, and each holds the hash of the one before it. */

export interface AuditRow {
  readonly text: string;
  readonly hash: string;
}

export const AUDIT_BEGINNING = hashOfText('chunfeng/audit/1');

export function auditRow(entry: {
  readonly number: number;
  readonly ms: number;
  readonly prev: string;
  readonly deed: Canonical;
}): AuditRow {
  const text = canonicalText({ v: 1, ...entry });
  return { text, hash: hashOfText(text) };
}

/** The number of entries, or the first one that was changed or that has a gap before it. */
export function verifyAudit(
  rows: Iterable<AuditRow & { readonly number: number; readonly prev: string }>,
): { readonly whole: boolean; readonly count: number } {
  let prev = AUDIT_BEGINNING;
  let count = 0;
  for (const row of rows) {
    count += 1;
    const isNext = row.prev === prev && row.number === count;
    if (!isNext || hashOfText(row.text) !== row.hash) return { whole: false, count };
    prev = row.hash;
  }
  return { whole: true, count };
}
