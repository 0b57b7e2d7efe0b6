import type {
  Arrival,
  FaceEvent,
  PrintFault,
  RefusalKind,
  Welcome,
} from '../../shared/contract.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import { type Draft, draftFrom } from './draft.ts';

/**
 * Where one person after another stands between idle and pass. Pure: what happened goes in, what is
 * shown comes out. The calls to the station are made in `kiosk.ts`.
 */

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

interface Idle {
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
interface Welcomed {
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
interface MyDayStep {
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
interface Help {
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

export interface Flow {
  readonly step: Step;
  /** Something of a person has been on this page: idle again means a new page. */
  readonly personal: boolean;
  /** Whom the station holds for this page, until it hears that they are gone. */
  readonly held: string | undefined;
  /** Counts what stands on the screen: another step, question or person is another turn. */
  readonly turn: number;
  /** Counts scans that came in a step with no use for them, so that each is shown. */
  readonly ignored: number;
}

export type FlowEvent =
  | { readonly kind: 'face'; readonly face: FaceEvent }
  | { readonly kind: 'type-number' }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'number-sent' }
  | { readonly kind: 'number-taken'; readonly arrival: Arrival }
  | { readonly kind: 'number-refused'; readonly why: KeypadFault }
  | { readonly kind: 'without-card'; readonly arrival: string }
  | { readonly kind: 'saving'; readonly consent: boolean }
  | { readonly kind: 'saved'; readonly welcome: Welcome }
  | { readonly kind: 'saving-failed'; readonly why: SavingFault }
  | { readonly kind: 'questions'; readonly asks: readonly Question[] }
  | { readonly kind: 'posts' }
  | { readonly kind: 'my-day' }
  | { readonly kind: 'erasing'; readonly now: MyDayStep['erasing'] }
  | { readonly kind: 'unbound' }
  | { readonly kind: 'printing'; readonly arrival: string; readonly now: Printing }
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'help' }
  | { readonly kind: 'back' }
  | { readonly kind: 'done' }
  | { readonly kind: 'time-up' }
  | { readonly kind: 'station-back' };

const idle: Idle = { at: 'idle' };
export const start: Flow = {
  step: idle,
  personal: false,
  held: undefined,
  turn: 0,
  ignored: 0,
};

export function advance(flow: Flow, event: FlowEvent): Flow {
  const next = after(flow, event);
  if (next.step === flow.step) return next;
  const fresh = event.kind === 'face' || turnOf(next.step) !== turnOf(flow.step);
  const held = arrivalOf(next.step) ?? flow.held;
  return { ...next, held, turn: flow.turn + (fresh ? 1 : 0) };
}

/** The same step for another person, or with another question in it, is not the same to a finger. */
function turnOf(step: Step): string {
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

function after(flow: Flow, event: FlowEvent): Flow {
  const { step } = flow;
  // Whatever comes now is for the next page.
  if (step.at === 'leaving') return flow;
  switch (event.kind) {
    case 'face':
      return onFace(flow, event.face);
    case 'type-number':
      // What they had typed when a stray scan came is not lost.
      if (step.at === 'refused' && step.behind.at === 'keypad') return to(flow, step.behind);
      return to(flow, { at: 'keypad', typed: '', asking: false });
    case 'typed':
      if (step.at !== 'keypad' || step.asking) return flow;
      return to(flow, { at: 'keypad', typed: event.text, asking: false });
    case 'number-sent':
      if (step.at !== 'keypad') return flow;
      return to(flow, { at: 'keypad', typed: step.typed, asking: true });
    case 'number-taken':
      if (under(step).at !== 'keypad') return flow;
      return to(flow, { at: 'consent', arrival: event.arrival, saving: 'no' });
    case 'number-refused':
      if (step.at !== 'keypad') return flow;
      return to(flow, { at: 'keypad', typed: step.typed, asking: false, fault: event.why });
    case 'without-card':
      return to(flow, { at: 'nameless', arrival: event.arrival, saving: false });
    case 'saving':
      return to(flow, saving(step, event.consent));
    case 'saved':
      return onSaved(flow, event.welcome);
    case 'saving-failed':
      return onSavingFailed(flow, event.why);
    case 'questions':
      if (step.at !== 'welcome' || step.settled) return flow;
      return to(flow, {
        at: 'questions',
        welcome: step.welcome,
        draft: draftFrom(step.welcome.answers, event.asks),
        saving: false,
      });
    case 'posts':
      if (step.at !== 'welcome' || step.settled) return flow;
      return to(flow, { at: 'posts', behind: step });
    case 'my-day':
      if (step.at !== 'welcome' || step.settled || !step.welcome.byCard) return flow;
      return to(flow, { at: 'my-day', behind: step, erasing: 'no' });
    case 'erasing': {
      const standing = under(step);
      if (standing.at !== 'my-day') return flow;
      return to(flow, { ...standing, erasing: event.now });
    }
    case 'unbound':
      return step.at === 'welcome' ? to(flow, withoutBound(step)) : flow;
    case 'printing':
      if (step.at !== 'welcome' || step.welcome.arrival !== event.arrival) return flow;
      return to(flow, { ...step, printing: event.now });
    case 'draft':
      if (step.at !== 'questions' || step.saving) return flow;
      return to(flow, { ...step, draft: event.draft });
    case 'help':
      return step.at === 'help' ? flow : to(flow, { at: 'help', behind: step });
    case 'back':
      return onBack(flow);
    case 'done':
      return home(flow);
    case 'time-up':
      return onTimeUp(flow);
    case 'station-back':
      return onStationBack(flow);
  }
}

function onFace(flow: Flow, face: FaceEvent): Flow {
  switch (face.kind) {
    case 'arrival':
      return to(flow, { at: 'consent', arrival: face.arrival, saving: 'no' });
    case 'welcome':
      return to(flow, welcomed(face.welcome));
    case 'refused': {
      const step = under(flow.step);
      const standing = step.at === 'posts' || step.at === 'my-day' ? step.behind : step;
      const behind = standing.at === 'keypad' || standing.at === 'welcome' ? standing : idle;
      return to(flow, { at: 'refused', why: face.why, behind });
    }
    case 'not-saved':
      return to(flow, { at: 'not-saved', why: face.why, behind: idle });
    case 'bound':
      return onBound(flow, face.arrival, face.shortCode);
    case 'ignored':
      return { ...flow, ignored: flow.ignored + 1 };
  }
}

/** Wherever they look, their pass comes to the front and says so. */
function onBound(flow: Flow, arrival: string, shortCode: string): Flow {
  const step = under(flow.step);
  const pass =
    step.at === 'posts' || step.at === 'my-day' || step.at === 'refused' ? step.behind : step;
  if (pass.at !== 'welcome' || pass.welcome.arrival !== arrival) return flow;
  return to(flow, { ...pass, bound: shortCode });
}

function withoutBound({ bound: _taken, ...step }: Welcomed): Welcomed {
  return step;
}

/** A reply that comes after someone else has arrived is for nobody. */
function onSaved(flow: Flow, welcome: Welcome): Flow {
  const step = under(flow.step);
  switch (step.at) {
    case 'consent':
      return step.arrival.arrival === welcome.arrival ? to(flow, welcomed(welcome)) : flow;
    case 'nameless':
      return step.arrival === welcome.arrival ? to(flow, welcomed(welcome)) : flow;
    case 'questions':
      if (step.welcome.arrival !== welcome.arrival) return flow;
      return to(flow, {
        ...welcomed(welcome),
        refreshed: step.welcome.pass.text !== welcome.pass.text,
      });
    case 'idle':
    case 'keypad':
    case 'welcome':
    case 'posts':
    case 'my-day':
    case 'refused':
    case 'not-saved':
    case 'leaving':
      return flow;
  }
}

function onSavingFailed(flow: Flow, why: SavingFault): Flow {
  const step = under(flow.step);
  switch (step.at) {
    case 'consent':
      return to(flow, { at: 'not-saved', why, behind: { ...step, saving: 'no' } });
    case 'nameless':
    case 'questions':
      return to(flow, { at: 'not-saved', why, behind: { ...step, saving: false } });
    case 'idle':
    case 'keypad':
    case 'welcome':
    case 'posts':
    case 'my-day':
    case 'refused':
    case 'not-saved':
    case 'leaving':
      return flow;
  }
}

function onBack(flow: Flow): Flow {
  const { step } = flow;
  switch (step.at) {
    case 'help':
    case 'posts':
    case 'refused':
      return to(flow, step.behind);
    case 'my-day':
      // Their pass is gone with them.
      return step.erasing === 'done' ? home(flow) : to(flow, step.behind);
    case 'not-saved':
      // The station has forgotten them: there is nothing to try again with.
      return step.why === 'gone' ? home(flow) : to(flow, step.behind);
    case 'idle':
    case 'keypad':
    case 'nameless':
    case 'consent':
    case 'welcome':
    case 'questions':
    case 'leaving':
      return home(flow);
  }
}

function onTimeUp(flow: Flow): Flow {
  const { step } = flow;
  // Someone's number or pass stands behind it, and has its own time.
  return step.at === 'refused' ? to(flow, step.behind) : home(flow);
}

/** Whoever was known to the station no longer is; a pass that is on the screen stays good. */
function onStationBack(flow: Flow): Flow {
  const step = under(flow.step);
  // What is being saved is asked for again, and decides.
  if (isSaving(step)) return flow;
  if (step.at === 'welcome') return to(flow, { ...step, settled: true });
  if (step.at === 'posts' || (step.at === 'my-day' && step.erasing !== 'done')) {
    return to(flow, { ...step.behind, settled: true });
  }
  return home(flow);
}

function home(flow: Flow): Flow {
  if (!flow.personal) return { ...flow, step: idle };
  return {
    ...flow,
    step: { at: 'leaving', ...(flow.held !== undefined && { arrival: flow.held }) },
  };
}

/** There is one way to idle: by a new page wherever this one knows anything of anyone. */
function to(flow: Flow, step: Step): Flow {
  if (step.at === 'idle') return home(flow);
  return { ...flow, step, personal: flow.personal || isPersonal(step) };
}

function isPersonal(step: Step): boolean {
  return arrivalOf(step) !== undefined || (step.at === 'keypad' && step.typed !== '');
}

function saving(step: Step, consent: boolean): Step {
  if (step.at === 'consent') return { ...step, saving: consent ? 'yes' : 'without' };
  if (step.at === 'nameless' || step.at === 'questions') return { ...step, saving: true };
  return step;
}

function isSaving(step: Step): boolean {
  if (step.at === 'consent') return step.saving !== 'no';
  return (step.at === 'nameless' || step.at === 'questions') && step.saving;
}

function welcomed(welcome: Welcome): Welcomed {
  return { at: 'welcome', welcome, refreshed: false, settled: false };
}

/** What stands under a call for help. */
function under(step: Step): Exclude<Step, Help> {
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
