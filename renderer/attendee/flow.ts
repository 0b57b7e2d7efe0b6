import type { FaceEvent } from '../../shared/contract/arrival.ts';
import type { Arrival, Welcome } from '../../shared/contract/people.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import { type Draft, draftFrom } from './draft.ts';
import {
  arrivalOf,
  type Idle,
  isPersonal,
  isSaving,
  type KeypadFault,
  type MyDayStep,
  type Printing,
  type SavingFault,
  type Step,
  turnOf,
  withoutHelp,
  type Welcomed,
} from './steps.ts';

/**
 * One person after another, between idle and pass. Pure: events go in, and what to show comes out.
 * `kiosk.ts` makes the calls to the station.
 */

export interface Flow {
  readonly step: Step;
  /** This page has held personal data, so going back to idle needs a new page. */
  readonly personal: boolean;
  /** The arrival that the station holds for this page, until it hears that the person has gone. */
  readonly held: string | undefined;
  /** Changes with what is on the screen: another step, question or person is another turn. */
  readonly turn: number;
  /** Counts scans that the current step ignored, so that the screen reports each one. */
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
  | { readonly kind: 'withdrawn'; readonly welcome: Welcome }
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
  const next = stepped(flow, event);
  if (next.step === flow.step) return next;
  const fresh = event.kind === 'face' || turnOf(next.step) !== turnOf(flow.step);
  const held = arrivalOf(next.step) ?? flow.held;
  return { ...next, held, turn: flow.turn + (fresh ? 1 : 0) };
}

