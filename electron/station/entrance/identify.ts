import { ageBandOf } from '../../../shared/age.ts';
import { dateInParts, dayAndHour } from '../../../shared/calendar.ts';
import type { Greeting, RefusalKind } from '../../../shared/contract/people.ts';
import type { ArrivalMeans } from '../../../shared/facts.ts';
import type { Fair, Registration } from '../../../shared/fair.ts';
import { type IdNumber, type IdNumberFault, parseIdNumber } from '../../../shared/id-number.ts';
import type { Pass } from '../../../shared/pass.ts';
import { proofs } from '../../../shared/proof.ts';
import { personNow, REGISTRATION_PREFIX } from '../../../shared/pseudonym.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { maskName, surnameOf, type Title } from '../../../shared/names/surname.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { BlankReader } from '../keys/blank-passes.ts';
import type { PassReader } from '../keys/pass-reader.ts';
import type { IdCard, Scan } from '../reader/scan.ts';
import type { People } from '../store/people.ts';
import type { Person } from './person.ts';

/** 电子社保卡 and ID certificates resolve only at their own platforms; we can only recognise them. */
const ELECTRONIC_CARDS = [/^(esscard|ESSC):/, /^https?:\/\/[^/]*(mohrss|ctid)[^/]*\//i];

/** What this station's facts say of somebody. */
export interface Past {
  /** How they checked in. */
  readonly means: readonly ArrivalMeans[];
  readonly groupsWithdrawn: boolean;
}

export interface Identifying {
  readonly fair: Fair;
  readonly keyring: Keyring;
  readonly readPass: PassReader;
  readonly readBlank: BlankReader;
  /** The holder of a pre-printed pass, as far as this station knows. */
  readonly holderOf: (blank: string) => string | undefined;
  readonly people: People;
  readonly pastOf: (pseudonym: string) => Past;
  /** They were erased on request; if they come again, they count as another person. */
  readonly isErased: (pseudonym: string) => boolean;
  /** The orders that erased them, always in the same order. */
  readonly ordersOn: (pseudonym: string) => readonly string[];
  readonly now: () => number;
}

type Identified = Result<Person, { readonly kind: RefusalKind }>;

/** Finds a scan's person, or says why there is none. */
export function identify(scan: Scan, using: Identifying): Identified {
  switch (scan.kind) {
    case 'id-card':
      return byCard(scan.card, using);
    case 'code':
      return byCode(scan.text, using);
    case 'fault':
      return fail({ kind: scan.fault });
  }
}

/** By an ID number typed on the screen. Others may know the number too, so it shows no name. */
export function byKeypad(
  typed: string,
  using: Identifying,
): Result<Person, { readonly kind: IdNumberFault['kind'] }> {
  const number = parseIdNumber(typed, today(using));
  if (!number.ok) return number;
  const { pseudonym, ...rest } = now(number.value, using);
  return ok({
    ...blank(pseudonym),
    ...rest,
    means: 'keypad',
    greeting: { by: 'digits', lastFour: number.value.lastFour },
    identity: { number: number.value.number },
  });
}

/** A person who gives no data: a pseudonym without an identity. */
export function nameless(pseudonym: string): Person {
  return {
    ...blank(pseudonym),
    means: 'anonymous',
    greeting: { by: 'nothing' },
    surname: { text: '', title: 'anonymous' },
  };
}

function byCard(card: IdCard, using: Identifying): Identified {
  const number = parseIdNumber(card.number, today(using));
  if (!number.ok) return fail({ kind: 'card-unreadable' });
  const { pseudonym, ...rest } = now(number.value, using);
  const maskedName = maskName(card.name);
  const expiredOn = expiry(card, using);
  return ok({
    ...blank(pseudonym),
    ...rest,
    means: 'card',
    ...known(pseudonym, using),
    maskedName,
    greeting: greetingOf(maskedName, { by: 'digits', lastFour: number.value.lastFour }),
    surname: { text: surnameOf(card.name), title: titleOf(card, number.value) },
    identity: { number: number.value.number, name: card.name, address: card.address },
    ...(expiredOn !== undefined && { cardExpiredOn: expiredOn }),
    ...recorded(number.value, using),
  });
}

const now = ({ number }: IdNumber, { keyring, ordersOn }: Identifying) =>
  personNow(keyring, number, ordersOn);

function byCode(text: string, using: Identifying): Identified {
  const token = text.startsWith(REGISTRATION_PREFIX)
    ? text.slice(REGISTRATION_PREFIX.length)
    : platformToken(text, using.fair);
  if (token !== undefined) return byRegistration(token, using);
  if (ELECTRONIC_CARDS.some((card) => card.test(text))) {
    return fail({ kind: 'social-security-code' });
  }
  const printed = using.readBlank(text);
  if (printed) return printed.ok ? byBlank(printed.value, using) : printed;
  const read = using.readPass(text);
  if (!read.ok) return read;
  const pass = read.value;
  // The pass is genuine, but its owner was erased: it belongs to nobody.
  if (using.isErased(pass.pseudonym)) return fail({ kind: 'pass-revoked' });
  // Only people who agreed get a named pass; the others' passes are anonymous.
  const { title } = pass.surname;
  return ok(
    title === 'anonymous' && !agreed(pass.pseudonym, using)
      ? nameless(pass.pseudonym)
      : bearer(pass),
  );
}

/** Shows no more than the pass does: its bearer may have photographed it. */
function bearer({
  pseudonym,
  surname: { text, title },
  education,
  trades,
  reissue,
}: Omit<Pass, 'fair' | 'station' | 'minute'>): Person {
  const maskedName = text && `${text}*`;
  return {
    ...blank(pseudonym),
    means: 'pass',
    about: {
      ...(education && { education: { value: education, from: 'declared' } }),
      ...(trades.length > 0 && { trades: { value: [...trades], from: 'declared' } }),
    },
    reissue,
    consented: true,
    maskedName,
    greeting: maskedName ? { by: 'name', maskedName } : { by: 'nothing' },
    surname: { text, title: title === 'anonymous' ? 'none' : title },
  };
}

/** Somebody returns with a pre-printed pass that was bound to them. It has no name on it. */
function byBlank(printed: string, using: Identifying): Identified {
  // Its holder was erased: it belongs to nobody, and nobody else may get it.
  if (using.isErased(printed)) return fail({ kind: 'pass-revoked' });
  const pseudonym = using.holderOf(printed);
  if (pseudonym === undefined) return fail({ kind: 'blank-of-nobody' });
  if (using.isErased(pseudonym)) return fail({ kind: 'pass-revoked' });
  const isNameless = using.pastOf(pseudonym).means.length > 0 && !agreed(pseudonym, using);
  return ok(isNameless ? nameless(pseudonym) : bearer({ ...blank(pseudonym), trades: [] }));
}

/** They gave their data before, by any door. */
const agreed = (pseudonym: string, { pastOf }: Identifying): boolean =>
  pastOf(pseudonym).means.some((means) => means !== 'anonymous');

/** The token in a code of a platform that the fair allows. Its address is parsed, never opened. */
function platformToken(text: string, { platforms }: Fair): string | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined;
  const platform = platforms.find(({ host }) => host === url.hostname);
  return (platform && url.searchParams.get(platform.parameter)) ?? undefined;
}

