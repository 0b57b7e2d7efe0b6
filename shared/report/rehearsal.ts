import { z } from 'zod';
import type { Fair } from '../fair.ts';
import { slotSchema } from '../facts.ts';

/** What a rehearsal of the fair found: how much was gone through, and what went wrong. */

export const rehearsedFigures = [
  'attendees',
  'visits',
  'resumes',
  'intents',
  'consults',
  'booths',
] as const;
export type RehearsedFigure = (typeof rehearsedFigures)[number];

const place = z.string().max(24);

const problemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no-gate') }),
  z.strictObject({ kind: z.literal('no-booth-station') }),
  /** Booths that no station serves: nothing is recorded there. */
  z.strictObject({ kind: z.literal('unserved'), booths: z.array(place) }),
  /** More booths than a screen shows beside each other. */
  z.strictObject({ kind: z.literal('crowded'), slot: slotSchema, booths: z.int() }),
  z.strictObject({ kind: z.literal('no-trade'), posts: z.int(), booths: z.array(place) }),
  z.strictObject({ kind: z.literal('closed-booth'), booths: z.array(place) }),
  z.strictObject({
    kind: z.literal('undrawable'),
    code: z.string(),
    of: z.string(),
    where: z.string(),
  }),
  z.strictObject({ kind: z.literal('not-opened'), slot: slotSchema, why: z.string() }),
  /** A step that a station refused, and how often. */
  z.strictObject({
    kind: z.literal('refused'),
    slot: slotSchema,
    at: place,
    step: z.enum(['enter', 'bind', 'visit', 'resume', 'intent', 'consult']),
    why: z.string(),
    times: z.int(),
  }),
  z.strictObject({
    kind: z.literal('figure'),
    figure: z.enum(rehearsedFigures),
    expected: z.int(),
    counted: z.int(),
  }),
  z.strictObject({
    kind: z.literal('slow'),
    slot: slotSchema,
    step: z.enum(['enter', 'visit']),
    ms: z.int(),
  }),
]);
export type Problem = z.infer<typeof problemSchema>;

/** Nothing is recorded, or figures are wrong, until it is mended; the others are worth a look. */
export const mustBeMended = ({ kind }: Problem): boolean =>
  ['no-gate', 'no-booth-station', 'unserved', 'not-opened', 'refused', 'figure'].includes(kind);

export const rehearsalSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('none') }),
  z.strictObject({ at: z.literal('running'), done: z.int(), of: z.int() }),
  z.strictObject({ at: z.literal('stopped') }),
  z.strictObject({ at: z.literal('failed'), why: z.enum(['disk-full', 'not-saved']) }),
  z.strictObject({
    at: z.literal('done'),
    people: z.int(),
    stations: z.int(),
    booths: z.int(),
    desks: z.int(),
    facts: z.int(),
    seconds: z.int(),
    problems: z.array(problemSchema),
  }),
]);
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** A booth station's screen shows them without scrolling. */
const MOST_BOOTHS = 6;

/** Which station each booth is at; a station that names none serves those that no other names. */
export function boothsAtStations({
  stations,
  booths,
  revoked,
}: Pick<Fair, 'stations' | 'booths' | 'revoked'>): ReadonlyMap<string, number> {
  const own = stations.filter(({ role, slot }) => role === 'booth' && !revoked.includes(slot));
  const anywhere = own.find(({ serves }) => !serves?.length);
  return new Map(
    booths.flatMap(({ code }) => {
      const station = own.find(({ serves = [] }) => serves.includes(code)) ?? anywhere;
      return station ? [[code, station.slot] as const] : [];
    }),
  );
}

/** What can be seen of a fair before anybody walks through it. */
export function problemsOnPaper(fair: Fair): Problem[] {
  const { stations, booths, revoked } = fair;
  const inUse = stations.filter(({ slot }) => !revoked.includes(slot));
  const at = boothsAtStations(fair);
  const unserved = booths.filter(({ code }) => !at.has(code)).map(({ code }) => code);
  const hasBoothStation = inUse.some(({ role }) => role === 'booth');
  const without = booths.flatMap(({ code, posts }) =>
    posts.filter(({ trade }) => trade === undefined).map(() => code),
  );
  const closed = booths.filter(({ posts }) => posts.every((post) => post.closed));
  const counts = Map.groupBy(at, ([, slot]) => slot);
  return [
    ...(inUse.some(({ role }) => role === 'entrance') ? [] : [{ kind: 'no-gate' as const }]),
    ...(hasBoothStation || booths.length === 0 ? [] : [{ kind: 'no-booth-station' as const }]),
    ...(hasBoothStation && unserved.length > 0
      ? [{ kind: 'unserved' as const, booths: unserved }]
      : []),
    ...[...counts]
      .filter(([, own]) => own.length > MOST_BOOTHS)
      .map(([slot, own]) => ({ kind: 'crowded' as const, slot, booths: own.length })),
    ...(closed.length > 0
      ? [{ kind: 'closed-booth' as const, booths: closed.map(({ code }) => code) }]
      : []),
    ...(without.length > 0
      ? [{ kind: 'no-trade' as const, posts: without.length, booths: [...new Set(without)] }]
      : []),
  ];
}

/** The same refusal many times is one thing to mend. */
export function refusalsTogether(problems: readonly Problem[]): Problem[] {
  const together = new Map<string, Problem>();
  for (const problem of problems) {
    if (problem.kind !== 'refused') {
      together.set(JSON.stringify(problem), problem);
      continue;
    }
    const { times, ...same } = problem;
    const key = JSON.stringify(same);
    const before = together.get(key);
    const sum = times + (before?.kind === 'refused' ? before.times : 0);
    together.set(key, { ...problem, times: sum });
  }
  return [...together.values()].toSorted(
    (a, b) => Number(mustBeMended(b)) - Number(mustBeMended(a)),
  );
}
