import type { Notice } from '../../../shared/contract/station.ts';
import type { Notices } from '../store/notices.ts';

/** One unread notice of these kinds is enough: a second would say nothing new. */
const ONCE: ReadonlySet<Notice['kind']> = new Set([
  'readers-unavailable',
  'printer-failing',
  'ledger-failing',
  'ledger-gone',
  'ledger-behind',
  'disk-failing',
  'backup-failed',
  'pass-without-code',
  'entrance-freed',
  'fair-split',
  'station-restarted',
  'log-failing',
  'undrawable',
  'name-unclear',
]);

type WithoutTime<N> = N extends Notice ? Omit<N, 'at'> : never;
export type Notify = (notice: WithoutTime<Notice>) => void;

/** Posts notices for staff with the time. A full disk must not stop the work at hand. */
export function noticeBoard(
  notices: Pick<Notices, 'put' | 'unread'>,
  time: () => Notice['at'],
  onTrouble: (error: unknown) => void,
): Notify {
  return (notice) => {
    try {
      if (ONCE.has(notice.kind) && notices.unread().some(({ kind }) => kind === notice.kind))
        return;
      notices.put({ ...notice, at: time() });
    } catch (error) {
      onTrouble(error);
    }
  };
}
