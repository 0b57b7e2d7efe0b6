import { writtenBy } from './deeds.ts';
import {
  type ChainedFact,
  type FactKind,
  type FactRef,
  type Happening,
  type PersonalFact,
  placeOf,
  refOf,
} from './facts.ts';
import { type Role, servedBy, type SlotTerms } from './fair.ts';

/**
 * Who may write what: the fair says so, and everybody who counts a fact asks here. A signature shows who
 * wrote; this shows who may. Rules P1 to P12 of docs/protocol.md.
 */

/** The most that one entry from paper may say of each count. */
export const MOST_ON_PAPER = 2_000;
/** What pages accepted before there was a bound. */
const MOST_BEFORE = 100_000;

/** What the fair's newest known revision says about rights. */
export interface FairRights {
  readonly stations: readonly SlotTerms[];
  readonly booths: readonly { readonly code: string }[];
  readonly desks: readonly { readonly code: string }[];
  readonly organiserPin?: unknown;
}

type Written = Pick<ChainedFact, 'station'> & Happening;

/**
 * `target-unknown`: a `retract` or `decide` that may turn out either way, since the fact that it names is
 * not here, or that names another of these. There is nothing to take back.
 */
type Verdict = 'may' | 'may-not' | 'target-unknown';

export interface Authority {
  /** `targetOf` is asked only where the verdict depends on the fact that this one names. */
  verdict(fact: Written, targetOf: (ref: FactRef) => Written | undefined): Verdict;
}

interface SlotRights {
  readonly roles: ReadonlySet<Role>;
  readonly booths: ReadonlySet<string>;
  readonly desks: ReadonlySet<string>;
  /** The booths that it may say are open: an organiser's marks who has come without a machine. */
  readonly presence: ReadonlySet<string>;
  /** The booths whose counts from paper it may enter. */
  readonly onPaper: ReadonlySet<string>;
  readonly mostOnPaper: number;
}

