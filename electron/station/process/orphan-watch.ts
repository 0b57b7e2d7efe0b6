import { Worker } from 'node:worker_threads';

/**
 * A station whose starter is gone closes by itself, unless it hangs at that moment: then nobody is left to kill it,
 * and it would hold the data folder until somebody restarts the machine. So a thread of its own looks whether
 * the starter is there, and whether this process still works.
 */

export interface OrphanWatch {
  /** The process that started this one. */
  readonly parent: number;
  readonly everyMs: number;
  /** How long this process may do nothing, once the other is gone: longer than any work that blocks it. */
  readonly graceMs: number;
}

/** A second, and the longest work that a station announces as a deed. */
export const ORPHAN_TIMES = { everyMs: 1_000, graceMs: 120_000 } as const;

/** Runs beside a station that may be stuck, so it shares nothing with it but the beats. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { beats, parent, pid, everyMs, graceMs } = workerData;
const seen = new Int32Array(beats);
let last = -1;
let silentMs = 0;
// Windows never tells a process that its parent has changed.
const isThere = () => {
  if (process.platform !== 'win32') return process.ppid === parent;
  try { return process.kill(parent, 0); } catch { return false; }
};
setInterval(() => {
  const now = Atomics.load(seen, 0);
  silentMs = isThere() || now !== last ? 0 : silentMs + everyMs;
  last = now;
  if (silentMs > graceMs) process.kill(pid, 'SIGKILL');
}, everyMs);
`;

/** Ends with this process, and keeps it alive for nothing. */
export function watchForOrphan({ parent, everyMs, graceMs }: OrphanWatch): void {
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const seen = new Int32Array(beats);
  setInterval(() => Atomics.add(seen, 0, 1), everyMs).unref();
  const workerData = { beats, parent, pid: process.pid, everyMs, graceMs };
  const watch = new Worker(WATCH, { eval: true, workerData });
  // Without it the station is as it was before.
  watch.on('error', () => undefined);
  watch.unref();
}
