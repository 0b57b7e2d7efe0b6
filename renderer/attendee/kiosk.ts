import type { Question } from '../../shared/fair-kinds.ts';
import { createStore } from 'zustand/vanilla';
import type {
  CallInput,
  CallOutput,
  FaceEvent,
  MyDay,
  PrintingOffer,
  Ticket,
} from '../../shared/contract.ts';
import type { Client } from '../client.ts';
import { checkPhone, type Draft } from './draft.ts';
import {
  advance,
  arrivalOf,
  type Flow,
  type FlowEvent,
  type Printing,
  type SavingFault,
  start,
} from './flow.ts';

/** The attendee's face at work: the pure flow, and the calls that carry it on. */

export interface Kiosk extends ReturnType<typeof attendeeKiosk> {}

export type Fitting = Extract<CallOutput<'arrival.posts'>, { ok: true }>['value'];

/** A station that is away must not keep a person's page alive. */
const FAREWELL_MS = 600;
/** An answer that did not come is asked for again: the station answers twice and writes once. */
const ASK_AGAIN_MS = 500;
const TIMES_ASKED = 8;
/** So long a pass is seen before a scan that came meanwhile leads on. */
const PASS_SEEN_MS = 1_200;

const yes = (): boolean => true;
const no = (): boolean => false;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function attendeeKiosk(client: Client, freshPage: () => void, newArrival: () => string) {
  const store = createStore<Flow>(() => start);
  /** The ticket that is on its way to a printer of the system's. */
  const paper = createStore<{ readonly ticket: Ticket | undefined }>(() => ({ ticket: undefined }));
  let offer: PrintingOffer = 'none';
  const step = (): Flow['step'] => store.getState().step;
  /** Scans that came while a pass was on its way to the screen. */
  let behind: FaceEvent[] | undefined;

  function dispatch(event: FlowEvent): void {
    const before = store.getState();
    store.setState(advance(before, event), true);
    if (step().at === 'leaving' && before.step.at !== 'leaving') void leave();
    if (offer === 'by-itself' && isNewPass(before.step, step())) void print();
  }

  async function leave(): Promise<void> {
    const arrival = arrivalOf(step());
    if (arrival !== undefined) {
      await Promise.race([
        client.call('arrival.leave', { arrival }).catch(() => undefined),
        wait(FAREWELL_MS),
      ]);
    }
    // A page that nobody hands out would be the browser's own error, and stay one.
    while (!(await client.call('station.alive', {}).then(yes, no))) await wait(ASK_AGAIN_MS);
    freshPage();
  }

  async function print(): Promise<void> {
    const standing = step();
    if (standing.at !== 'welcome' || standing.printing === 'yes') return;
    const { arrival } = standing.welcome;
    const say = (now: Printing): void => dispatch({ kind: 'printing', arrival, now });
    say('yes');
    try {
      const taken = await client.call('arrival.print', { arrival });
      if (taken.ok && taken.value.how === 'page') say(await printPage(taken.value.ticket));
      else if (taken.ok) say('printed');
      else say(taken.fault.kind === 'gone' ? 'unanswered' : taken.fault.kind);
    } catch {
      say('unanswered');
    }
  }

  async function printPage(ticket: Ticket): Promise<Printing> {
    paper.setState({ ticket });
    try {
      await laidOut();
      const sent = await client.call('arrival.printPage', {});
      if (!sent.ok) return sent.fault.kind;
      if (sent.value.how === 'dialogue') window.print();
      return 'printed';
    } finally {
      paper.setState({ ticket: undefined });
    }
  }

  function onFace(face: FaceEvent): void {
    if (behind && face.kind !== 'ignored') behind.push(face);
    else dispatch({ kind: 'face', face });
  }

  async function answerTo<T>(call: () => Promise<T>): Promise<T | undefined> {
    for (let asked = 0; asked < TIMES_ASKED; asked++) {
      if (asked > 0) await wait(ASK_AGAIN_MS);
      const answer = await call().catch(() => undefined);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** Whatever kept the answer away, the person can try once more; nothing is lost by it. */
  async function save(
    call: () => Promise<
      | { readonly ok: true; readonly value: Extract<FlowEvent, { kind: 'saved' }>['welcome'] }
      | { readonly ok: false; readonly fault: { readonly kind: SavingFault } }
    >,
    consent: boolean,
  ): Promise<void> {
    dispatch({ kind: 'saving', consent });
    // What came behind a pass that is still being looked at is not lost by the next save.
    const came = (behind ??= []);
    const saved = await answerTo(call);
    if (!saved) dispatch({ kind: 'saving-failed', why: 'unanswered' });
    else if (saved.ok) dispatch({ kind: 'saved', welcome: saved.value });
    else dispatch({ kind: 'saving-failed', why: saved.fault.kind });
    if (came.length > 0) await wait(PASS_SEEN_MS);
    for (const face of came.splice(0)) dispatch({ kind: 'face', face });
    behind = undefined;
  }

  return {
    ...store,
    dispatch,
    paper,
    print,
    /** What the station’s printer is for. */
    setOffer(now: PrintingOffer): void {
      offer = now;
    },

    listen: (): (() => void) => client.listen({ face: onFace }),

    scanned: (text: string): void => {
      // A scan that can't be handed over is a scan to be made again; the connection says why.
      client.call('arrival.wedge', { text: text.slice(0, 512) }).catch(() => undefined);
    },

    sendNumber: async (): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'keypad' || step.asking) return;
      dispatch({ kind: 'number-sent' });
      try {
        const asked = await client.call('arrival.keypad', { number: step.typed });
        if (asked.ok) dispatch({ kind: 'number-taken', arrival: asked.value });
        else dispatch({ kind: 'number-refused', why: asked.fault.kind });
      } catch {
        dispatch({ kind: 'number-refused', why: 'unanswered' });
      }
    },

    /** `arrival` is the person whose question the finger saw. */
    consent: async (arrival: string, consent: boolean): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'consent' || step.saving !== 'no') return;
      if (step.arrival.arrival !== arrival) return;
      await save(() => client.call('arrival.consent', { arrival, consent }), consent);
    },

    withoutCard: (): void => dispatch({ kind: 'without-card', arrival: newArrival() }),

    nameless: async (): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'nameless' || step.saving) return;
      const { arrival } = step;
      await save(() => client.call('arrival.nameless', { arrival }), false);
    },

    beginQuestions: async (asks: readonly Question[]): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'welcome') return;
      const { arrival } = step.welcome;
      dispatch({ kind: 'questions', asks });
      await client.call('arrival.attend', { arrival }).catch(() => undefined);
    },

    /** Nothing where the station has no answer: the screen says so, and the pass is behind it. */
    fittingPosts: async (
      wanted: Omit<CallInput<'arrival.posts'>, 'arrival'>,
    ): Promise<Fitting | undefined> => {
      const arrival = arrivalOf(step());
      if (arrival === undefined) return undefined;
      const found = await client
        .call('arrival.posts', { arrival, ...wanted })
        .catch(() => undefined);
      return found?.ok ? found.value : undefined;
    },

    myDay: async (): Promise<MyDay | undefined> => {
      const arrival = arrivalOf(step());
      if (arrival === undefined) return undefined;
      const told = await client.call('arrival.myDay', { arrival }).catch(() => undefined);
      return told?.ok ? told.value : undefined;
    },

    erase: async (): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'my-day' || step.erasing === 'yes' || step.erasing === 'done') return;
      const { arrival } = step.behind.welcome;
      dispatch({ kind: 'erasing', now: 'yes' });
      const erased = await client.call('arrival.erase', { arrival }).catch(() => undefined);
      dispatch({ kind: 'erasing', now: erased?.ok ? 'done' : 'failed' });
    },

    unbind: async (): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'welcome') return;
      const { arrival } = step.welcome;
      const taken = await client.call('arrival.unbind', { arrival }).catch(() => undefined);
      // Not taken back: it stays on the screen with its way to try again.
      if (taken?.ok) dispatch({ kind: 'unbound' });
    },

    /** Staff must know: this person has a pass, and nothing on it that a booth can scan. */
    passWithoutCode: (): void => {
      client.call('station.passWithoutCode', {}).catch(() => undefined);
    },

    hall: (): Promise<CallOutput<'fair.hall'> | undefined> =>
      client.call('fair.hall', {}).catch(() => undefined),

    /** Also where nothing was answered: it tells the station that they are done. */
    sendAnswers: async (draft: Draft | undefined): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'questions' || step.saving) return;
      const phone = draft && checkPhone(draft.phone).kind === 'complete' ? draft.phone : undefined;
      await save(
        () =>
          client.call('arrival.answer', {
            arrival: step.welcome.arrival,
            answers: draft?.answers ?? {},
            ...(phone !== undefined && { phone, share: draft?.share ?? false }),
          }),
        true,
      );
    },
  };
}

/** A pass that is on the screen for the first time. */
function isNewPass(before: Flow['step'], now: Flow['step']): boolean {
  if (now.at !== 'welcome' || now.refreshed) return false;
  return arrivalOf(before) !== now.welcome.arrival || before.at === 'consent';
}

/** Drawn, with the letters that names of employers need. */
async function laidOut(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await document.fonts.ready;
}
