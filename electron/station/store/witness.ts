import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hashSchema, incarnationSchema } from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import { isMissing } from './backup.ts';

/**
 * A small file beside the ledger that says how far it has come. At the start it tells whether the
 * ledger is older than it was: somebody put files back, or the disk lost some.
 */

const WITNESS_FILE = 'witness.json';

const schema = z.strictObject({
  incarnation: incarnationSchema,
  seq: z.int().min(1),
  hash: hashSchema,
});
export type Known = z.infer<typeof schema>;

/** Longer than any line, so that a shorter one leaves nothing of a longer one behind. */
const LENGTH = 160;

/** Undefined if it is not there, or a power cut spoilt it. */
export function readWitness(folder: string): Known | undefined {
  try {
    return schema.safeParse(jsonOf(readFileSync(join(folder, WITNESS_FILE), 'utf8'))).data;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A full disk must not cost the witness that is there. */
function openInPlace(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return openSync(path, 'w', 0o600);
  }
}

/** Each write makes the next flush of the ledger a little slower, so there are few. */
const AT_MOST_EVERY_MS = 1_000;

export function openWitness(folder: string, now: () => number) {
  let handle: number | undefined;
  let newest: Known | undefined;
  let dueFromMs = Number.NEGATIVE_INFINITY;

  /** Into the system's memory and not to the disk itself. */
  function write(): void {
    if (!newest) return;
    try {
      handle ??= openInPlace(join(folder, WITNESS_FILE));
      writeSync(handle, JSON.stringify(newest).padEnd(LENGTH), 0, 'utf8');
    } catch {
      // The ledger has the fact. Without its witness only a later loss goes unnoticed.
    }
    newest = undefined;
  }

  return {
    /** Written once the person has their answer: it must delay nobody. */
    note(known: Known): void {
      newest = known;
      const atMs = now();
      if (Math.abs(atMs - dueFromMs) < AT_MOST_EVERY_MS) return;
      dueFromMs = atMs;
      setImmediate(write);
    },
    close(): void {
      write();
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}
