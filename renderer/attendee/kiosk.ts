import { createStore } from 'zustand/vanilla';
import { groupsConsent } from '../../shared/consents.ts';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import type { MyDay } from '../../shared/contract/people.ts';
import type { PrintingOffer } from '../../shared/contract/printing.ts';
import type { Withdrawal } from '../../shared/facts.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import type { Client } from '../link/client.ts';
import { agreeGroups, checkPhone, type Draft } from './draft.ts';
import { advance, type Flow, type FlowEvent, start } from './flow.ts';
import { ASK_AGAIN_MS, saves, wait } from './saves.ts';
import { arrivalOf, type Step } from './steps.ts';
import { ticketPrinting } from './ticket-printing.ts';

/** The attendee's page at work: the pure flow, and the calls that drive it. */

export interface Kiosk extends ReturnType<typeof attendeeKiosk> {}

export type Fitting = Extract<CallOutput<'arrival.posts'>, { ok: true }>['value'];

/** A station that is away must not keep a person's page open. */
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
    // If no station serves a new page, the browser would show its own error page and stay there.
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
      // A scan that cannot be sent must be made again; the connection banner says why.
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

    /** `arrival` is the person whose question was on the screen. */
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

    agreeGroups: async (): Promise<void> => {
      const { step } = store.getState();
      if (step.at !== 'questions' || step.saving) return;
      const { arrival } = step.welcome;
      const consent = groupsConsent.version;
      const agreed = await client
        .call('arrival.agreeGroups', { arrival, consent })
        .catch(() => undefined);
      const now = store.getState().step;
      if (now.at !== 'questions' || now.welcome.arrival !== arrival || !agreed?.ok) return;
      dispatch({ kind: 'draft', draft: agreeGroups(now.draft, agreed.value.groups) });
    },

    /** Called even without answers: it tells the station that they have finished. */
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

/** Whether a pass is on the screen for the first time. */
function isNewPass(before: Step, now: Step): boolean {
  if (now.at !== 'welcome' || now.refreshed) return false;
  return arrivalOf(before) !== now.welcome.arrival || before.at === 'consent';
}

/** What a person asks for and does once they have a pass. */
function aboutThePass(client: Client, step: () => Step, dispatch: (event: FlowEvent) => void) {
  return {
    /** Undefined if the station does not answer: the screen says so, and the pass is behind it. */
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

    /** Whether it is done; the pass behind the page is then issued again. */
    withdraw: async (from: Withdrawal): Promise<boolean> => {
      const now = step();
      if (now.at !== 'my-day') return false;
      const { arrival } = now.behind.welcome;
      const reply = await client.call('arrival.withdraw', { arrival, from }).catch(() => undefined);
      if (reply?.ok) dispatch({ kind: 'withdrawn', welcome: reply.value });
      return reply?.ok ?? false;
    },

    unbind: async (): Promise<void> => {
      const now = step();
      if (now.at !== 'welcome') return;
      const { arrival } = now.welcome;
      const reply = await client.call('arrival.unbind', { arrival }).catch(() => undefined);
      // On failure, the pass stays on the screen, with a way to try again.
      if (reply?.ok) dispatch({ kind: 'unbound' });
    },

    /** Tells staff that this person's pass has no code that a booth could scan. */
    passWithoutCode: (): void => {
      client.call('station.passWithoutCode', {}).catch(() => undefined);
    },

    hall: (): Promise<CallOutput<'fair.hall'> | undefined> =>
      client.call('fair.hall', {}).catch(() => undefined),
  };
}
