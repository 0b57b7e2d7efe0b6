import type { Arrival, PrintFault, RefusalKind, Welcome } from '../../shared/contract.ts';
import type { Draft } from './draft.ts';

/** The steps between idle and pass, and what each knows of the person who stands there. */

export type KeypadFault =
  | 'length'
  | 'character'
  | 'region'
  | 'birth'
  | 'checksum'
  | 'busy'
  | 'unanswered';
/** How it stands with the ticket: on its way, out, or why not. */
export type Printing = 'yes' | 'printed' | 'unanswered' | PrintFault;
/** `unanswered`: it may have been saved, and nobody knows. */
export type SavingFault = 'not-saved' | 'disk-full' | 'gone' | 'unanswered';

export interface Idle {
  readonly at: 'idle';
}
interface Keypad {
  readonly at: 'keypad';
  readonly typed: string;
  readonly asking: boolean;
  readonly fault?: KeypadFault;
}
/** Someone without card or code, or who gives none: one more tap, so that a stray one counts nobody. */
interface Nameless {
  readonly at: 'nameless';
  /** Named here, so that a second try counts nobody twice. */
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
  /** The answers have made a new pass of it. */
  readonly refreshed: boolean;
  /** The station has been away meanwhile: the pass is good, but can't be completed any more. */
  readonly settled: boolean;
  /** The code on the pre-printed pass that they were given. */
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
/** What is known of whoever holds their ID card, and the way to take it back. */
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
  /** Where "once more" leads. */
  readonly behind: Idle | Nameless | Consent | Questions;
}
export interface Help {
  readonly at: 'help';
  readonly behind: Exclude<Step, Help>;
}
/** The page is about to be replaced, and with it all that it knew of a person. */
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

/** The same step for another person, or with another question in it, is not the same to a finger. */
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

/** What stands under a call for help. */
export function under(step: Step): Exclude<Step, Help> {
  return step.at === 'help' ? step.behind : step;
}

/** Whom the station still holds for this step. */
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
