import type { FaceEvent } from '../../../shared/contract/arrival.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import {
  type Arrival,
  cardRecordSchema,
  type Lane,
  type Welcome,
} from '../../../shared/contract/people.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Scan } from '../reader/scan.ts';
import { bindBlank, type Bound } from './bind.ts';
import { type CheckedIn, checkIn, type CheckingIn } from './checkin.ts';
import { type Identifying, identify } from './identify.ts';
import type { Person } from './person.ts';

/**
 * What the station must know about the person at the kiosk to handle the next scan and tap
 * correctly.
 */
type AtKiosk =
  | { readonly step: 'nobody' }
  | { readonly step: 'asked'; readonly arrival: string; readonly person: Person }
  | WithPass;

/** A person who is checked in. */
export interface WithPass {
  /** While the pass shows, a scan is the next person's; while they answer, a scan is refused. */
  readonly step: 'welcomed' | 'answering';
  readonly arrival: string;
  readonly done: CheckedIn;
  /** The pre-printed pass that they just received. */
  readonly bound?: Bound;
}

export interface KioskOptions extends CheckingIn, Identifying {
  readonly lane: () => Lane;
  readonly newId: () => string;
  readonly show: (event: FaceEvent) => void;
  /** After each check-in, so that counts update. */
  readonly onCheckedIn: () => void;
}

export interface Kiosk {
  readonly options: KioskOptions;
  at: AtKiosk;
  /** The last welcome, until they leave: a reply may get lost, and then the page asks again. */
  answered: Welcome | undefined;
}

export const withPass = ({ at }: Kiosk, arrival: string): WithPass | undefined =>
  (at.step === 'welcomed' || at.step === 'answering') && at.arrival === arrival ? at : undefined;

export const welcomed = (kiosk: Kiosk, arrival: string): WithPass | undefined => {
  const found = withPass(kiosk, arrival);
  return found?.step === 'welcomed' ? found : undefined;
};

/** Requires an ID card in hand: a pass may be anybody's photograph. */
export function cardHolder(
  kiosk: Kiosk,
  arrival: string,
): Result<Person, { kind: 'gone' | 'card-only' }> {
  const person = withPass(kiosk, arrival)?.done.person;
  if (!person) return fail({ kind: 'gone' });
  return person.means === 'card' ? ok(person) : fail({ kind: 'card-only' });
}

/** In the express lane staff hold the scanner, so the next person ends the previous one's turn. */
export const isBusy = ({ at, options }: Kiosk): boolean =>
  (at.step === 'asked' || at.step === 'answering') && options.lane() === 'self';

export function ask(kiosk: Kiosk, person: Person): Arrival {
  const { means, greeting, cardExpiredOn, card } = person;
  const arrival = kiosk.options.newId();
  kiosk.at = { step: 'asked', arrival, person };
  return {
    arrival,
    means,
    greeting,
    ...(cardExpiredOn !== undefined && { cardExpiredOn }),
    ...(card && { records: cardRecordSchema.options.filter((name) => name in card) }),
  };
}

export async function admit(
  kiosk: Kiosk,
  person: Person,
  arrival: string,
): Promise<CallOutput<'arrival.consent'>> {
  const { options } = kiosk;
  const saved = await checkIn(options, person, options.lane());
  if (!saved.ok) return saved;
  kiosk.at = { step: 'welcomed', arrival, done: saved.value };
  options.onCheckedIn();
  kiosk.answered = { arrival, ...saved.value.welcome };
  return ok(kiosk.answered);
}

export async function takeScan(kiosk: Kiosk, scan: Scan): Promise<void> {
  const { at, options } = kiosk;
  const { show } = options;
  if (isBusy(kiosk)) return show({ kind: 'ignored' });
  const printed = scan.kind === 'code' ? options.readBlank(scan.text) : undefined;
  if (printed?.ok && at.step === 'welcomed') return give(kiosk, at, printed.value);
  const found = identify(scan, options);
  if (!found.ok) return show({ kind: 'refused', why: found.fault.kind });
  const person = found.value;
  if (!person.consented && person.means !== 'anonymous') {
    return show({ kind: 'arrival', arrival: ask(kiosk, person) });
  }
  // They agreed before, and to no record of the card.
  const { card: _unasked, ...known } = person;
  const admitted = await admit(kiosk, known, options.newId());
  if (admitted.ok) show({ kind: 'welcome', welcome: admitted.value });
  else if (admitted.fault.kind !== 'gone') show({ kind: 'not-saved', why: admitted.fault.kind });
}

/** A pre-printed pass scanned while somebody's own pass shows becomes theirs. */
function give(kiosk: Kiosk, at: WithPass, blank: string): void {
  const { show } = kiosk.options;
  const given = bindBlank(kiosk.options, at.done.person, blank);
  if (given.ok) {
    kiosk.at = { ...at, bound: given.value };
    show({ kind: 'bound', arrival: at.arrival, shortCode: given.value.shortCode });
  } else if (given.fault.kind === 'blank-taken') {
    show({ kind: 'refused', why: 'blank-taken' });
  } else {
    show({ kind: 'not-saved', why: given.fault.kind });
  }
}
