import type { Lane } from '../../shared/contract/people.ts';
import { isSaving, type Step, type StepName } from './steps.ts';

/** How long a step waits for a touch before the screen is free for the next person. */
export interface Patience {
  readonly seconds: number;
  /** For the last of these seconds the screen also asks, aloud, whether the person is still here. */
  readonly askBefore: number;
}

const usual: Readonly<Record<Exclude<StepName, 'idle' | 'leaving'>, Patience>> = {
  keypad: { seconds: 40, askBefore: 12 },
  nameless: { seconds: 30, askBefore: 0 },
  consent: { seconds: 30, askBefore: 10 },
  welcome: { seconds: 25, askBefore: 0 },
  questions: { seconds: 60, askBefore: 20 },
  posts: { seconds: 60, askBefore: 20 },
  'my-day': { seconds: 60, askBefore: 20 },
  refused: { seconds: 15, askBefore: 0 },
  'not-saved': { seconds: 30, askBefore: 0 },
  help: { seconds: 60, askBefore: 15 },
};
const ERASED: Patience = { seconds: 12, askBefore: 0 };
/** In the express lane staff scan the next person at once. */
const EXPRESS_PASS: Patience = { seconds: 5, askBefore: 0 };
const EXPRESS_REFUSAL: Patience = { seconds: 6, askBefore: 0 };

export function patienceOf(step: Step, lane: Lane, touched: boolean): Patience | undefined {
  if (step.at === 'idle' || step.at === 'leaving' || waitsForStation(step)) return undefined;
  if (step.at === 'my-day' && step.erasing === 'done') return ERASED;
  if (lane === 'express') {
    // A person who touches the screen needs more time.
    if (step.at === 'welcome' && !touched) return EXPRESS_PASS;
    if (step.at === 'refused') return EXPRESS_REFUSAL;
  }
  return usual[step.at];
}

function waitsForStation(step: Step): boolean {
  if (step.at === 'keypad') return step.asking;
  return isSaving(step) || (step.at === 'my-day' && step.erasing === 'yes');
}
