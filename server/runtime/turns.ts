/**
 * Who may work next where only a few can at once: one fair after the other, and of a fair one station after the
 * other, however much each of them has waiting.
 */

export interface Asker {
  readonly fair: string;
  /** Who asks within the fair: a slot, or empty for the server itself. */
  readonly station: string;
}

interface Limits {
  readonly atOnce: number;
  readonly atOnceOfFair: number;
  readonly waitingOfFair: number;
  readonly waitingOfStation: number;
}

/** So much waits already that this would only wait in vain: ask again later. */
export class NoTurn extends Error {
  override readonly name = 'NoTurn';
}

interface Line {
  running: number;
  waiting: number;
  /** In the order of their turns. */
  readonly stations: Map<string, (() => void)[]>;
}

export function openTurns(limits: Limits) {
  /** In the order of their turns. */
  const fairs = new Map<string, Line>();
  let running = 0;

  function lineOf(fair: string): Line {
    const line = fairs.get(fair) ?? { running: 0, waiting: 0, stations: new Map() };
    fairs.set(fair, line);
    return line;
  }

  function next(): void {
    for (const [fair, line] of fairs) {
      if (running >= limits.atOnce) return;
      if (line.waiting === 0 || line.running >= limits.atOnceOfFair) continue;
      fairs.delete(fair);
      fairs.set(fair, line);
      begin(line);
    }
  }

  function begin(line: Line): void {
    const [first] = line.stations;
    if (!first) return;
    const [station, waiting] = first;
    const start = waiting.shift();
    line.stations.delete(station);
    if (waiting.length > 0) line.stations.set(station, waiting);
    line.waiting -= 1;
    line.running += 1;
    running += 1;
    start?.();
  }

  function turnOf({ fair, station }: Asker, signal: AbortSignal | undefined): Promise<void> {
    const line = lineOf(fair);
    const own = line.stations.get(station) ?? [];
    if (line.waiting >= limits.waitingOfFair || own.length >= limits.waitingOfStation) {
      return Promise.reject(new NoTurn(`too much waits for ${fair}`));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        own.splice(own.indexOf(start), 1);
        if (own.length === 0) line.stations.delete(station);
        line.waiting -= 1;
        if (line.running + line.waiting === 0) fairs.delete(fair);
        reject(new NoTurn(`nobody waits any more for ${fair}`));
      };
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      if (signal?.aborted) return reject(new NoTurn('nobody waits for it'));
      signal?.addEventListener('abort', leave);
      own.push(start);
      line.stations.set(station, own);
      line.waiting += 1;
      next();
    });
  }

  return {
    /** Rejects with `NoTurn` where too much waits already, and once nobody waits for the answer any more. */
    async take<T>(asker: Asker, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      await turnOf(asker, signal);
      const line = lineOf(asker.fair);
      try {
        return await work();
      } finally {
        running -= 1;
        line.running -= 1;
        // Behind those that came meanwhile.
        fairs.delete(asker.fair);
        if (line.running + line.waiting > 0) fairs.set(asker.fair, line);
        next();
      }
    },
    waitingByFair: (): ReadonlyMap<string, number> =>
      new Map([...fairs].map(([fair, { waiting }]) => [fair, waiting])),
  };
}
export type Turns = ReturnType<typeof openTurns>;
