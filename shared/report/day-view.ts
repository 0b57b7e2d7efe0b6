import { z } from 'zod';
import { type AnswerName, answerNames, answerTable, provenanceSchema } from '../answers.ts';
import { type Choice, codesOf, laterChoice, type Trade, trades } from '../codes.ts';
import { tapFigures } from '../deeds.ts';
import { type Fair, fairKindSchema, headsOf, headsOffered } from '../fair.ts';
import { recordOf } from '../records.ts';
import { figureNames } from '../tally/figures.ts';
import { WHOLE } from '../tally/tally.ts';
import { breakdownsOf, breakdownsSchema } from './breakdowns.ts';
import { type Coverage, coverageSchema, digestOf } from './coverage.ts';
import { type FigureRow, figureTable } from './figure-table.ts';

/** A day of a fair, or the whole fair, as its organiser sees it: figures and their coverage. */

/** In the order of the sheets' columns. */
export const hourFigures = ['attendees', 'entries', 'visits', ...tapFigures, 'intents'] as const;
export const employerFigures = [
  'visits',
  'visitors',
  'walkIns',
  ...tapFigures,
  'intents',
  'signed',
] as const;
export const paperFigures = ['paperVisits', 'paperResumes', 'paperIntents'] as const;
const ofEmployer = [...employerFigures, ...paperFigures];

/** `some`: posts for 若干, which `places` does not hold. */
const heads = { places: z.int(), some: z.int() };
const ofAnswer = ['people', 'intentPeople', 'resumes', 'intents'] as const;

const hour = z.strictObject({ hour: z.string(), ...recordOf(hourFigures, () => z.int()) });

const employer = z.strictObject({
  booth: z.string(),
  employer: z.string(),
  zone: z.string(),
  ...heads,
  /** Titles, for a search. */
  posts: z.array(z.string()),
  present: z.boolean(),
  ...recordOf(ofEmployer, () => z.int()),
});
export type EmployerLine = z.infer<typeof employer>;

export const dayViewSchema = z.strictObject({
  fair: z.strictObject({
    id: z.string(),
    kind: fairKindSchema,
    zh: z.string(),
    en: z.string(),
    organiser: z.string(),
    place: z.string(),
    days: z.array(z.string()),
    utcOffsetMinutes: z.int(),
    sample: z.boolean(),
  }),
  /** A day, or `all`. */
  scope: z.string(),
  /** Each scope that has any facts. */
  scopes: z.array(z.string()),
  totals: z.record(z.enum(figureNames), z.int()),
  /** Of those attendees, the people who left an intent anywhere; `intentPeople` also counts others. */
  attendeesWithIntent: z.int(),
  /** 单位 that came, and 岗位数: of all employers, and of those that came. */
  employers: z.strictObject({ all: z.int(), present: z.int() }),
  places: z.strictObject({ all: z.int(), present: z.int() }),
  /** Beside them, the posts for 若干. */
  some: z.strictObject({ all: z.int(), present: z.int() }),
  hours: z.array(hour),
  byEmployer: z.array(employer),
  trades: z.array(
    z.strictObject({
      trade: z.enum(codesOf(trades)),
      ...heads,
      seekers: z.int(),
      resumes: z.int(),
      intents: z.int(),
      /** Of those attendees, the people who left an intent anywhere. */
      intentPeople: z.int(),
    }),
  ),
  /** Of posts whose trade nobody has said. */
  noTrade: z.strictObject({ posts: z.int(), ...heads, resumes: z.int(), intents: z.int() }),
  /**
   * For each choice, how many people chose it, and how many of them left an intent anywhere. Their résumés
   * and intents only of answers that deeds are counted by; else 0.
   */
  answers: z.record(
    z.enum(answerNames),
    z.array(z.strictObject({ code: z.string(), ...recordOf(ofAnswer, () => z.int()) })),
  ),
  breakdowns: breakdownsSchema,
  groups: z.strictObject({
    /** Counts each person once, whatever the number of groups. */
    people: z.int(),
    intentPeople: z.int(),
    from: z.array(z.strictObject({ from: provenanceSchema, people: z.int() })),
  }),
  gates: z.array(
    z.strictObject({
      slot: z.int(),
      zh: z.string(),
      en: z.string(),
      attendees: z.int(),
      entries: z.int(),
      /** Of those who came in here, the people who left an intent anywhere. */
      intentPeople: z.int(),
    }),
  ),
  desks: z.array(
    z.strictObject({
      desk: z.string(),
      zh: z.string(),
      en: z.string(),
      consults: z.int(),
      handouts: z.int(),
    }),
  ),
  steps: z.strictObject({ first: z.int(), agreed: z.int(), signed: z.int() }),
  coverage: coverageSchema,
  /** Of the chains that all of this is computed from. */
  digest: z.string(),
  nowMs: z.int(),
});
export type DayView = z.infer<typeof dayViewSchema>;

export interface DayOf {
  readonly fair: Fair;
  readonly scope: string;
  /** The scopes that have facts. */
  readonly scopes: readonly string[];
  readonly rows: Iterable<FigureRow>;
  readonly coverage: Coverage;
  readonly nowMs: number;
}

