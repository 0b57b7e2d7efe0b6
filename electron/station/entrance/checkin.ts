import { type Answers, answersIn, withAnswers } from '../../../shared/answers.ts';
import { dayAndTime } from '../../../shared/calendar.ts';
import type { Lane, Welcome } from '../../../shared/contract/people.ts';
import { type Fact, type FactRef, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { encodePayload, minuteOf, passText, shortCode } from '../../../shared/pass.ts';
import { ok } from '../../../shared/result.ts';
import { type PhoneContent, phoneContent } from '../../../shared/sync/boxes.ts';
import { compareFacts } from '../../../shared/tally/standing.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Saved, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import type { Person } from './person.ts';

/** Writes a check-in and its answers, and issues the pass. */

export interface CheckingIn {
  readonly fair: Fair;
  readonly slot: number;
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'ledger' | 'people'>;
  readonly now: () => number;
  /** Called with the system's error if a write failed. */
  readonly onTrouble: (error: unknown) => void;
}

export interface CheckedIn {
  readonly person: Person;
  /** The check-in that later answers will complete. */
  readonly checkin: FactRef;
  readonly welcome: Omit<Welcome, 'arrival'>;
}

/** The fact is on disk when this resolves. */
export async function checkIn(
  using: CheckingIn,
  person: Person,
  lane: Lane,
): Promise<Saved<CheckedIn>> {
  const { store, keyring, fair, onTrouble } = using;
  const { pseudonym, identity } = person;
  const sealed =
    identity &&
    (await keyring.seal({ fair: fair.id, pseudonym, holds: 'identity' }, JSON.stringify(identity)));
  const happening = {
    kind: 'checkin',
    what: {
      means: person.means,
      lane,
      ...(Object.keys(person.about).length > 0 && { about: person.about }),
      ...(person.cardExpiredOn !== undefined && { cardExpired: true as const }),
      ...(person.follows !== undefined && { follows: person.follows }),
    },
  } as const;
  return saving(onTrouble, () => {
    let before: readonly Fact[] = [];
    const [fact] = store.ledger.append([{ happening, person: pseudonym }], () => {
      before = checkinsOf(using, pseudonym);
      if (sealed) store.people.putBox(pseudonym, 'identity', sealed, stampOf(using));
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    });
    // Nobody can have left a phone number before their first check-in.
    const phoneLeft = before.length > 0 && hasPhone(using, pseudonym);
    // The identity is now sealed or not wanted, so drop it from memory.
    const { identity: _sealed, ...known } = person;
    return {
      person: known,
      checkin: fact ? refOf(fact.chained) : '',
      welcome: welcome(using, person, lane, before, phoneLeft),
    };
  });
}

/** Answers given after the pass complete the check-in and refresh the pass. */
export async function completeAnswers(
  using: CheckingIn,
  done: CheckedIn,
  answers: Answers,
  phone: PhoneContent | undefined,
): Promise<Saved<CheckedIn>> {
  const { store, keyring, fair, onTrouble } = using;
  const { pseudonym, means } = done.person;
  const about = withAnswers(done.person.about, answers, 'declared');
  const changed = JSON.stringify(about) !== JSON.stringify(done.person.about);
  const sealed =
    phone !== undefined && means !== 'anonymous'
      ? await keyring.seal({ fair: fair.id, pseudonym, holds: 'phone' }, phoneContent(phone))
      : undefined;
  if (!changed && !sealed) return ok(done);
  const person = { ...done.person, about, reissue: done.person.reissue + (changed ? 1 : 0) };
  const { lane, earlier } = done.welcome;
  const what = { means, lane, refines: done.checkin, about } as const;
  return saving(onTrouble, () => {
    const keep = (): void => {
      if (sealed) store.people.putBox(pseudonym, 'phone', sealed, stampOf(using));
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    };
    if (changed)
      store.ledger.append([{ happening: { kind: 'checkin', what }, person: pseudonym }], keep);
    else store.ledger.append([], keep);
    const phoneLeft = hasPhone(using, pseudonym);
    const { earlier: _self, ...fresh } = welcome(using, person, lane, [], phoneLeft);
    return { ...done, person, welcome: { ...fresh, ...(earlier && { earlier }) } };
  });
}

function welcome(
  using: CheckingIn,
  person: Person,
  lane: Lane,
  before: readonly Fact[],
  phoneLeft: boolean,
): Omit<Welcome, 'arrival'> {
  const { about, means, pseudonym, greeting } = person;
  const earlier = earliest(using, before);
  return {
    greeting,
    anonymous: means === 'anonymous',
    pass: { text: issuePass(using, person), shortCode: shortCode(pseudonym) },
    ...(earlier && { earlier }),
    answers: answersIn(about),
    phoneLeft,
    byCard: means === 'card',
    lane,
  };
}

/** Never earlier than an existing fact, even after the clock was set back. */
const stampOf = ({ store, now }: CheckingIn): number => Math.max(now(), store.ledger.stampMs);

const hasPhone = ({ store }: CheckingIn, pseudonym: string): boolean =>
  store.people.hasBox(pseudonym, 'phone');

function issuePass({ fair, slot, keyring, now }: CheckingIn, person: Person): string {
  const { about } = person;
  const payload = encodePayload({
    fair: fair.id,
    pseudonym: person.pseudonym,
    station: slot,
    minute: minuteOf(now()),
    surname: person.surname,
    ...(about.education && { education: about.education.value }),
    trades: about.trades?.value ?? [],
    reissue: person.reissue,
  });
  return passText(payload, keyring.signPass(payload));
}

/** A person's check-ins that count, as far as this station knows, oldest first. */
export function checkinsOf({ store }: CheckingIn, pseudonym: string): Fact[] {
  return store.ledger
    .factsOfPerson(pseudonym)
    .filter(({ chained }) => chained.kind === 'checkin' && chained.what.refines === undefined)
    .filter(store.ledger.stands)
    .toSorted((a, b) => compareFacts(a.chained, b.chained));
}

function earliest(using: CheckingIn, checkins: readonly Fact[]): Welcome['earlier'] {
  const [first] = checkins;
  return first && { ...stationAndTime(using, first), more: checkins.length - 1 };
}

export function stationAndTime({ fair }: CheckingIn, { chained: { station, stamp } }: Fact) {
  const at = fair.stations.find(({ slot }) => slot === station);
  return {
    station: at?.name ?? { zh: `${station} 号站`, en: `Station ${station}` },
    at: dayAndTime(stamp.ms, fair.utcOffsetMinutes),
  };
}

/** A typed number proves no name, and an anonymous person wants nothing stored. */
function keepsProfile({ means }: Person): boolean {
  return means !== 'anonymous' && means !== 'keypad';
}
