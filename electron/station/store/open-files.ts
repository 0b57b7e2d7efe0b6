import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LEDGER_FILE } from './damage.ts';
import type { Database } from './database.ts';

/**
 * A file that somebody deletes or replaces stays open without a name: SQLite goes on writing to it,
 * and everything is gone when the station closes. So the names are compared with what was opened.
 */

export type FilesState = 'there' | 'log-made-again' | 'gone';

export function watchOpenFiles(db: Database, folder: string) {
  const file = join(folder, LEDGER_FILE);
  const log = `${file}-wal`;
  const opened = identityOf(file);
  let openedLog = identityOf(log);

  return {
    /** Call it before each write that is reported as saved: two looks at the folder. */
    check(): FilesState {
      if (identityOf(file) !== opened) return 'gone';
      if (identityOf(log) === openedLog) return 'there';
      // Folds the log's content into the file, and begins a log that has a name.
      db.pragma('journal_mode = DELETE');
      db.pragma('journal_mode = WAL');
      // The new log is made when the file is read.
      db.pragma('user_version');
      openedLog = identityOf(log);
      return 'log-made-again';
    },
  };
}

/** Windows lets nobody delete an open file, and some of its file systems renumber files. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return process.platform === 'win32' ? 'there' : `${dev}/${ino}`;
  } catch {
    // Nor can a folder that no longer answers be trusted with a fact.
    return undefined;
  }
}
