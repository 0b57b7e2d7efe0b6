import type { Act } from './acts.ts';
import type { Cable } from './network.ts';
import type { ServerProcess, StationProcess } from './processes.ts';

/** Plays a day, while processes are killed, cables unplugged and facts forged. */

const THEFTS = 5;

export interface PlayOptions {
  /** How often a process is killed: a station's, or the server's. */
  readonly kills: number;
  /** Somebody writes with a laptop's key what the laptop may not write. */
  readonly thief?: boolean;
  readonly onProgress: (progress: Progress) => void;
}

interface Progress {
  readonly done: number;
  readonly of: number;
  readonly kills: number;
  readonly cables: number;
}

interface Hall {
  readonly stations: ReadonlyMap<number, StationProcess>;
  readonly cables: ReadonlyMap<number, Cable>;
  readonly servers: readonly ServerProcess[];
  /** Sends forged facts with this laptop's key. */
  readonly steal: (slot: number) => Promise<void>;
}

export async function play(
  { kills, thief, onProgress }: PlayOptions,
  chance: () => number,
  acts: readonly Act[],
  { stations, cables, servers, steal }: Hall,
): Promise<void> {
  const happens = new Map<number, (() => void)[]>();
  const schedule = (acts: number, what: () => void): void => {
    happens.set(acts, [...(happens.get(acts) ?? []), what]);
  };
  const randomTurn = (): number => 1 + Math.floor(chance() * acts.length);
  const slots = [...stations.keys()];
  let killed = 0;
  let whole = cables.size;
  let restarting: Promise<void> = Promise.resolve();
  for (let i = 0; i < kills; i += 1) {
    const victim = slots[Math.floor(chance() * slots.length * 1.25)];
    schedule(randomTurn(), () => {
      killed += 1;
      const server = servers[killed % servers.length];
      if (victim === undefined) restarting = restarting.then(() => server?.kill());
      else stations.get(victim)?.kill();
    });
  }
  const stolen = slots.at(-1);
  let stealing: Promise<void> = Promise.resolve();
  for (let i = 0; thief && stolen !== undefined && i < THEFTS; i += 1) {
    // The server may be down just then: a thief loses nothing by that.
    const again = (): Promise<void> => steal(stolen).catch(() => undefined);
    schedule(randomTurn(), () => {
      stealing = stealing.then(again);
    });
  }
  // Every other station loses its network for a while, some until the evening.
  for (const cable of cables.values()) {
    if (chance() < 0.5) continue;
    const from = randomTurn();
    schedule(from, () => {
      cable.cut();
      whole -= 1;
    });
    if (chance() < 0.3) continue;
    schedule(from + Math.floor(chance() * (acts.length - from)), () => {
      cable.mend();
      whole += 1;
    });
  }

  let done = 0;
  const turns = new Map<number, Promise<void>>();
  for (const { slot, run } of acts) {
    const station = stations.get(slot);
    if (!station) throw new Error(`nobody stands at ${slot}`);
    const turn = (turns.get(slot) ?? Promise.resolve()).then(async () => {
      await run(station);
      done += 1;
      for (const what of happens.get(done) ?? []) what();
      onProgress({ done, of: acts.length, kills: killed, cables: whole });
    });
    turns.set(slot, turn);
  }
  await Promise.all(turns.values());
  await restarting;
  await stealing;
}