const codesOf = (places: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(places.map(({ code }) => code));

const NOWHERE: ReadonlySet<string> = new Set();
/** An entrance cannot be added: it needs an entrance's keys. */
const ANY_ROLE = ['booth', 'desk', 'organiser', 'wall'] as const;

/** The roles that the signed fair allows a slot: its own, and those that it may take on the day. */
export function rolesAllowed(
  { role, mayBe }: Pick<SlotTerms, 'role' | 'mayBe'>,
  { organiserPin }: Pick<FairRights, 'organiserPin'>,
): ReadonlySet<Role> {
  // An older fair lists none: who had the organiser's PIN could choose any.
  return new Set([role, ...(mayBe ?? (organiserPin === undefined ? [] : ANY_ROLE))]);
}

/** `granted`: without what an older slot serves only until the places that it names are imported. */
function rightsOf(fair: FairRights, granted = false): ReadonlyMap<number, SlotRights> {
  const allBooths = codesOf(fair.booths);
  const allDesks = codesOf(fair.desks);
  const served = (station: SlotTerms, kind: 'booth' | 'desk'): ReadonlySet<string> => {
    const [places, all] = kind === 'booth' ? [fair.booths, allBooths] : [fair.desks, allDesks];
    const own = servedBy(station, kind, places);
    if (granted && own === places && station.serves && station.role === kind) return NOWHERE;
    // Most stations of a large fair serve all of its booths: they share one set.
    return own === places ? all : codesOf(own);
  };
  return new Map(
    fair.stations.map((station) => {
      const { slot, mayBe } = station;
      const roles = rolesAllowed(station, fair);
      const booths = roles.has('booth') ? served(station, 'booth') : NOWHERE;
      const desks = roles.has('desk') ? served(station, 'desk') : NOWHERE;
      // At an older fair, staff could enter a sheet at every station.
      const onPaper = roles.has('organiser') || mayBe === undefined ? allBooths : booths;
      const presence = roles.has('organiser') ? allBooths : booths;
      const mostOnPaper = mayBe === undefined ? MOST_BEFORE : MOST_ON_PAPER;
      return [slot, { roles, booths, desks, presence, onPaper, mostOnPaper }];
    }),
  );
}

const compiled = new WeakMap<FairRights, Authority>();

/**
 * A slot whose rights `after` would take away: they only grow from revision to revision, so that a fact
 * counts whichever of them its reader knows. Revoking a slot is the only way to stop it.
 */
export function rightsTaken(before: FairRights, after: FairRights): number | undefined {
  const now = rightsOf(after);
  const [lost] =
    [...rightsOf(before, true)].find(([slot, had]) => !includes(now.get(slot), had)) ?? [];
  return lost;
}

function includes(now: SlotRights | undefined, had: SlotRights): boolean {
  return (
    now !== undefined &&
    had.mostOnPaper <= now.mostOnPaper &&
    holds(now.roles, had.roles) &&
    holds(now.booths, had.booths) &&
    holds(now.desks, had.desks) &&
    holds(now.presence, had.presence) &&
    holds(now.onPaper, had.onPaper)
  );
}

const holds = <T>(all: ReadonlySet<T>, some: ReadonlySet<T>): boolean =>
  all === some || [...some].every((each) => all.has(each));

/** Compiled once for each fair: nothing is searched or parsed for a fact. */
export function authorityOf(fair: FairRights): Authority {
  const known = compiled.get(fair);
  if (known) return known;
  const rights = rightsOf(fair);
  const authority: Authority = {
    verdict(fact, targetOf) {
      const own = rights.get(fact.station);
      return own ? verdictOn(fact, own, targetOf) : 'may-not';
    },
  };
  compiled.set(fair, authority);
  return authority;
}

/** Nothing takes these back (F19, F23), so machines need not look them up to agree. */
const ALWAYS_COUNT: ReadonlySet<FactKind> = new Set(['clock', 'retract', 'decide']);

function verdictOn(
  fact: Written,
  own: SlotRights,
  targetOf: (ref: FactRef) => Written | undefined,
): Verdict {
  if (fact.kind !== 'retract' && fact.kind !== 'decide') {
    return mayWrite(fact, own) ? 'may' : 'may-not';
  }
  const ref = fact.what.fact;
  const mine = fact.kind === 'retract' && ref.startsWith(`${fact.station}.`);
  if (mine || (fact.kind === 'decide' && own.roles.has('organiser'))) return 'may';
  const target = targetOf(ref);
  if (!target || ALWAYS_COUNT.has(target.kind)) return 'target-unknown';
  // Who may write at a place may also take back what another station wrote there.
  return fact.kind === 'retract' && placeOf(target) !== undefined && mayWrite(target, own)
    ? 'may'
    : 'may-not';
}

function mayWrite(fact: Written, own: SlotRights): boolean {
  const place = placeOf(fact) ?? '';
  switch (writtenBy[fact.kind]) {
    case 'entrance':
      return own.roles.has('entrance');
    case 'booth':
      return (fact.kind === 'booth' ? own.presence : own.booths).has(place);
    case 'desk':
      return own.desks.has(place);
    case 'staff':
      return fact.kind === 'paper' && own.onPaper.has(place) && mostOf(fact) <= own.mostOnPaper;
    case 'any':
      return fact.kind === 'clock';
    case 'organiser':
      return false;
  }
}

const mostOf = ({ what }: Written & { readonly kind: 'paper' }): number =>
  Math.max(what.visits ?? 0, what.resumes ?? 0, what.intents ?? 0);

declare const hasAuthority: unique symbol;
/** Only these are ever counted: the fold accepts no others. */
export type Authorised<F> = F & { readonly [hasAuthority]: true };
export type AuthorisedFact = Authorised<PersonalFact>;

/** `facts` hold what the retractions and decisions among them name, as far as it is known. */
export function judged<F extends { readonly chained: ChainedFact }>(
  facts: readonly F[],
  authority: Authority,
): { readonly authorised: Authorised<F>[]; readonly evidence: F[] } {
  let byRef: ReadonlyMap<FactRef, ChainedFact> | undefined;
  const targetOf = (ref: FactRef): ChainedFact | undefined => {
    byRef ??= new Map(facts.map(({ chained }) => [refOf(chained), chained]));
    return byRef.get(ref);
  };
  const evidence: F[] = [];
  const may = (fact: F): fact is Authorised<F> => {
    const verdict = authority.verdict(fact.chained, targetOf);
    if (verdict === 'may-not') evidence.push(fact);
    return verdict === 'may';
  };
  return { authorised: facts.filter(may), evidence };
}

export const authorised = <F extends { readonly chained: ChainedFact }>(
  facts: readonly F[],
  authority: Authority,
): Authorised<F>[] => judged(facts, authority).authorised;
