import type { Arrival, RefusalKind, Welcome } from '../../shared/contract/people.ts';
import type { PrintFault } from '../../shared/devices.ts';
import type { Draft } from './draft.ts';

/** The steps between idle and pass, and what each knows of its person. */

export type KeypadFault =
  | 'length'
  | 'character'
  | 'region'
  | 'birth'
  | 'checksum'
  | 'busy'
  | 'unanswered';
/** The state of a ticket: on its way, printed, or why not. */
export type Printing = 'yes' | 'printed' | 'unanswered' | PrintFault;
/** `unanswered`: it may have been saved; nobody knows. */
export type SavingFault =
  | 'not-saved'
  | 'disk-full'
  | 'not-allowed'
  | 'gone'
  | 'card-only'
  | 'unanswered';

export interface Idle {
  readonly at: 'idle';
}
interface Keypad {
  readonly at: 'keypad';
  readonly typed: string;
  readonly asking: boolean;
  readonly fault?: KeypadFault;
}
/** A person without card or code, or who gives no name: one more tap, so that a stray one counts nobody. */
interface Nameless {
  readonly at: 'nameless';
  /** Chosen here, so that a second try counts nobody twice. */
  readonly arrival: string;
  readonly saving: boolean;
}
interface Consent {
  readonly at: 'consent';
  readonly arrival: Arrival;
  readonly saving: 'no' | 'yes' | 'without';
}
export interface Welcomed {
  readonly at: 'welcome';
  readonly welcome: Welcome;
  /** New answers have replaced the pass. */
  readonly refreshed: boolean;
  /** The station has been away meanwhile: the pass is valid, but can't be completed any more. */
  readonly settled: boolean;
  /** The code on the pre-printed pass that was bound. */
  readonly bound?: string;
  readonly printing?: Printing;
}
interface Questions {
  readonly at: 'questions';
  readonly welcome: Welcome;
  readonly draft: Draft;
  readonly saving: boolean;
}
/** Posts that fit, with the pass behind them. */
interface Posts {
  readonly at: 'posts';
  readonly behind: Welcomed;
}
/** The data of a person who holds their ID card, and the way to erase it. */
export interface MyDayStep {
  readonly at: 'my-day';
  readonly behind: Welcomed;
  readonly erasing: 'no' | 'asked' | 'yes' | 'failed' | 'done';
}
interface Refused {
  readonly at: 'refused';
  readonly why: RefusalKind;
  readonly behind: Idle | Keypad | Welcomed;
}
interface NotSaved {
  readonly at: 'not-saved';
  readonly why: SavingFault;
  /** The step that "try again" leads to. */
  readonly behind: Idle | Nameless | Consent | Questions;
}
export interface Help {
  readonly at: 'help';
  readonly behind: Exclude<Step, Help>;
}
/** The page is about to be replaced, together with all its personal data. */
interface Leaving {
  readonly at: 'leaving';
  readonly arrival?: string;
}

export type Step =
  | Idle
  | Keypad
  | Nameless
  | Consent
  | Welcomed
  | Questions
  | Posts
  | MyDayStep
  | Refused
  | NotSaved
  | Help
  | Leaving;
export type StepName = Step['at'];

/** A step counts as a new turn for another person, or with another question in it. */
export function turnOf(step: Step): string {
  switch (step.at) {
    case 'consent':
      return `consent ${step.arrival.arrival}`;
    case 'welcome':
      return `welcome ${step.welcome.arrival} ${step.welcome.pass.text}`;
    case 'questions':
      return `questions ${step.draft.page}`;
    case 'my-day':
      return `my-day ${step.erasing === 'failed' ? 'asked' : step.erasing}`;
    case 'refused':
      return `refused ${step.why}`;
    case 'idle':
    case 'keypad':
    case 'nameless':
    case 'posts':
    case 'not-saved':
    case 'help':
    case 'leaving':
      return step.at;
  }
}

export function isPersonal(step: Step): boolean {
  return arrivalOf(step) !== undefined || (step.at === 'keypad' && step.typed !== '');
}

export function isSaving(step: Step): boolean {
  if (step.at === 'consent') return step.saving !== 'no';
  return (step.at === 'nameless' || step.at === 'questions') && step.saving;
}

/** The step that help covers. */
export function withoutHelp(step: Step): Exclude<Step, Help> {
  return step.at === 'help' ? step.behind : step;
}

/** The arrival that the station still holds for this step. */
export function arrivalOf(step: Step): string | undefined {
  switch (step.at) {
    case 'consent':
      return step.arrival.arrival;
    case 'welcome':
    case 'questions':
      return step.welcome.arrival;
    case 'posts':
    case 'my-day':
    case 'refused':
    case 'not-saved':
    case 'help':
      return arrivalOf(step.behind);
    case 'leaving':
      return step.arrival;
    case 'idle':
    case 'keypad':
    case 'nameless':
      return undefined;
  }
}
