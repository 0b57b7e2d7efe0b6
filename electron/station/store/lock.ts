import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { LOCK_FILE, lockOver } from '../../../shared/sqlite/folder-lock.ts';

/** Allows one station for each data folder. */
export const lockFolder = (folder: string) =>
  lockOver(new SqliteDatabase(join(folder, LOCK_FILE), { timeout: 0 }));
