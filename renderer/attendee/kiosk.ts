import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput, MyDay, PrintingOffer } from '../../shared/contract.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import type { Client } from '../link/client.ts';
import { checkPhone, type Draft } from './draft.ts';
import { advance, type Flow, type FlowEvent, start } from './flow.ts';
import { ASK_AGAIN_MS, saves, wait } from './saves.ts';
import { arrivalOf, type Step } from './steps.ts';
import { ticketPrinting } from './ticket-printing.ts';

/** The attendee's face at work: the pure flow, and the calls that carry it on. */

export interface Kiosk extends ReturnType<typeof attendeeKiosk> {}

export type Fitting = Extract<CallOutput<'arrival.posts'>, { ok: true }>['value'];

/** A station that is away must not keep a person's page alive. */
const FAREWELL_MS = 600;

const yes = (): boolean => true;
const no = (): boolean => false;

export function attendeeKiosk(client: Client, freshPage: () => void, newArrival: () => string) {
  const store = createStore<Flow>(() => start);
  const step = (): Step => store.getState().step;
  const { onFace, save } = saves(dispatch);
  const { paper, print } = ticketPrinting(client, step, dispatch);
  let offer: PrintingOffer = 'none';

  function dispatch(event: FlowEvent): void {
    const before = store.getState();
    store.setState(advance(before, event), true);
    if (step().at === 'leaving' && before.step.at !== 'leaving') void leave();
    if (offer === 'by-itself' && isNewPass(before.step, step())) void print();
  }

  async function leave(): Promise<void> {
    const arrival = arrivalOf(step());
    if (arrival !== undefined) {
      const farewell = client.call('arrival.leave', { arrival }).catch(() => undefined);
      await Promise.race([farewell, wait(FAREWELL_MS)]);
    }
    // A page that nobody hands out would be the browser's own error, and stay one.
    while (!(await client.call('station.alive', {}).then(yes, no))) await wait(ASK_AGAIN_MS);
    freshPage();
  }

  return {
    ...store,
    ...aboutThePass(client, step, dispatch),
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
function isNewPass(before: Step, now: Step): boolean {
  if (now.at !== 'welcome' || now.refreshed) return false;
  return arrivalOf(before) !== now.welcome.arrival || before.at === 'consent';
}

/** What a person asks and does with their pass in hand. */
function aboutThePass(client: Client, step: () => Step, dispatch: (event: FlowEvent) => void) {
  return {
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
      const reply = await client.call('arrival.myDay', { arrival }).catch(() => undefined);
      return reply?.ok ? reply.value : undefined;
    },

    erase: async (): Promise<void> => {
      const now = step();
      if (now.at !== 'my-day' || now.erasing === 'yes' || now.erasing === 'done') return;
      const { arrival } = now.behind.welcome;
      dispatch({ kind: 'erasing', now: 'yes' });
      const erased = await client.call('arrival.erase', { arrival }).catch(() => undefined);
      dispatch({ kind: 'erasing', now: erased?.ok ? 'done' : 'failed' });
    },

    unbind: async (): Promise<void> => {
      const now = step();
      if (now.at !== 'welcome') return;
      const { arrival } = now.welcome;
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
  };
}
