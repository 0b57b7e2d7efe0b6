import { type AnswerName, answerNames, answerTable } from '../answers.ts';
import type { AuthorisedFact } from '../authority.ts';
import { dayAndHour } from '../calendar.ts';
import { countedKinds, deeds } from '../deeds.ts';
import {
  type ArrivalMeans,
  type ChainedFact,
  type FactKind,
  type FactOf,
  isUnproven,
  type PersonalFact,
  refOf,
} from '../facts.ts';
import type { Figure } from './figures.ts';
import { countsAsIntent, newestIntent } from './intents.ts';
import type { Whose } from './one-person.ts';
import { answersThatCount, cardThatCounts } from './answers-that-count.ts';
import { compareFacts, standing, targetOf } from './standing.ts';
import { type TrueTime, trueTime } from './true-time.ts';

/**
 * The only rules that turn facts into figures. Every figure is a sum over subjects: a person, a booth's
 * presence, or a fact by itself. So a projection needs only the facts of the subject that a new fact
 * belongs to, and a rebuild gives the same result.
 */

/** The whole fair, beside its days. */
export const WHOLE = 'all';

export interface Contribution {
  /** A day, or `all`. */
  readonly scope: string;
  readonly figure: Figure;
  /** Empty for the total; else `hour:09`, `booth:A01`, `group:veteran` and the like. */
  readonly slice: string;
  readonly value: number;
  /** The fact that is counted, if it is a single one. */
  readonly counted?: ChainedFact | undefined;
}

export interface TallyRules {
  readonly timeOf: TrueTime;
  readonly utcOffsetMinutes: number;
}

/** The rules for facts whose clocks these `clock` facts correct; ignores other kinds. */
export function rulesFrom(facts: readonly ChainedFact[], utcOffsetMinutes: number): TallyRules {
  return { timeOf: trueTime(ofKind(facts, 'clock')), utcOffsetMinutes };
}

/** A second visit or entry within this time is the same one. */
const SAME_MS = 60_000;

/** The subject that a fact is counted with. A `retract` or `decide` belongs to its target's subject. */
export function subjectOf(fact: PersonalFact, whose: Whose): string | undefined {
  if (targetOf(fact.chained) !== undefined || fact.chained.kind === 'clock') return undefined;
  if (isUnproven(fact)) return undefined;
  if (fact.pseudonym !== undefined) return `person:${whose(fact.pseudonym)}`;
  if (fact.chained.kind === 'booth') return `booth:${fact.chained.what.booth}`;
  return `fact:${refOf(fact.chained)}`;
}

/** What one subject adds to the figures; `facts` are its own and those that refer to them. */
export function contributionsOf(
  facts: readonly AuthorisedFact[],
  { timeOf, utcOffsetMinutes }: TallyRules,
): Contribution[] {
  const counting = standing(facts)
    .map(({ chained }) => chained)
    .toSorted(compareFacts);
  const written = facts.map(({ chained }) => chained);
  const placed = counting.map((fact) => ({ fact, ...dayAndHour(timeOf(fact), utcOffsetMinutes) }));
  const byDay = Map.groupBy(placed, ({ day }) => day);

  const contributions: Contribution[] = [];
  const count = (
    scopes: readonly string[],
    within: typeof placed,
    untilThen: typeof placed,
  ): void => {
    const hours = new Map(within.map(({ fact, hour }) => [fact, `hour:${hour}`]));
    countScope({
      facts: within.map(({ fact }) => fact),
      untilThen: untilThen.map(({ fact }) => fact),
      written,
      timeOf,
      add: (figure, fact, slices, value = 1) => {
        const hour = fact && hours.get(fact);
        for (const scope of scopes) {
          for (const slice of ['', ...slices, ...(hour && scope !== WHOLE ? [hour] : [])]) {
            contributions.push({ scope, figure, slice, value, counted: fact });
          }
        }
      },
    });
  };
  // Nearly everybody comes on one day, which is then their whole fair.
  const once = byDay.size === 1;
  for (const [day, within] of byDay) {
    const untilThen = once ? placed : placed.filter((each) => each.day <= day);
    count(once ? [WHOLE, day] : [day], within, untilThen);
  }
  if (!once) count([WHOLE], placed, placed);
  return contributions;
}

