import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { type Completeness, completenessOf, isAwaited, isWhole, seenOf } from './coverage.ts';
import type { DayView } from './day-view.ts';

/**
 * The evening of a fair, from what is still missing to the signature. The figures, the bulletin and the
 * signature are marked by a person for one state of the records: if those move on, they are to be done again.
 */

const eveningSteps = [
  'coverage',
  'employers',
  'checks',
  'figures',
  'bulletin',
  'signature',
] as const;
export type EveningStep = (typeof eveningSteps)[number];
export const eveningStepSchema = z.enum(eveningSteps);

const markSchema = z.strictObject({
  /** Of the chains that were looked at. */
  digest: z.string().max(100),
  /** A day, or `all`. */
  scope: z.string().max(10),
  by: z.string().trim().min(1).max(40),
  atMs: z.int(),
});
export const marksSchema = z.partialRecord(eveningStepSchema, markSchema);
export type Marks = z.infer<typeof marksSchema>;
type Mark = z.infer<typeof markSchema>;

/** What came on a stick from a station. */
export const stickSchema = z.strictObject({
  slot: slotSchema,
  facts: z.int(),
  boxes: z.int(),
  /** When its newest fact was written, by its own clock. */
  newestMs: z.int(),
  takenMs: z.int(),
});
export type StickTaken = z.infer<typeof stickSchema>;

/** `again`: marked before other records came. */
type StepState = 'done' | 'todo' | 'again';

export interface MissingStation {
  readonly slot: number;
  readonly zh: string;
  readonly en: string;
  readonly is: Exclude<Completeness, 'complete' | 'unused' | 'revoked' | 'replaced'>;
  readonly heardMs: number | null;
  /** Facts that are known to be missing. */
  readonly missing: number;
  readonly stick: StickTaken | undefined;
}

export interface Step {
  readonly step: EveningStep;
  readonly state: StepState;
  readonly mark: Mark | undefined;
}

export interface Evening {
  readonly steps: readonly Step[];
  /** The first that is not done; undefined when all are. */
  readonly next: EveningStep | undefined;
  readonly missing: readonly MissingStation[];
  /** Employers who signed in, and of whom nothing was recorded, on paper either. */
  readonly quiet: readonly string[];
  /** Employers of the list who did not sign in, and of whom nothing was recorded. */
  readonly absent: readonly string[];
  /** Odd records on which nobody has decided; undefined while they are looked for. */
  readonly undecided: number | undefined;
}

export interface EveningSeen {
  readonly view: DayView;
  readonly marks: Marks;
  readonly sticks: readonly StickTaken[];
  readonly undecided: number | undefined;
}

export function eveningOf({ view, marks, sticks, undecided }: EveningSeen): Evening {
  const missing = missingStations(view, sticks);
  const silent = view.byEmployer.filter(
    ({ visits, resumes, intents, paperVisits, paperResumes, paperIntents }) =>
      visits + resumes + intents + paperVisits + paperResumes + paperIntents === 0,
  );
  const name = ({ booth, employer }: DayView['byEmployer'][number]) => `${booth} ${employer}`;
  const quiet = silent.filter(({ present }) => present).map(name);
  const absent = silent.filter(({ present }) => !present).map(name);
  /** Done by itself; otherwise a person says that it is well as it is. */
  const byItself: Readonly<Partial<Record<EveningStep, boolean>>> = {
    coverage: missing.length === 0 && isWhole(seenOf(view.coverage, view.nowMs)),
    employers: quiet.length + absent.length === 0,
    checks: undecided === 0,
  };
  const steps = eveningSteps.map((step): Step => {
    const mark = marks[step]?.scope === view.scope ? marks[step] : undefined;
    return { step, mark, state: byItself[step] === true ? 'done' : markedState(mark, view) };
  });
  return {
    steps,
    next: steps.find(({ state }) => state !== 'done')?.step,
    missing,
    quiet,
    absent,
    undecided,
  };
}

const markedState = (mark: Mark | undefined, { digest }: DayView): StepState =>
  mark ? (mark.digest === digest ? 'done' : 'again') : 'todo';

function missingStations(
  { coverage, nowMs }: DayView,
  sticks: readonly StickTaken[],
): MissingStation[] {
  return coverage.stations.filter(isAwaited).flatMap((station) => {
    const is = completenessOf(station, nowMs);
    if (is === 'complete' || is === 'unused' || is === 'revoked' || is === 'replaced') return [];
    const { slot, zh, en, heardMs, acked, proven, waiting } = station;
    const missing = (waiting ?? 0) + Math.max(0, acked - proven);
    const stick = sticks.find((other) => other.slot === slot);
    return [{ slot, zh, en, is, heardMs, missing, stick }];
  });
}
