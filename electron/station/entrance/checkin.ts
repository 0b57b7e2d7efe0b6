import { type Answers, answersIn, withAnswers } from '../../../shared/answers.ts';
import { dayAndTime } from '../../../shared/calendar.ts';
import type { Lane, Welcome } from '../../../shared/contract.ts';
import { type Fact, type FactRef, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { encodePayload, minuteOf, passText, shortCode } from '../../../shared/pass.ts';
import { ok } from '../../../shared/result.ts';
import { type PhoneContent, phoneContent } from '../../../shared/sync/boxes.ts';
import { compareFacts, standing } from '../../../shared/tally/standing.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Saved, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import type { Person } from './person.ts';

/** Writing a check-in, its answers, and the pass that comes of it. */

export interface Desk {
  readonly fair: Fair;
  readonly slot: number;
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'ledger' | 'people'>;
  readonly now: () => number;
  /** Told of writes that failed, with what the system said. */
  readonly onTrouble: (error: unknown) => void;
}

export interface CheckedIn {
  readonly person: Person;
  /** The check-in that answers will complete. */
  readonly checkin: FactRef;
  readonly welcome: Omit<Welcome, 'arrival'>;
}

/** The fact is on disk when this answers. */
export async function checkIn(desk: Desk, person: Person, lane: Lane): Promise<Saved<CheckedIn>> {
  const { store, keyring, fair, onTrouble } = desk;
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
    },
  } as const;
  return saving(onTrouble, () => {
    let before: readonly Fact[] = [];
    const [fact] = store.ledger.append([{ happening, person: pseudonym }], () => {
      before = checkinsOf(desk, pseudonym);
      if (sealed) store.people.putBox(pseudonym, 'identity', sealed, stampOf(desk));
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    });
    // Sealed, or not wanted: what was sealed is kept by nobody here.
    const { identity: _sealed, ...known } = person;
    return {
      person: known,
      checkin: fact ? refOf(fact.chained) : '',
      // Nobody leaves a number before their first check-in.
      welcome: welcome(desk, person, lane, before, before.length > 0 && hasPhone(desk, pseudonym)),
    };
  });
}

/** Answers given after the pass complete the check-in that they name, and refresh the pass. */
export async function completeAnswers(
  desk: Desk,
  done: CheckedIn,
  answers: Answers,
  phone: PhoneContent | undefined,
): Promise<Saved<CheckedIn>> {
  const { store, keyring, fair, onTrouble } = desk;
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
      if (sealed) store.people.putBox(pseudonym, 'phone', sealed, stampOf(desk));
      if (keepsProfile(person)) store.people.putProfile(pseudonym, person);
    };
    if (changed)
      store.ledger.append([{ happening: { kind: 'checkin', what }, person: pseudonym }], keep);
    else store.ledger.append([], keep);
    const { earlier: _self, ...fresh } = welcome(desk, person, lane, [], hasPhone(desk, pseudonym));
    return { ...done, person, welcome: { ...fresh, ...(earlier && { earlier }) } };
  });
}

function welcome(
  desk: Desk,
  person: Person,
  lane: Lane,
  before: readonly Fact[],
  phoneLeft: boolean,
): Omit<Welcome, 'arrival'> {
  const { about, means, pseudonym, greeting } = person;
  const earlier = earliest(desk, before);
  return {
    greeting,
    anonymous: means === 'anonymous',
    pass: { text: issuePass(desk, person), shortCode: shortCode(pseudonym) },
    ...(earlier && { earlier }),
    answers: answersIn(about),
    phoneLeft,
    byCard: means === 'card',
    lane,
  };
}

/** After all that was written before, whatever the clock says. */
const stampOf = ({ store, now }: Desk): number => Math.max(now(), store.ledger.stampMs);

const hasPhone = ({ store }: Desk, pseudonym: string): boolean =>
  store.people.hasBox(pseudonym, 'phone');

function issuePass({ fair, slot, keyring, now }: Desk, person: Person): string {
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

/** Standing check-ins of a person that this station has heard of, in their order. */
export function checkinsOf({ store }: Desk, pseudonym: string): Fact[] {
  const facts = store.ledger.factsOfPerson(pseudonym);
  return standing(facts)
    .filter(({ chained }) => chained.kind === 'checkin' && chained.what.refines === undefined)
    .toSorted((a, b) => compareFacts(a.chained, b.chained));
}

function earliest(desk: Desk, checkins: readonly Fact[]): Welcome['earlier'] {
  const [first] = checkins;
  return first && { ...doorAndTime(desk, first), more: checkins.length - 1 };
}

export function doorAndTime({ fair }: Desk, { chained: { station, stamp } }: Fact) {
  const at = fair.stations.find(({ slot }) => slot === station);
  return {
    station: at?.name ?? { zh: `${station} 号站`, en: `Station ${station}` },
    at: dayAndTime(stamp.ms, fair.utcOffsetMinutes),
  };
}

/** A typed number gives no name to keep, and a nameless person wants nothing kept. */
function keepsProfile({ means }: Person): boolean {
  return means !== 'anonymous' && means !== 'keypad';
}
