import type { Head } from '../chain.ts';
import type { Outcome } from './answer.ts';

/**
 * How many facts to send at once. A thin line breaks off every large upload, so the sender then takes
 * fewer, and more again once uploads succeed. A proxy may refuse large ones, too (413): then half as many go at once,
 * down to a single one.
 */

const FIRST = 1_500;
const SMALLEST = 20;

export interface Portion {
  readonly size: number;
  readonly largest: number;
  /** How much more to try next: little, after an upload that was too large. */
  readonly growth: number;
}

export function portionUpTo(largest: number): Portion {
  return { size: Math.min(FIRST, largest), largest, growth: 2 };
}

/** What a sender knows of the server: for each chain, where the server's copy of it ends. */
export interface Positions {
  readonly acked: ReadonlyMap<string, Head>;
  readonly portion: Portion;
}

/** The state after this many facts of a chain were sent, or as many other things with fewer facts. */
export function movedOn(
  { acked, portion }: Positions,
  chain: string,
  sent: number,
  outcome: Outcome,
): Partial<Positions> {
  switch (outcome.kind) {
    case 'failed':
      if (outcome.why === 'too-large') return { portion: afterTooLarge(portion, sent) };
      return outcome.cutOff ? { portion: afterCutOff(portion, sent) } : {};
    case 'stopped':
    case 'archived':
    case 'differs':
      return { portion: afterThrough(portion, sent) };
    case 'moved':
      return {
        portion: afterThrough(portion, sent),
        acked: new Map(acked).set(chain, outcome.at),
      };
  }
}

export function afterThrough(portion: Portion, sent: number): Portion {
  const { size, largest, growth } = portion;
  if (sent < size) return portion;
  return { ...portion, size: Math.min(Math.ceil(growth * size), largest) };
}

export function afterCutOff(portion: Portion, sent: number): Portion {
  // So few facts did not break off because of their size.
  if (sent <= SMALLEST) return portion;
  const size = Math.max(SMALLEST, Math.floor(Math.min(sent, portion.size) / 2));
  return { ...portion, size, growth: 1.1 };
}

/** A server that refused this many refuses them again. */
export function afterTooLarge(portion: Portion, sent: number): Portion {
  const size = Math.max(1, Math.floor(Math.min(sent, portion.size) / 2));
  return { size, largest: size, growth: 1.1 };
}

/** Half as much may fit: worth trying at once. */
export const wasHalved = (outcome: Outcome, before: Portion, now: Portion): boolean =>
  outcome.kind === 'failed' && outcome.why === 'too-large' && now.size < before.size;

/** Not more of anything than of facts, so that halving makes every upload smaller. */
export const inPortion = <Thing>({ size }: Portion, things: readonly Thing[]): readonly Thing[] =>
  things.length > size ? things.slice(0, size) : things;
