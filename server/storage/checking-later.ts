import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { toDisk } from './to-disk.ts';

/**
 * A large database is read whole only after the start, or nobody could send for minutes. What is found then is noted
 * beside it: the next start reads it whole before anything else.
 */

/** Beside this file, be it a source or built into an app. */
const WORKER = new URL(`checking-worker${extname(import.meta.url)}`, import.meta.url);

const markOf = (file: string): string => `${file}.damaged`;

export const wasFoundDamaged = (file: string): boolean => existsSync(markOf(file));

export const nowMended = (file: string): void => rmSync(markOf(file), { force: true });

interface Listeners {
  readonly onDamaged: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Returns what ends it. */
export function checkLater(
  file: string,
  { onDamaged, onTrouble }: Listeners,
): () => Promise<unknown> {
  const worker = new Worker(WORKER, { workerData: file });
  worker.unref();
  worker.once('message', (isDamaged) => {
    if (isDamaged !== true) return;
    writeFileSync(markOf(file), '', { mode: 0o600 });
    toDisk(markOf(file));
    onDamaged();
  });
  worker.once('error', onTrouble);
  return () => worker.terminate();
}
