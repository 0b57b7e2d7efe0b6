/** Hashes wait in line, because each takes a processor's whole attention. */

const AT_ONCE = 2;
const MOST_WAITING = 60;
/** So that one address cannot fill the line; a bureau signs in behind one address. */
const MOST_OF_ADDRESS = 20;

export interface HashingLine {
  /** Undefined if too many wait already. */
  take<T>(address: string, work: () => Promise<T>): Promise<T> | undefined;
}

export function hashingLine(): HashingLine {
  const waiting: (() => void)[] = [];
  const held = new Map<string, number>();
  let running = 0;

  async function inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits next takes over this place.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
      const left = (held.get(address) ?? 1) - 1;
      if (left > 0) held.set(address, left);
      else held.delete(address);
    }
  }

  return {
    take(address, work) {
      const own = held.get(address) ?? 0;
      if (waiting.length >= MOST_WAITING || own >= MOST_OF_ADDRESS) return undefined;
      held.set(address, own + 1);
      return inTurn(address, work);
    },
  };
}
