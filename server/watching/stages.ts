import { EventEmitter } from 'node:events';

/** What an upload goes through at the server. The metrics listen; without them nothing is counted. */

export const stageNames = [
  'waiting',
  'verify',
  'place',
  'prove',
  'gather',
  'count',
  'store',
  'move',
  'erase',
  'announce',
] as const;
export type Stage = (typeof stageNames)[number];

export const stages = new EventEmitter<{
  passed: [stage: Stage, seconds: number];
  facts: [stored: number];
}>().setMaxListeners(0);

/** Does the work, and says how long it took. */
export async function timed<T>(stage: Stage, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    passed(stage, began);
  }
}

/** `from` is what `performance.now()` was when it began. */
export function passed(stage: Stage, from: number): void {
  stages.emit('passed', stage, (performance.now() - from) / 1_000);
}
