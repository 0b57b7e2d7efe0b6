import { createHash } from 'node:crypto';
import { anything, CHINA } from '../../../../shared/tally/testing/written-facts.ts';
import { openStore } from '../open-store.ts';
import type { Store, StoreOptions } from '../store.ts';

/** For tests: a station's store in a folder, with defaults for what a test does not care about. */
export async function storeIn(
  folder: string,
  own: Pick<StoreOptions, 'fair' | 'slot' | 'now'> & Partial<StoreOptions>,
): Promise<Store> {
  const opened = await openStore({
    folder,
    ...CHINA,
    authority: () => anything,
    revision: () => 1,
    randomBytes: countedBytes(),
    secret: new Uint8Array(32).fill(7),
    moment: () => ({ day: '', time: '' }),
    onClockJump: () => undefined,
    ...own,
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  return opened.value;
}

/** The same bytes in each run, and never twice in one. */
export function countedBytes(seed = ''): (length: number) => Buffer {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return createHash('shake256', { outputLength: length }).update(`${seed} ${drawn}`).digest();
  };
}
