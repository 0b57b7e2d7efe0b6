import {
  type About,
  type AnswerName,
  answerNames,
  type Answers,
  answersIn,
  withAnswers,
} from '../../../shared/answers.ts';
import { dayAndTime } from '../../../shared/calendar.ts';
import { cardConsent } from '../../../shared/consents.ts';
import type { Lane, Welcome } from '../../../shared/contract/people.ts';
import { type Fact, type FactRef, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { encodePayload, minuteOf, passText, shortCode } from '../../../shared/pass.ts';
import { proofs, sealsOver } from '../../../shared/proof.ts';
import { ok } from '../../../shared/result.ts';
import { type PhoneContent, phoneContent } from '../../../shared/sync/boxes.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Saved, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { checkinsOf, meansIn } from './past.ts';
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
  /** The phone number that they gave in this visit: a typed one may not replace what was sealed before. */
  readonly phone: 'no' | 'sealed' | 'kept-out';
  /** They agreed in this visit to answer about key groups. */
  readonly groups?: {
    readonly consent: number;
    /** What they answered when they registered. */
    readonly registered?: About['groups'];
  };
  readonly welcome: Omit<Welcome, 'arrival'>;
}

/** The fact is on disk when this resolves. */
export async function checkIn(
  using: CheckingIn,
  person: Person,
  lane: Lane,
): Promise<Saved<CheckedIn>> {
  const { store, keyring, fair, onTrouble } = using;
  const { pseudonym, identity, means } = person;
  const sealed =
    identity &&
    (await keyring.seal({ fair: fair.id, pseudonym, holds: 'identity' }, JSON.stringify(identity)));
  return saving(onTrouble, () => {
    const before = checkinsOf(using, pseudonym);
    const happening = { kind: 'checkin', what: entryOf(person, lane, before) } as const;
    const [fact] = store.ledger.append([{ happening, person: pseudonym }], () => {
      const kept = store.people.hasBox(pseudonym, 'identity') ? 'of-another-visit' : 'nothing';
      if (sealed && sealsOver(means, kept)) {
        store.people.putBox(pseudonym, 'identity', sealed, stampOf(using));
      }
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    });
    // The identity is now sealed or not wanted, and the card recorded, so drop them from memory.
    const { identity: _sealed, card: _recorded, ...known } = person;
    return {
      person: known,
      checkin: fact ? refOf(fact.chained) : '',
      phone: 'no',
      welcome: welcome(using, person, lane, before, false),
    };
  });
}

function entryOf(person: Person, lane: Lane, before: readonly Fact[]) {
  const { means, about, cardExpiredOn, card, follows } = person;
  // Once is enough: a copy would be newer than what they answer at another door meanwhile.
  const isNews = proofs[means].own && !meansIn(before).some((each) => proofs[each].own);
  return {
    means,
    lane,
    ...(isNews && Object.keys(about).length > 0 && { about }),
    ...(cardExpiredOn !== undefined && { cardExpired: true as const }),
    ...(card && { card: { ...card, consent: cardConsent.version } }),
    ...(follows !== undefined && { follows }),
  };
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
  const about = aboutAfter(done, answers);
  const changed = JSON.stringify(about) !== JSON.stringify(done.person.about);
  const sealed =
    phone &&
    (await keyring.seal(
      { fair: fair.id, pseudonym, holds: 'phone' },
      phoneContent({ ...phone, ...(!proofs[means].own && { typed: true }) }),
    ));
  if (!changed && !sealed) return ok(done);
  const person = { ...done.person, about, reissue: done.person.reissue + (changed ? 1 : 0) };
  const { lane } = done.welcome;
  const news = changedIn(about, done.person.about);
  const what = { means, lane, refines: done.checkin, about: news } as const;
  return saving(onTrouble, () => {
    let given = done.phone;
    const keep = (): void => {
      if (sealed) given = putPhone(using, done, sealed);
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    };
    if (changed)
      store.ledger.append([{ happening: { kind: 'checkin', what }, person: pseudonym }], keep);
    else store.ledger.append([], keep);
    return refreshed(using, { ...done, person, phone: given });
  });
}

/** An old answer, written again, would be newer than its change or withdrawal at another door. */
function changedIn(about: About, before: About): About {
  const isNew = (name: AnswerName): boolean =>
    JSON.stringify(about[name]) !== JSON.stringify(before[name]);
  return answerNames
    .filter(isNew)
    .reduce<About>((news, name) => ({ ...news, [name]: about[name] }), {});
}

/** Key groups only if the person agreed to answer, now or when they answered last. */
function aboutAfter({ person: { about }, groups }: CheckedIn, answers: Answers): About {
  const consent = groups?.consent ?? about.groups?.consent;
  if (answers.groups === undefined || consent === undefined) {
    const { groups: _unasked, ...others } = answers;
    return withAnswers(about, others, 'declared');
  }
  const known = groups?.registered ? { ...about, groups: groups.registered } : about;
  const next = withAnswers(known, answers, 'declared');
  return next.groups ? { ...next, groups: { ...next.groups, consent } } : next;
}

function putPhone(using: CheckingIn, { person, phone }: CheckedIn, sealed: Uint8Array) {
  const { pseudonym, means } = person;
  const earlier = hasPhone(using, pseudonym) ? 'of-another-visit' : 'nothing';
  if (!sealsOver(means, phone === 'sealed' ? 'of-this-visit' : earlier)) return 'kept-out';
  using.store.people.putBox(pseudonym, 'phone', sealed, stampOf(using));
  return 'sealed';
}

/** Issues the pass again after something changed. */
export function refreshed(using: CheckingIn, done: CheckedIn): CheckedIn {
  const { lane, earlier } = done.welcome;
  const fresh = welcome(using, done.person, lane, [], done.phone !== 'no');
  return { ...done, welcome: { ...fresh, ...(earlier && { earlier }) } };
}

function welcome(
  using: CheckingIn,
  person: Person,
  lane: Lane,
  before: readonly Fact[],
  phoneGiven: boolean,
): Omit<Welcome, 'arrival'> {
  const { about, means, pseudonym, greeting } = person;
  const { own } = proofs[means];
  const earlier = own ? earliest(using, before) : undefined;
  return {
    greeting,
    anonymous: means === 'anonymous',
    pass: { text: issuePass(using, person), shortCode: shortCode(pseudonym) },
    ...(earlier && { earlier }),
    answers: answersIn(about),
    groupsAgreed: about.groups?.consent !== undefined,
    // Somebody who typed a number must not learn whether one was left before.
    phoneLeft: own ? hasPhone(using, pseudonym) : phoneGiven,
    byCard: means === 'card',
    byPass: means === 'pass',
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

/** A typed number proves no name, a pass is only copied, and an anonymous person wants nothing stored. */
const keepsProfile = ({ means }: Person): boolean => proofs[means].own;
