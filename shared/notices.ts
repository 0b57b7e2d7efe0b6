/**
 * Notices about a station that staff must see: one code for the notice, the reported condition and the
 * alert.
 */

export const noticeKinds = [
  'ledger-restored',
  'ledger-new',
  'ledger-older',
  'ledger-behind',
  'station-twice',
  'ledger-gone',
  'ledger-failing',
  'disk-failing',
  'clock-jumped',
  'backup-failed',
  'readers-unavailable',
  'printer-failing',
  'pass-without-code',
  'entrance-freed',
  'fair-split',
  'station-restarted',
  'log-failing',
  'undrawable',
  'name-unclear',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
