import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { diskFault } from '../../shared/disk-fault.ts';

/** Reads every page of a database while the server works, in a thread of its own. */

function isDamaged(file: string): boolean {
  const database = new SqliteDatabase(file, { readonly: true });
  try {
    return database.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    if (diskFault(error)?.kind === 'database-damaged') return true;
    throw error;
  } finally {
    database.close();
  }
}

parentPort?.postMessage(isDamaged(z.string().parse(workerData)), []);
