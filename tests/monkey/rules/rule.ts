import type { Fair } from '../../../shared/fair.ts';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Scene, Step } from '../acts.ts';
import type { Note, Written } from '../ledger.ts';
import type { Look } from '../look.ts';
import type { Call } from '../place.ts';
import type { AcceptedTap, Seen } from '../reports.ts';

/** Everything that one step caused, as seen from page, station and disk. */
export interface Moment {
  readonly scene: Scene;
  readonly fair: Fair;
  readonly step: Step;
  readonly look: Look;
  readonly seen: readonly Seen[];
  readonly accepted: readonly AcceptedTap[];
  /** Codes of passes that were on the screen during the step. */
  readonly codes: readonly string[];
  readonly calls: readonly Call[];
  readonly events: readonly StationEvent[];
  readonly facts: readonly Written[];
  readonly notes: readonly Note[];
  /** All facts so far. */
  readonly ledger: readonly Written[];
  readonly cut: boolean;
  readonly url: string;
  readonly restless: string;
  readonly complaints: readonly string[];
  readonly troubles: readonly string[];
}

/** A rule that must hold after each step; it says in words what broke, and may remember earlier moments. */
export interface Rule {
  readonly name: string;
  check(moment: Moment): readonly string[];
}

export const scansIn = ({ acts }: Step): readonly string[] =>
  acts.flatMap((act) => (act.do === 'scan' ? [act.id] : []));

/** The connection was cut or restored in this step: dependent work may be late, and the browser logs errors. */
export function wireTouched({ step, cut }: Moment): boolean {
  return (
    cut ||
    step.acts.some((act) => act.do === 'line' || act.do === 'answers' || act.do === 'restart')
  );
}
