import type { Cable } from './network.ts';
import type { ServerProcess, StationProcess } from './processes.ts';

/** What goes wrong during a day: processes are killed, cables unplugged, facts forged. */

const THEFTS = 5;

export interface Hall {
  readonly stations: ReadonlyMap<number, StationProcess>;
  readonly cables: ReadonlyMap<number, Cable>;
  readonly servers: readonly ServerProcess[];
  /** Sends forged facts with this laptop's key. */
  readonly steal: (slot: number) => Promise<void>;
}

export interface MishapOptions {
  /** How often a process is killed: a station's, or the server's. */
  readonly kills: number;
  /** Somebody writes with a laptop's key what the laptop may not write. */
  readonly thief?: boolean;
}

export interface Mishaps {
  /** Kills so far, and cables that are plugged in. */
  readonly now: { readonly kills: number; readonly cables: number };
  /** After that many acts of the day. */
  strike(done: number): void;
  /** Resolves once the servers are back and the thief has gone. */
  over(): Promise<void>;
}

export function mishapsOf(
  hall: Hall,
  { kills, thief = false }: MishapOptions,
  chance: () => number,
  acts: number,
): Mishaps {
  const now = { kills: 0, cables: hall.cables.size };
  const restarts = oneByOne();
  const thefts = oneByOne();
  const later = new Map<number, (() => void)[]>();
  const at = (act: number, what: () => void): void => {
    later.set(act, [...(later.get(act) ?? []), what]);
  };
  const anyAct = (): number => 1 + Math.floor(chance() * acts);

  const slots = [...hall.stations.keys()];
  for (let i = 0; i < kills; i += 1) {
    const victim = slots[Math.floor(chance() * slots.length * 1.25)];
    at(anyAct(), () => {
      now.kills += 1;
      const server = hall.servers[now.kills % hall.servers.length];
      if (victim === undefined) restarts.add(async () => server?.kill());
      else hall.stations.get(victim)?.kill();
    });
  }
  const stolen = slots.at(-1);
  for (let i = 0; thief && stolen !== undefined && i < THEFTS; i += 1) {
    // The server may be down just then: a thief loses nothing by that.
    at(anyAct(), () => thefts.add(() => hall.steal(stolen).catch(() => undefined)));
  }
  // Every other station loses its network for a while, some until the evening.
  for (const cable of hall.cables.values()) {
    if (chance() < 0.5) continue;
    const from = anyAct();
    at(from, () => {
      cable.cut();
      now.cables -= 1;
    });
    if (chance() < 0.3) continue;
    at(from + Math.floor(chance() * (acts - from)), () => {
      cable.mend();
      now.cables += 1;
    });
  }
  return {
    now,
    strike(done) {
      for (const what of later.get(done) ?? []) what();
    },
    async over() {
      await restarts.all();
      await thefts.all();
    },
  };
}

function oneByOne() {
  let last: Promise<void> = Promise.resolve();
  return {
    add(work: () => Promise<void>): void {
      last = last.then(work);
    },
    all: (): Promise<void> => last,
  };
}