/** With what newer stations offer, where somebody chose it. */
function choicesIn(
  table: ReturnType<typeof figureTable>,
  name: AnswerName,
): readonly Choice<string>[] {
  const { list, slice } = answerTable[name];
  const isChosen = table.of('attendees', `${slice}:${laterChoice.code}`) > 0;
  return isChosen ? [...list, laterChoice] : list;
}

export function dayView(day: DayOf): DayView {
  const { fair, scope, rows, coverage, nowMs } = day;
  const table = figureTable(rows, scope);
  const presentAt = table.by('booths', 'booth');
  const present = fair.booths.filter(({ code }) => presentAt.has(code));
  const hours = [
    ...new Set(hourFigures.flatMap((figure) => [...table.by(figure, 'hour').keys()])),
  ].toSorted();
  const postsBy = Map.groupBy(
    fair.booths.flatMap(({ posts }) => posts),
    ({ trade }) => trade,
  );
  const resumesOf = table.by('resumes', 'post');
  const intentsOf = table.by('intents', 'post');
  const ofTrade = (trade: Trade | undefined) => {
    const posts = postsBy.get(trade) ?? [];
    const sumOf = (counts: ReadonlyMap<string, number>): number =>
      posts.reduce((sum, { code }) => sum + (counts.get(code) ?? 0), 0);
    return { ...headsOf(posts), resumes: sumOf(resumesOf), intents: sumOf(intentsOf) };
  };
  const offered = headsOffered(fair);
  const offeredHere = headsOffered({ booths: present });
  const { id, name, organiser, place, days, utcOffsetMinutes, sample } = fair;
  return {
    fair: {
      id,
      kind: fair.kind ?? 'recruitment',
      ...name,
      organiser: organiser.zh,
      place: place.zh,
      days: [...days],
      utcOffsetMinutes,
      sample,
    },
    scope,
    scopes: [...new Set([...fair.days, ...day.scopes, WHOLE])].toSorted(),
    totals: recordOf(figureNames, (figure) => table.of(figure)),
    // Everybody who came by name has exactly one first door.
    attendeesWithIntent: table
      .by('intentPeople', 'station')
      .values()
      .reduce((sum, people) => sum + people, 0),
    employers: { all: fair.booths.length, present: present.length },
    places: { all: offered.places, present: offeredHere.places },
    some: { all: offered.some, present: offeredHere.some },
    hours: hours.map((at) => ({
      hour: at,
      ...recordOf(hourFigures, (figure) => table.of(figure, `hour:${at}`)),
    })),
    byEmployer: fair.booths.map((booth) => employerOf(booth, table, presentAt.has(booth.code))),
    trades: trades.map(({ code }) => ({
      trade: code,
      ...ofTrade(code),
      seekers: table.of('attendees', `trade:${code}`),
      intentPeople: table.of('intentPeople', `trade:${code}`),
    })),
    noTrade: { posts: postsBy.get(undefined)?.length ?? 0, ...ofTrade(undefined) },
    answers: recordOf(answerNames, (name) =>
      choicesIn(table, name).map(({ code }) => {
        const slice = `${answerTable[name].slice}:${code}`;
        return {
          code,
          people: table.of('attendees', slice),
          intentPeople: table.of('intentPeople', slice),
          resumes: table.of('resumes', slice),
          intents: table.of('intents', slice),
        };
      }),
    ),
    breakdowns: breakdownsOf(fair, table, (booth) => presentAt.has(booth)),
    groups: {
      people: table.of('attendees', 'grouped'),
      intentPeople: table.of('intentPeople', 'grouped'),
      from: provenanceSchema.options.map((from) => ({
        from,
        people: table.of('attendees', `grouped:${from}`),
      })),
    },
    gates: fair.stations
      .filter(({ role }) => role === 'entrance')
      .map((station) => ({
        slot: station.slot,
        ...station.name,
        attendees: table.of('attendees', `station:${station.slot}`),
        entries: table.of('entries', `station:${station.slot}`),
        intentPeople: table.of('intentPeople', `station:${station.slot}`),
      })),
    desks: fair.desks.map(({ code, zh, en }) => ({
      desk: code,
      zh,
      en,
      consults: table.of('consults', `desk:${code}`),
      handouts: table.of('handouts', `desk:${code}`),
    })),
    steps: {
      first: table.of('intents', 'step:first'),
      agreed: table.of('intents', 'step:agreed'),
      signed: table.of('signed'),
    },
    coverage,
    digest: digestOf(fair.id, coverage),
    nowMs,
  };
}

function employerOf(
  booth: Fair['booths'][number],
  table: ReturnType<typeof figureTable>,
  present: boolean,
): DayView['byEmployer'][number] {
  return {
    booth: booth.code,
    employer: booth.employer,
    zone: booth.zone,
    ...headsOf(booth.posts),
    posts: booth.posts.map(({ zh }) => zh),
    present,
    ...recordOf(ofEmployer, (figure) => table.of(figure, `booth:${booth.code}`)),
  };
}
