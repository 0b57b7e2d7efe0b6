import type { MonkeyRole, Step } from './acts.ts';
import type { Look } from './look.ts';

/** All that the monkey knows when it chooses. */
export interface Sight {
  readonly role: MonkeyRole;
  readonly size: readonly [number, number];
  readonly things: readonly string[];
  readonly now: Look;
  /** The controls before the last change, which late taps aim at. */
  readonly before: Look;
  readonly cut: boolean;
  readonly last: Step | undefined;
}