function byRegistration(written: string, using: Identifying): Identified {
  const token = written.trim().toUpperCase();
  const found = using.people.registrationByLookup(using.keyring.registrationLookup(token));
  if (!found) return fail({ kind: 'code-unknown' });
  const from = known(found.pseudonym, using);
  return ok({
    ...blank(found.pseudonym),
    means: 'registration',
    ...from,
    greeting: greetingOf(from.maskedName, { by: 'nothing' }),
  });
}

/** A name of one character is masked whole, and would greet anybody. */
const greetingOf = (maskedName: string, otherwise: Greeting): Greeting =>
  maskedName === '*' ? otherwise : { by: 'name', maskedName };

/** What this station can tell somebody who proves who they are: their profile, else their registration. */
function known(
  pseudonym: string,
  { people, pastOf }: Identifying,
): Pick<Person, 'maskedName' | 'surname' | 'about' | 'reissue' | 'consented'> {
  const profile = people.profile(pseudonym);
  const past = pastOf(pseudonym);
  if (profile) {
    // Withdrawn at another entrance.
    const { groups: _withdrawn, ...rest } = profile.about;
    return { ...profile, ...(past.groupsWithdrawn && { about: rest }), consented: true };
  }
  const registration = people.registrationOf(pseudonym);
  if (registration) return { ...ofRegistration(registration), reissue: 0, consented: true };
  const { maskedName, surname, about, reissue } = blank(pseudonym);
  // At another entrance; who had only typed a number agreed to less than the card says.
  const consented = past.means.some((means) => proofs[means].own);
  return { maskedName, surname, about, reissue, consented };
}

function ofRegistration({
  maskedName,
  surname,
  title,
  // Not taken from there before they agree.
  about: { groups: _unasked, ...about },
}: Registration) {
  return { maskedName, surname: { text: surname, title }, about };
}

function blank(pseudonym: string): Omit<Person, 'means' | 'greeting'> {
  return {
    pseudonym,
    maskedName: '',
    surname: { text: '', title: 'none' },
    about: {},
    reissue: 0,
    consented: false,
  };
}

/** No more of the card than the fair counts. */
function recorded({ sex, birth }: IdNumber, using: Identifying): Pick<Person, 'card'> {
  const { asks = {} } = using.fair;
  const card = {
    ...(asks.sex && sex && { sex }),
    ...(asks.ageBand && birth !== undefined && { age: ageBandOf(birth, today(using)) }),
  };
  return Object.keys(card).length > 0 ? { card } : {};
}

function titleOf(card: IdCard, number: IdNumber): Title {
  const sex = card.sex === 'unknown' ? number.sex : card.sex;
  return sex === 'male' ? 'mr' : sex === 'female' ? 'ms' : 'none';
}

/**
 * The expiry date of an expired card, by our clock. Show and record it, but never refuse the
 * person.
 */
function expiry({ validUntil }: IdCard, using: Identifying): string | undefined {
  if (validUntil === undefined) return undefined;
  const { day } = dayAndHour(using.now(), using.fair.utcOffsetMinutes);
  return validUntil < day ? validUntil : undefined;
}

function today({ now, fair }: Identifying) {
  return dateInParts(now(), fair.utcOffsetMinutes);
}
