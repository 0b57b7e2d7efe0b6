/** What staff must hear about a station: one code for the notice, the condition it sends and the alert. */

export const noticeKinds = [
  'ledger-restored',
  'ledger-new',
  'ledger-failing',
  'clock-jumped',
  'backup-failed',
  'readers-unavailable',
  'printer-failing',
  'pass-without-code',
  'entrance-freed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
