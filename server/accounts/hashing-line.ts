import { networksOf } from './networks.ts';

/**
 * Hashes wait in line, because each takes a processor's whole attention. Where the line is full, somebody of the
 * network that has most of it makes room: an attacker with a thousand networks cannot fill it for the others.
 */

const AT_ONCE = 2;
const MOST_WAITING = 60;
/** So that one address cannot fill the line; a bureau signs in behind one address. */
const MOST_OF_ADDRESS = 20;

export interface HashingLine {
  /** Undefined if too many wait. */
  take<T>(address: string, work: () => Promise<T>): Promise<T | undefined>;
}

interface Waiting {
  readonly networks: readonly string[];
  /** With its turn, or without one. */
  readonly end: (hasTurn: boolean) => void;
}

export function hashingLine(): HashingLine {
  let waiting: readonly Waiting[] = [];
  const held = new Map<string, number>();
  let running = 0;

  function turnOf(address: string): Promise<boolean> {
    if (running < AT_ONCE) {
      running += 1;
      return Promise.resolve(true);
    }
    return new Promise((end) => {
      waiting = [...waiting, { networks: networksOf(address), end }];
      if (waiting.length > MOST_WAITING) drop(mostAlike(waiting));
    });
  }

  function drop(one: Waiting | undefined): void {
    waiting = waiting.filter((each) => each !== one);
    one?.end(false);
  }

  function next(): void {
    const [first, ...others] = waiting;
    waiting = others;
    // The next one in line takes over this place.
    if (first) first.end(true);
    else running -= 1;
  }

  return {
    async take(address, work) {
      const own = held.get(address) ?? 0;
      if (own >= MOST_OF_ADDRESS) return undefined;
      held.set(address, own + 1);
      try {
        if (!(await turnOf(address))) return undefined;
        return await work().finally(next);
      } finally {
        const left = (held.get(address) ?? 1) - 1;
        if (left > 0) held.set(address, left);
        else held.delete(address);
      }
    },
  };
}

/** The last to come of those whose widest networks have most in the line, and within these the narrower ones. */
function mostAlike(waiting: readonly Waiting[]): Waiting | undefined {
  let left = waiting;
  for (const width of [0, 1, 2]) {
    const groups = Map.groupBy(left, ({ networks }) => networks[width]);
    const most = Math.max(...[...groups.values()].map(({ length }) => length));
    left = [...groups.values()].filter(({ length }) => length === most).flat();
  }
  return left.at(-1);
}
