import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { Ticket } from '../../../shared/contract/printing.ts';
import { proofs } from '../../../shared/proof.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Scan } from '../reader/scan.ts';
import { unbind } from './bind.ts';
import { consentCalls } from './consent-calls.ts';
import { completeAnswers } from './checkin.ts';
import { byKeypad, nameless } from './identify.ts';
import {
  admit,
  ask,
  cardHolder,
  isBusy,
  type Kiosk,
  type KioskOptions,
  takeScan,
  welcomed,
  withPass,
} from './kiosk.ts';
import { myDay } from './my-day.ts';
import { finderOf, type Recommend } from './recommend.ts';
import { ticketOf } from './ticket.ts';
import { turns } from './turns.ts';

export interface EntranceOptions extends KioskOptions {
  readonly newPseudonym: () => string;
  readonly recommend: Recommend;
  readonly print: (ticket: Ticket) => Promise<CallOutput<'arrival.print'>>;
  /** Erases a person from this station, by all their pseudonyms. */
  readonly erase: (...pseudonyms: readonly string[]) => Promise<void>;
}

/** One person's journey after another, from scan to pass. */
export function openEntrance(options: EntranceOptions) {
  const kiosk: Kiosk = { options, at: { step: 'nobody' }, answered: undefined };
  const { inTurn, whileSaving, isSaving } = turns();
  /** The arrival that the page did not know at its last report. */
  let missed: string | undefined;

  function forget(): void {
    kiosk.at = { step: 'nobody' };
  }

  return {
    take(scan: Scan): Promise<void> {
      if (!isSaving()) return inTurn(() => takeScan(kiosk, scan));
      options.show({ kind: 'ignored' });
      return Promise.resolve();
    },

    keypad: ({ number }: CallInput<'arrival.keypad'>): Promise<CallOutput<'arrival.keypad'>> =>
      inTurn(() => {
        if (isBusy(kiosk)) return fail({ kind: 'busy' });
        const found = byKeypad(number, options);
        return found.ok ? ok(ask(kiosk, found.value)) : found;
      }),

    nameless: ({ arrival }: CallInput<'arrival.nameless'>) =>
      whileSaving(
        async (): Promise<CallOutput<'arrival.nameless'>> =>
          kiosk.answered?.arrival === arrival
            ? ok(kiosk.answered)
            : admit(kiosk, nameless(options.newPseudonym()), arrival),
      ),

    consent: ({ arrival, consent }: CallInput<'arrival.consent'>) =>
      whileSaving(async (): Promise<CallOutput<'arrival.consent'>> => {
        const { at, answered } = kiosk;
        if (answered?.arrival === arrival) return ok(answered);
        if (at.step !== 'asked' || at.arrival !== arrival) return fail({ kind: 'gone' });
        // Without consent nothing of the card may outlive this line.
        return admit(kiosk, consent ? at.person : nameless(options.newPseudonym()), arrival);
      }),

    attend: ({ arrival }: CallInput<'arrival.attend'>): Promise<void> =>
      inTurn(() => {
        const at = welcomed(kiosk, arrival);
        if (at) kiosk.at = { ...at, step: 'answering' };
      }),

    answer: ({ arrival, answers, phone, share = false }: CallInput<'arrival.answer'>) =>
      inTurn(async (): Promise<CallOutput<'arrival.answer'>> => {
        const at = withPass(kiosk, arrival);
        if (!at) return fail({ kind: 'gone' });
        if (!proofs[at.done.person.means].answers) return fail({ kind: 'card-only' });
        const contact = phone === undefined ? undefined : { phone, share };
        const saved = await completeAnswers(options, at.done, answers, contact);
        if (!saved.ok) return saved;
        kiosk.at = { step: 'welcomed', arrival, done: saved.value };
        options.onCheckedIn();
        return ok({ arrival, ...saved.value.welcome });
      }),

    ...consentCalls(kiosk, inTurn),

    unbind: ({ arrival }: CallInput<'arrival.unbind'>) =>
      inTurn((): CallOutput<'arrival.unbind'> => {
        const at = welcomed(kiosk, arrival);
        if (!at?.bound) return fail({ kind: 'gone' });
        const { bound, ...rest } = at;
        const retracted = unbind(options, bound.fact);
        if (!retracted.ok) return retracted;
        kiosk.at = rest;
        return ok({});
      }),

    /** Not queued with the others: a slow printer must not keep the next person from the reader. */
    print: async ({
      arrival,
    }: CallInput<'arrival.print'>): Promise<CallOutput<'arrival.print'>> => {
      const at = welcomed(kiosk, arrival);
      if (!at) return fail({ kind: 'gone' });
      return options.print(ticketOf(options.fair, at.done, options.recommend));
    },

    posts: ({ arrival, find = '', ...wanted }: CallInput<'arrival.posts'>) =>
      inTurn(async (): Promise<CallOutput<'arrival.posts'>> => {
        const finds = find.trim() === '' ? undefined : await finderOf(find);
        const at = withPass(kiosk, arrival);
        if (!at) return fail({ kind: 'gone' });
        return ok(options.recommend(at.done.person, { ...wanted, ...(finds && { finds }) }));
      }),

    myDay: ({ arrival }: CallInput<'arrival.myDay'>) =>
      inTurn((): CallOutput<'arrival.myDay'> => {
        const person = cardHolder(kiosk, arrival);
        return person.ok ? ok(myDay(options, person.value)) : person;
      }),

    erase: ({ arrival }: CallInput<'arrival.erase'>) =>
      inTurn(async (): Promise<CallOutput<'arrival.erase'>> => {
        const person = cardHolder(kiosk, arrival);
        if (!person.ok) return person;
        try {
          const { pseudonym, also = [] } = person.value;
          await options.erase(pseudonym, ...also);
        } catch (error) {
          options.onTrouble(error);
          return fail({ kind: 'not-erased' });
        }
        forget();
        kiosk.answered = undefined;
        return ok({});
      }),

    leave: ({ arrival }: CallInput<'arrival.leave'>): Promise<void> =>
      inTurn(() => {
        const { at, answered } = kiosk;
        if (at.step !== 'nobody' && at.arrival === arrival) forget();
        if (answered?.arrival === arrival) kiosk.answered = undefined;
      }),

    /**
     * The page reports the arrival that it still shows. A person whom it does not know twice in a
     * row has left, and would block every scan after them. Returns whether they had to be
     * forgotten.
     */
    heldByPage: (held: string | null): Promise<boolean> =>
      inTurn(() => {
        const { at } = kiosk;
        const unknown = at.step !== 'nobody' && at.arrival !== held ? at.arrival : undefined;
        const gone = unknown !== undefined && unknown === missed;
        missed = gone ? undefined : unknown;
        if (gone) forget();
        return gone;
      }),

    someoneHere: (): boolean => kiosk.at.step !== 'nobody',

    /** A new page has loaded. */
    reset: (): Promise<void> => inTurn(forget),
  };
}