function stepped(flow: Flow, event: FlowEvent): Flow {
  const { step } = flow;
  // Later events belong to the next page.
  if (step.at === 'leaving') return flow;
  switch (event.kind) {
    case 'face':
      return onFace(flow, event.face);
    case 'type-number':
    case 'typed':
    case 'number-sent':
    case 'number-taken':
    case 'number-refused':
      return onNumber(flow, event);
    case 'without-card':
      return goTo(flow, { at: 'nameless', arrival: event.arrival, saving: false });
    case 'saving':
      return goTo(flow, saving(step, event.consent));
    case 'saved':
      return onSaved(flow, event.welcome);
    case 'saving-failed':
      return onSavingFailed(flow, event.why);
    case 'questions':
    case 'posts':
    case 'my-day':
    case 'unbound':
    case 'printing':
      return step.at === 'welcome' ? onPass(flow, step, event) : flow;
    case 'erasing':
      return onErasing(flow, event.now);
    case 'withdrawn':
      return onWithdrawn(flow, event.welcome);
    case 'draft':
      return onDraft(flow, event.draft);
    case 'help':
      return step.at === 'help' ? flow : goTo(flow, { at: 'help', behind: step });
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

type NumberEvent = Extract<
  FlowEvent,
  { kind: 'type-number' | 'typed' | 'number-sent' | 'number-taken' | 'number-refused' }
>;

/** The keypad. The answer for a number also counts while help covers the step. */
function onNumber(flow: Flow, event: NumberEvent): Flow {
  const { step } = flow;
  if (event.kind === 'type-number') {
    // Restores what they had typed before a stray scan.
    if (step.at === 'refused' && step.behind.at === 'keypad') return goTo(flow, step.behind);
    return goTo(flow, { at: 'keypad', typed: '', asking: false });
  }
  if (event.kind === 'number-taken') {
    if (withoutHelp(step).at !== 'keypad') return flow;
    return goTo(flow, { at: 'consent', arrival: event.arrival, saving: 'no' });
  }
  if (step.at !== 'keypad') return flow;
  switch (event.kind) {
    case 'typed':
      return step.asking ? flow : goTo(flow, { at: 'keypad', typed: event.text, asking: false });
    case 'number-sent':
      return goTo(flow, { at: 'keypad', typed: step.typed, asking: true });
    case 'number-refused':
      return goTo(flow, { at: 'keypad', typed: step.typed, asking: false, fault: event.why });
  }
}

type PassEvent = Extract<
  FlowEvent,
  { kind: 'questions' | 'posts' | 'my-day' | 'unbound' | 'printing' }
>;

/** The ways on from a pass. A settled one stays valid, but cannot be completed any more. */
function onPass(flow: Flow, step: Welcomed, event: PassEvent): Flow {
  const { welcome } = step;
  switch (event.kind) {
    case 'unbound':
      return goTo(flow, withoutBound(step));
    case 'printing':
      return welcome.arrival === event.arrival
        ? goTo(flow, { ...step, printing: event.now })
        : flow;
    case 'posts':
      return step.settled ? flow : goTo(flow, { at: 'posts', behind: step });
    case 'my-day':
      if (step.settled || !welcome.byCard) return flow;
      return goTo(flow, { at: 'my-day', behind: step, erasing: 'no' });
    case 'questions': {
      if (step.settled || welcome.byPass || welcome.anonymous) return flow;
      const draft = draftFrom(welcome.answers, event.asks, welcome.groupsAgreed);
      return goTo(flow, { at: 'questions', welcome, draft, saving: false });
    }
  }
}

function onErasing(flow: Flow, now: MyDayStep['erasing']): Flow {
  const covered = withoutHelp(flow.step);
  return covered.at === 'my-day' ? goTo(flow, { ...covered, erasing: now }) : flow;
}

/** The pass behind the page is issued again. */
function onWithdrawn(flow: Flow, welcome: Welcome): Flow {
  const covered = withoutHelp(flow.step);
  if (covered.at !== 'my-day' || covered.behind.welcome.arrival !== welcome.arrival) return flow;
  return goTo(flow, { ...covered, behind: { ...covered.behind, welcome } });
}

function onDraft(flow: Flow, draft: Draft): Flow {
  const { step } = flow;
  return step.at === 'questions' && !step.saving ? goTo(flow, { ...step, draft }) : flow;
}

function onFace(flow: Flow, face: FaceEvent): Flow {
  switch (face.kind) {
    case 'arrival':
      return goTo(flow, { at: 'consent', arrival: face.arrival, saving: 'no' });
    case 'welcome':
      return goTo(flow, welcomed(face.welcome));
    case 'refused': {
      const step = withoutHelp(flow.step);
      const base = step.at === 'posts' || step.at === 'my-day' ? step.behind : step;
      const kept = base.at === 'keypad' || base.at === 'welcome' ? base : idle;
      return goTo(flow, { at: 'refused', why: face.why, behind: kept });
    }
    case 'not-saved':
      return goTo(flow, { at: 'not-saved', why: face.why, behind: idle });
    case 'bound':
      return onBound(flow, face.arrival, face.shortCode);
    case 'ignored':
      return { ...flow, ignored: flow.ignored + 1 };
  }
}

/** Brings the pass to the front, from whatever the person looks at, and says what was bound. */
function onBound(flow: Flow, arrival: string, shortCode: string): Flow {
  const step = withoutHelp(flow.step);
  const pass =
    step.at === 'posts' || step.at === 'my-day' || step.at === 'refused' ? step.behind : step;
  if (pass.at !== 'welcome' || pass.welcome.arrival !== arrival) return flow;
  return goTo(flow, { ...pass, bound: shortCode });
}

function withoutBound({ bound: _taken, ...step }: Welcomed): Welcomed {
  return step;
}

/** Ignores a reply that arrives after another person has. */
function onSaved(flow: Flow, welcome: Welcome): Flow {
  const step = withoutHelp(flow.step);
  switch (step.at) {
    case 'consent':
      return step.arrival.arrival === welcome.arrival ? goTo(flow, welcomed(welcome)) : flow;
    case 'nameless':
      return step.arrival === welcome.arrival ? goTo(flow, welcomed(welcome)) : flow;
    case 'questions':
      if (step.welcome.arrival !== welcome.arrival) return flow;
      return goTo(flow, {
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
  const step = withoutHelp(flow.step);
  switch (step.at) {
    case 'consent':
      return goTo(flow, { at: 'not-saved', why, behind: { ...step, saving: 'no' } });
    case 'nameless':
    case 'questions':
      return goTo(flow, { at: 'not-saved', why, behind: { ...step, saving: false } });
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
      return goTo(flow, step.behind);
    case 'my-day':
      // Their pass was erased with their data.
      return step.erasing === 'done' ? home(flow) : goTo(flow, step.behind);
    case 'not-saved':
      // The station has forgotten them, so there is nothing to retry.
      return step.why === 'gone' ? home(flow) : goTo(flow, step.behind);
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
  // A number or pass stands behind it, and has a countdown of its own.
  return step.at === 'refused' ? goTo(flow, step.behind) : home(flow);
}

/** The station has forgotten everybody; a pass that is on the screen stays valid. */
function onStationBack(flow: Flow): Flow {
  const step = withoutHelp(flow.step);
  // The save is repeated, and its answer decides; a sentence about that answer must be read.
  if (isSaving(step) || step.at === 'not-saved') return flow;
  if (step.at === 'questions') return goTo(flow, { ...welcomed(step.welcome), settled: true });
  if (step.at === 'welcome') return goTo(flow, { ...step, settled: true });
  if (step.at === 'posts' || (step.at === 'my-day' && step.erasing !== 'done')) {
    return goTo(flow, { ...step.behind, settled: true });
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

/** The only way to idle: by a new page if this one has any personal data. */
function goTo(flow: Flow, step: Step): Flow {
  if (step.at === 'idle') return home(flow);
  return { ...flow, step, personal: flow.personal || isPersonal(step) };
}

function saving(step: Step, consent: boolean): Step {
  if (step.at === 'consent') return { ...step, saving: consent ? 'yes' : 'without' };
  if (step.at === 'nameless' || step.at === 'questions') return { ...step, saving: true };
  return step;
}

function welcomed(welcome: Welcome): Welcomed {
  return { at: 'welcome', welcome, refreshed: false, settled: false };
}