interface Scope {
  /** Facts of the scope that count, in order. */
  readonly facts: readonly ChainedFact[];
  /** The same, with those of earlier days. */
  readonly untilThen: readonly ChainedFact[];
  /** All facts of the subject, including those that were taken back. */
  readonly written: readonly ChainedFact[];
  readonly timeOf: TrueTime;
  /** Counts under the total, the slices, and the hour of `at` if it is present. */
  readonly add: (
    figure: Figure,
    at: ChainedFact | undefined,
    slices: readonly string[],
    value?: number,
  ) => void;
}

function countScope(scope: Scope): void {
  countCheckins(scope);
  countVisits(scope);
  countDeeds(scope);
  countIntents(scope);
  countConsulted(scope);
  countBooth(scope);
  countPaper(scope);
}

function countCheckins(scope: Scope): void {
  const { facts, timeOf, add } = scope;
  const checkins = ofKind(facts, 'checkin');
  const first = checkins[0];
  if (!first) return;
  const means = meansOf(scope);
  if (means === 'anonymous') add('anonymous', first, [`station:${first.station}`]);
  else add('attendees', first, [`means:${means}`, ...whoTheyAre(scope)]);
  const entries = checkins.filter(({ what }) => what.refines === undefined);
  for (const entry of apart(entries, timeOf)) add('entries', entry, [`station:${entry.station}`]);
}

/** Who agreed on any day is not anonymous on a later one, whatever a door wrote that did not know them. */
function meansOf({ facts, untilThen }: Scope): ArrivalMeans {
  const named = ({ what }: FactOf<'checkin'>): boolean => what.means !== 'anonymous';
  const known =
    ofKind(facts, 'checkin').find(named) ?? ofKind(untilThen, 'checkin').findLast(named);
  return known?.what.means ?? 'anonymous';
}

/** The slices for a person, from the answers that count; empty without a name. */
function whoTheyAre(scope: Scope): string[] {
  const [first] = ofKind(scope.facts, 'checkin');
  if (!first || meansOf(scope) === 'anonymous') return [];
  return [
    `station:${first.station}`,
    ...answerNames.flatMap((name) => slicesOf(name, scope.untilThen)),
    ...slicesIn(cardThatCounts(scope.untilThen) ?? {}, ['sex', 'age']),
  ];
}

/** The slices of what a person did. */
function ofTheirDeeds(scope: Scope): string[] {
  const [first] = ofKind(scope.facts, 'checkin');
  if (!first || meansOf(scope) === 'anonymous') return [];
  return answerNames
    .filter((name) => answerTable[name].ofDeeds)
    .flatMap((name) => slicesOf(name, scope.untilThen));
}

function slicesOf(name: AnswerName, untilThen: readonly ChainedFact[]): string[] {
  const answer = answersThatCount(untilThen, name)[name];
  const chosen = unique([answer?.value ?? []].flat());
  const { slice, together } = answerTable[name];
  const from = answer?.from;
  return [
    ...chosen.map((code) => `${slice}:${code}`),
    ...(together && from && chosen.length > 0 ? [together, `${together}:${from}`] : []),
  ];
}

function countVisits({ facts, timeOf, add }: Scope): void {
  const visits = ofKind(facts, 'visit');
  const [first] = visits;
  if (!first) return;
  const figure = first.person === undefined ? 'walkIns' : 'visits';
  for (const [booth, atBooth] of Map.groupBy(visits, ({ what }) => what.booth)) {
    for (const visit of apart(atBooth, timeOf)) add(figure, visit, [`booth:${booth}`]);
  }
  if (figure === 'walkIns') return;
  const booths = unique(visits.map(({ what }) => what.booth));
  add(
    'visitors',
    first,
    booths.map((booth) => `booth:${booth}`),
  );
}

