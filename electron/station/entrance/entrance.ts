import type {
  Arrival,
  CallInput,
  CallOutput,
  FaceEvent,
  Lane,
  Ticket,
  Welcome,
} from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Scan } from '../reader/scan.ts';
import { bindBlank, type Bound, unbind } from './bind.ts';
import { type CheckedIn, checkIn, completeAnswers, type Desk } from './checkin.ts';
import { byKeypad, type Identifying, identify, nameless } from './identify.ts';
import { myDay } from './my-day.ts';
import type { Person } from './person.ts';
import type { Recommend } from './recommend.ts';
import { ticketOf } from './ticket.ts';

/** Who stands at the kiosk, as far as the station must know to treat the next scan rightly. */
type Standing =
  | { readonly step: 'nobody' }
  | { readonly step: 'asked'; readonly arrival: string; readonly person: Person }
  /** The pass is on the screen: the next scan is the next person's. */
  | {
      readonly step: 'welcomed';
      readonly arrival: string;
      readonly done: CheckedIn;
      /** The pre-printed pass that they were given just now. */
      readonly bound?: Bound;
    }
  | { readonly step: 'answering'; readonly arrival: string; readonly done: CheckedIn };

export interface EntranceOptions extends Desk, Identifying {
  readonly lane: () => Lane;
  readonly newId: () => string;
  readonly newPseudonym: () => string;
  readonly recommend: Recommend;
  readonly print: (ticket: Ticket) => Promise<CallOutput<'arrival.print'>>;
  /** Takes a person out of this station. */
  readonly erase: (pseudonym: string) => Promise<void>;
  readonly show: (event: FaceEvent) => void;
  /** After each check-in, so that counts move. */
  readonly onCheckedIn: () => void;
}

