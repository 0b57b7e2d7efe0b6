import type { Lane } from '../../shared/contract.ts';
import type { Step } from './flow.ts';

/** How long a step waits for a touch before the screen is the next person's. */
export interface Patience {
  readonly seconds: number;
  /** In the last of them we ask aloud, on top of what stands there, whether they are still here. */
  readonly askBefore: number;
}

export function patienceOf(step: Step, lane: Lane, touched: boolean): Patience | undefined {
  switch (step.at) {
    case 'idle':
    case 'leaving':
      return undefined;
    case 'keypad':
      return step.asking ? undefined : { seconds: 40, askBefore: 12 };
    case 'nameless':
      return step.saving ? undefined : { seconds: 30, askBefore: 0 };
    case 'consent':
      return step.saving === 'no' ? { seconds: 30, askBefore: 10 } : undefined;
    case 'welcome':
      // In the express lane staff scan on; whoever touches the screen wants more time.
      return { seconds: lane === 'express' && !touched ? 5 : 25, askBefore: 0 };
    case 'questions':
      return step.saving ? undefined : { seconds: 60, askBefore: 20 };
    case 'my-day':
      return step.erasing === 'yes'
        ? undefined
        : {
            seconds: step.erasing === 'done' ? 12 : 60,
            askBefore: step.erasing === 'done' ? 0 : 20,
          };
    case 'posts':
      return { seconds: 60, askBefore: 20 };
    case 'refused':
      return { seconds: lane === 'express' ? 6 : 15, askBefore: 0 };
    case 'not-saved':
      return { seconds: 30, askBefore: 0 };
    case 'help':
      return { seconds: 60, askBefore: 15 };
  }
}