/** What the table of deeds counts. */
function countDeeds(scope: Scope): void {
  const { facts, add } = scope;
  for (const kind of countedKinds) {
    const { figure, each, slices, ...more } = deeds[kind].counts;
    const own = ofKind(facts, kind);
    const theirs = 'byAnswers' in more && own.length > 0 ? ofTheirDeeds(scope) : [];
    const seen = new Set<string>();
    for (const fact of own) {
      const { what } = fact;
      const ownSlices = slicesIn(what, slices);
      const same = ownSlices.join(' ');
      const value = each === 'copies' && 'copies' in what ? what.copies : 1;
      if (value > 0 && !(each === 'first' && seen.has(same)))
        add(figure, fact, [...ownSlices, ...theirs], value);
      seen.add(same);
    }
  }
}

/** `booth:A01`, `post:A01-2`; a field that is absent has no slice. */
function slicesIn(what: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = what[name];
    return typeof value === 'string' ? [`${name}:${value}`] : [];
  });
}

function countIntents(scope: Scope): void {
  const { facts, written, add } = scope;
  const intents = ofKind(facts, 'intent');
  const everWritten = ofKind(written, 'intent');
  const theirs = intents.length > 0 ? ofTheirDeeds(scope) : [];
  let firstOfAll: ChainedFact | undefined;
  for (const [booth, atBooth] of Map.groupBy(intents, ({ what }) => what.booth)) {
    const newest = newestIntent(
      atBooth,
      everWritten.filter(({ what }) => what.booth === booth),
    );
    if (!newest) continue;
    const { intent, concurrent } = newest;
    const { what } = intent;
    const slices = slicesIn(what, ['booth', 'post', 'step']);
    add('outcomes', intent, slices);
    if (what.step === 'signed') add('signed', intent, slicesIn(what, ['booth', 'post']));
    if (!countsAsIntent(what.step)) continue;
    firstOfAll ??= intent;
    add('intents', intent, [...slices, ...(concurrent ? ['concurrent'] : []), ...theirs]);
  }
  // The same slices as at the door, so that shares can be computed.
  if (firstOfAll) add('intentPeople', firstOfAll, whoTheyAre(scope));
}

function countConsulted({ facts, add }: Scope): void {
  const known = ofKind(facts, 'consult').filter(({ person }) => person !== undefined);
  if (known[0]) {
    add('consulted', known[0], unique(known.map(({ what }) => `desk:${what.desk}`)));
  }
}

function countBooth({ facts, add }: Scope): void {
  const opened = ofKind(facts, 'booth').find(({ what }) => what.now === 'open');
  if (opened) add('booths', opened, [`booth:${opened.what.booth}`]);
}

function countPaper({ facts, add }: Scope): void {
  for (const { what } of ofKind(facts, 'paper')) {
    const slices = [`booth:${what.booth}`];
    // No hour: staff enter a sheet in the evening, and it does not say when.
    if (what.visits) add('paperVisits', undefined, slices, what.visits);
    if (what.resumes) add('paperResumes', undefined, slices, what.resumes);
    if (what.intents) add('paperIntents', undefined, slices, what.intents);
  }
}

/** Those at least a minute after the last one that counted. */
function apart<F extends ChainedFact>(facts: readonly F[], timeOf: TrueTime): F[] {
  const counted: F[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const fact of facts.toSorted((a, b) => timeOf(a) - timeOf(b) || compareFacts(a, b))) {
    const at = timeOf(fact);
    if (at - last < SAME_MS) continue;
    counted.push(fact);
    last = at;
  }
  return counted;
}

export function ofKind<K extends FactKind>(facts: readonly ChainedFact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
