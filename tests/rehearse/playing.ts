import type { Act } from './acts.ts';
import type { Mishaps } from './mishaps.ts';
import type { StationProcess } from './processes.ts';

/** Plays a day: each station does one thing after another, all stations at once. */

interface Progress {
  readonly done: number;
  readonly of: number;
  readonly kills: number;
  readonly cables: number;
}

export interface PlayOptions {
  readonly onProgress: (progress: Progress) => void;
}

export async function play(
  acts: readonly Act[],
  stations: ReadonlyMap<number, StationProcess>,
  mishaps: Mishaps,
  { onProgress }: PlayOptions,
): Promise<void> {
  let done = 0;
  const turns = new Map<number, Promise<void>>();
  for (const { slot, run } of acts) {
    const station = stations.get(slot);
    if (!station) throw new Error(`nobody stands at ${slot}`);
    const turn = (turns.get(slot) ?? Promise.resolve()).then(async () => {
      await run(station);
      done += 1;
      mishaps.strike(done);
      onProgress({ done, of: acts.length, ...mishaps.now });
    });
    turns.set(slot, turn);
  }
  await Promise.all(turns.values());
  await mishaps.over();
}
