import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Notice, noticeSchema } from '../../../shared/contract/station.ts';
import { sqliteFailure } from './database.ts';

/** Notices for staff stay until they confirm that they have read them, across restarts too. */
export function openNotices(db: Database) {
  const put = db.prepare('INSERT INTO notice (body) VALUES (?)');
  const unread = db.prepare('SELECT body FROM notice WHERE read = 0 ORDER BY number').pluck();
  const newest = db.prepare('SELECT COALESCE(MAX(number), 0) FROM notice').pluck();
  const markRead = db.prepare('UPDATE notice SET read = 1 WHERE read = 0 AND number <= ?');
  /** Notices that the disk refused, until it takes them: staff must see these most of all. */
  let waiting: Notice[] = [];
  const save = db.transaction((notices: readonly Notice[]) => {
    for (const notice of notices) put.run(JSON.stringify(notice));
  });
  function saveWaiting(): void {
    if (waiting.length === 0) return;
    try {
      save(waiting);
      waiting = [];
    } catch (error) {
      if (sqliteFailure(error) === undefined) throw error;
    }
  }

  return {
    put(notice: Notice): void {
      waiting.push(notice);
      saveWaiting();
    },
    unread(): Notice[] {
      saveWaiting();
      const rows = readable(() => unread.all(), []);
      const saved = rows.map((body) => noticeSchema.parse(JSON.parse(z.string().parse(body))));
      return [...saved, ...waiting];
    },
    newest: (): number => z.int().parse(readable(() => newest.get(), 0)),
    /** Up to the newest one on the screen: nobody has read one that came later. */
    markRead(upTo: number): void {
      markRead.run(upTo);
    },
  };
}

/** The staff's page must open above all when the disk cannot be read. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return otherwise;
  }
}

export type Notices = ReturnType<typeof openNotices>;