/** The journey of one person after another, from scan to pass. */
export function openEntrance(options: EntranceOptions) {
  const { show, lane, newId } = options;
  let here: Standing = { step: 'nobody' };
  let turn: Promise<unknown> = Promise.resolve();
  /** Whom the page did not know when it was last asked. */
  let missed: string | undefined;
  /** What was answered last, until they leave: an answer may be lost, and is asked for again. */
  let answered: Welcome | undefined;
  let saving = 0;

  /** A tap and a scan never work on the same person at once. */
  function inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function admit(person: Person, arrival: string): Promise<CallOutput<'arrival.consent'>> {
    const saved = await checkIn(options, person, lane());
    if (!saved.ok) return saved;
    here = { step: 'welcomed', arrival, done: saved.value };
    options.onCheckedIn();
    answered = { arrival, ...saved.value.welcome };
    return ok(answered);
  }

  /** In turn, and while it lasts a scan would take a pass away before anyone has seen it. */
  function whileSaving<T>(work: () => Promise<T> | T): Promise<T> {
    saving += 1;
    return inTurn(work).finally(() => {
      saving -= 1;
    });
  }

  function ask(person: Person): Arrival {
    const { means, greeting, cardExpiredOn } = person;
    const arrival = newId();
    here = { step: 'asked', arrival, person };
    return { arrival, means, greeting, ...(cardExpiredOn !== undefined && { cardExpiredOn }) };
  }

  /** In the express lane staff hold the scanner: whoever is next ends the one before. */
  function busy(): boolean {
    if (here.step === 'answering') return lane() === 'self';
    return here.step === 'asked' && lane() === 'self';
  }

  /** Whoever stands here with their ID card in hand; a pass may be anyone's photograph. */
  function holder(arrival: string): Result<Person, { kind: 'gone' | 'card-only' }> {
    if (here.step !== 'welcomed' && here.step !== 'answering') return fail({ kind: 'gone' });
    if (here.arrival !== arrival) return fail({ kind: 'gone' });
    const { person } = here.done;
    return person.means === 'card' ? ok(person) : fail({ kind: 'card-only' });
  }

  async function take(scan: Scan): Promise<void> {
    if (busy()) {
      show({ kind: 'ignored' });
      return;
    }
    const printed = scan.kind === 'code' ? options.readBlank(scan.text) : undefined;
    if (printed?.ok && here.step === 'welcomed') {
      give(here, printed.value);
      return;
    }
    const found = identify(scan, options);
    if (!found.ok) {
      show({ kind: 'refused', why: found.fault.kind });
      return;
    }
    const person = found.value;
    if (!person.consented && person.means !== 'anonymous') {
      show({ kind: 'arrival', arrival: ask(person) });
      return;
    }
    const admitted = await admit(person, newId());
    if (admitted.ok) show({ kind: 'welcome', welcome: admitted.value });
    else if (admitted.fault.kind !== 'gone') show({ kind: 'not-saved', why: admitted.fault.kind });
  }

  /** A pre-printed pass is scanned while someone's own pass is on the screen: it is for them. */
  function give(standing: Extract<Standing, { step: 'welcomed' }>, blank: string): void {
    const given = bindBlank(options, standing.done.person, blank);
    if (given.ok) {
      const { arrival } = standing;
      here = { ...standing, bound: given.value };
      show({ kind: 'bound', arrival, shortCode: given.value.shortCode });
    } else if (given.fault.kind === 'blank-taken') {
      show({ kind: 'refused', why: 'blank-taken' });
    } else {
      show({ kind: 'not-saved', why: given.fault.kind });
    }
  }

  function forget(): void {
    here = { step: 'nobody' };
  }

  return {
    take(scan: Scan): Promise<void> {
      if (saving === 0) return inTurn(() => take(scan));
      show({ kind: 'ignored' });
      return Promise.resolve();
    },

    keypad: ({ number }: CallInput<'arrival.keypad'>): Promise<CallOutput<'arrival.keypad'>> =>
      inTurn(() => {
        if (busy()) return fail({ kind: 'busy' });
        const found = byKeypad(number, options);
        return found.ok ? ok(ask(found.value)) : found;
      }),

    nameless: ({ arrival }: CallInput<'arrival.nameless'>) =>
      whileSaving((): CallOutput<'arrival.nameless'> | Promise<CallOutput<'arrival.nameless'>> =>
        answered?.arrival === arrival
          ? ok(answered)
          : admit(nameless(options.newPseudonym()), arrival),
      ),

    consent: ({ arrival, consent }: CallInput<'arrival.consent'>) =>
      whileSaving((): CallOutput<'arrival.consent'> | Promise<CallOutput<'arrival.consent'>> => {
        if (answered?.arrival === arrival) return ok(answered);
        if (here.step !== 'asked' || here.arrival !== arrival) return fail({ kind: 'gone' });
        // Without consent nothing of the card outlives this line.
        return admit(consent ? here.person : nameless(options.newPseudonym()), arrival);
      }),

    attend: ({ arrival }: CallInput<'arrival.attend'>): Promise<void> =>
      inTurn(() => {
        if (here.step === 'welcomed' && here.arrival === arrival) {
          here = { ...here, step: 'answering' };
        }
      }),

    answer: ({ arrival, answers, phone, share }: CallInput<'arrival.answer'>) =>
      inTurn(async (): Promise<CallOutput<'arrival.answer'>> => {
        const standing = here;
        if (
          (standing.step !== 'welcomed' && standing.step !== 'answering') ||
          standing.arrival !== arrival
        ) {
          return fail({ kind: 'gone' });
        }
        const saved = await completeAnswers(
          options,
          standing.done,
          answers,
          phone === undefined ? undefined : { phone, share: share ?? false },
        );
        if (!saved.ok) return saved;
        here = { step: 'welcomed', arrival, done: saved.value };
        options.onCheckedIn();
        return ok({ arrival, ...saved.value.welcome });
      }),

    unbind: ({ arrival }: CallInput<'arrival.unbind'>) =>
      inTurn((): CallOutput<'arrival.unbind'> => {
        if (here.step !== 'welcomed' || here.arrival !== arrival) return fail({ kind: 'gone' });
        const { bound, ...standing } = here;
        if (!bound) return fail({ kind: 'gone' });
        const taken = unbind(options, bound.fact);
        if (!taken.ok) return taken;
        here = standing;
        return ok({});
      }),

    /** Not in turn: a printer that is slow keeps nobody from the reader. */
    print: async ({
      arrival,
    }: CallInput<'arrival.print'>): Promise<CallOutput<'arrival.print'>> => {
      if (here.step !== 'welcomed' || here.arrival !== arrival) return fail({ kind: 'gone' });
      return options.print(ticketOf(options.fair, here.done, options.recommend));
    },

    posts: ({ arrival, ...wanted }: CallInput<'arrival.posts'>) =>
      inTurn((): CallOutput<'arrival.posts'> => {
        if (here.step !== 'welcomed' && here.step !== 'answering') return fail({ kind: 'gone' });
        if (here.arrival !== arrival) return fail({ kind: 'gone' });
        return ok(options.recommend(here.done.person, wanted));
      }),

    myDay: ({ arrival }: CallInput<'arrival.myDay'>) =>
      inTurn((): CallOutput<'arrival.myDay'> => {
        const person = holder(arrival);
        return person.ok ? ok(myDay(options, person.value)) : person;
      }),

    erase: ({ arrival }: CallInput<'arrival.erase'>) =>
      inTurn(async (): Promise<CallOutput<'arrival.erase'>> => {
        const person = holder(arrival);
        if (!person.ok) return person;
        try {
          await options.erase(person.value.pseudonym);
        } catch (error) {
          options.onTrouble(error);
          return fail({ kind: 'not-erased' });
        }
        forget();
        answered = undefined;
        return ok({});
      }),

    leave: ({ arrival }: CallInput<'arrival.leave'>): Promise<void> =>
      inTurn(() => {
        if (here.step !== 'nobody' && here.arrival === arrival) forget();
        if (answered?.arrival === arrival) answered = undefined;
      }),

    /**
     * The page says whom it still shows. Somebody whom it does not know twice in a row has gone, and
     * would keep everybody else from being read: answers whether they had to be forgotten.
     */
    heldByPage: (held: string | null): Promise<boolean> =>
      inTurn(() => {
        const unknown = here.step !== 'nobody' && here.arrival !== held ? here.arrival : undefined;
        const gone = unknown !== undefined && unknown === missed;
        missed = gone ? undefined : unknown;
        if (gone) forget();
        return gone;
      }),

    someoneHere: (): boolean => here.step !== 'nobody',

    /** The page is new. */
    reset: (): Promise<void> => inTurn(forget),
  };
}
export type Entrance = ReturnType<typeof openEntrance>;
