import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Notice, noticeSchema } from '../../../shared/contract/station.ts';

/** Notices for staff stay until they confirm that they have read them, across restarts too. */
export function openNotices(db: Database) {
  const put = db.prepare('INSERT INTO notice (body) VALUES (?)');
  const unread = db.prepare('SELECT body FROM notice WHERE read = 0 ORDER BY number').pluck();
  const newest = db.prepare('SELECT COALESCE(MAX(number), 0) FROM notice').pluck();
  const markRead = db.prepare('UPDATE notice SET read = 1 WHERE read = 0 AND number <= ?');
  return {
    put(notice: Notice): void {
      put.run(JSON.stringify(notice));
    },
    unread: (): Notice[] =>
      unread.all().map((body) => noticeSchema.parse(JSON.parse(z.string().parse(body)))),
    newest: (): number => z.int().parse(newest.get()),
    /** Up to the newest one on the screen: nobody has read one that came later. */
    markRead(upTo: number): void {
      markRead.run(upTo);
    },
  };
}
export type Notices = ReturnType<typeof openNotices>;
