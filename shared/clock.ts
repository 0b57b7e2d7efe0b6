/**
 * A hybrid logical clock: stamps follow the device's clock, never go back when it is set back a little, and
 * stay after the stamps of other stations. Functions take a state and return one.
 */

export interface Stamp {
  /** Milliseconds since 1970 by this device's clock. */
  readonly ms: number;
  /** Counts events that share the same `ms`. */
  readonly n: number;
}

export interface ClockState {
  readonly last: Stamp;
}

export interface Tick {
  readonly state: ClockState;
  readonly stamp: Stamp;
  /** Set when the device's clock went back further than a stamp may run ahead of it. */
  readonly jump?: { readonly fromMs: number; readonly toMs: number };
}

/**
 * How far a stamp may run ahead of the device's clock. Dangerous to raise: one station in the future would
 * drag every other with it, and shift the hourly figures.
 */
export const MAX_DRIFT_MS = 60_000;

export const clockAtStart: ClockState = { last: { ms: 0, n: 0 } };

/** Stamps an event of our own. */
export function tick(state: ClockState, nowMs: number): Tick {
  const { last } = state;
  if (nowMs > last.ms) return settled({ ms: nowMs, n: 0 });
  if (last.ms - nowMs <= MAX_DRIFT_MS) return settled({ ms: last.ms, n: last.n + 1 });
  return { ...settled({ ms: nowMs, n: 0 }), jump: { fromMs: last.ms, toMs: nowMs } };
}

export interface Witnessed {
  readonly state: ClockState;
  /** Set if the other's stamp was too far ahead to follow: tell staff. */
  readonly skewMs?: number;
}

/** Accepts a stamp of another station, so that our next stamp comes after it. */
export function witness(state: ClockState, other: Stamp, nowMs: number): Witnessed {
  const ahead = other.ms - nowMs;
  if (ahead > MAX_DRIFT_MS) return { state, skewMs: ahead };
  return { state: compareStamps(other, state.last) > 0 ? { last: other } : state };
}

export function compareStamps(a: Stamp, b: Stamp): number {
  return a.ms - b.ms || a.n - b.n;
}

function settled(stamp: Stamp): Tick {
  return { state: { last: stamp }, stamp };
}
