import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { type ChainedFact, type FactRef, factRefSchema, refOf } from '../facts.ts';
import type { Fair } from '../fair.ts';
import { shortCode } from '../pass.ts';
import { countsAsIntent } from '../tally/intents.ts';
import { compareFacts, targetOf } from '../tally/standing.ts';
import type { TrueTime } from '../tally/true-time.ts';

/**
 * What an organiser should look at before publishing. None of it is certainly wrong: a person admits,
 * excludes or explains it under their name, or leaves it.
 */

const anomalyKinds = [
  /** An intent at a booth where the person was never scanned as a visitor. */
  'intent-without-visit',
  /** More intents in a few minutes than a booth has time for. */
  'burst-of-intents',
  /** More intents at a post than it has places. */
  'more-intents-than-places',
  /** A station's clock was set back or forward by a long way. */
  'clock-jumped',
] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

const suspectFact = z.strictObject({
  ref: factRefSchema,
  station: z.int(),
  /** The person's short code, which is useless at another fair. */
  person: z.string().nullable(),
  atMs: z.int(),
  /** The newest decision on it; null if nobody has decided. */
  decided: z
    .strictObject({ decision: z.enum(['admit', 'exclude', 'explain']), by: z.string() })
    .nullable(),
});

export const anomalySchema = z.strictObject({
  kind: z.enum(anomalyKinds),
  /** The booth, post or station that it concerns. */
  place: z.string(),
  /** The number of facts, of which `facts` holds the first ones. */
  count: z.int(),
  facts: z.array(suspectFact),
});
export type Anomaly = z.infer<typeof anomalySchema>;

export const MOST_FACTS_SHOWN = 200;

const BURST = 10;
const BURST_MS = 5 * 60_000;
const JUMP_MS = 10 * 60_000;

type Decision = NonNullable<Anomaly['facts'][number]['decided']>;

interface Intent {
  readonly chained: ChainedFact & { readonly kind: 'intent' };
  readonly person: string;
  readonly visited: boolean;
}

/** Intents that count, and whether the person ever visited the booth. */
function intentsIn(facts: readonly AuthorisedFact[]): Intent[] {
  const visited = new Set(
    facts.flatMap(({ chained, pseudonym }) =>
      chained.kind === 'visit' ? [`${pseudonym} ${chained.what.booth}`] : [],
    ),
  );
  return facts.flatMap(({ chained, pseudonym }) => {
    if (chained.kind !== 'intent' || pseudonym === undefined) return [];
    if (!countsAsIntent(chained.what.step)) return [];
    const isVisitor = visited.has(`${pseudonym} ${chained.what.booth}`);
    return [{ chained, person: pseudonym, visited: isVisitor }];
  });
}

export function anomalyFinder(fair: Pick<Fair, 'booths'>, timeOf: TrueTime) {
  const intents: Intent[] = [];
  const decisions = new Map<FactRef, ChainedFact & { readonly kind: 'decide' }>();
  const jumps: ChainedFact[] = [];

  /** One call has all facts of each person in it, with retractions and decisions about them. */
  function see(facts: readonly AuthorisedFact[]): void {
    const takenBack = new Set<FactRef>();
    for (const { chained } of facts) {
      if (chained.kind === 'retract') takenBack.add(chained.what.fact);
      if (chained.kind === 'decide') noteDecision(chained);
    }
    const left = facts.filter(
      ({ chained }) => targetOf(chained) === undefined && !takenBack.has(refOf(chained)),
    );
    intents.push(...intentsIn(left));
  }

  function noteDecision(decide: ChainedFact & { readonly kind: 'decide' }): void {
    const other = decisions.get(decide.what.fact);
    if (!other || compareFacts(decide, other) > 0) decisions.set(decide.what.fact, decide);
  }

  function seeClocks(facts: readonly AuthorisedFact[]): void {
    for (const { chained } of facts) {
      if (chained.kind === 'decide') noteDecision(chained);
      if (chained.kind !== 'clock' || chained.what.change !== 'jump') continue;
      if (Math.abs(chained.what.toMs - chained.what.fromMs) >= JUMP_MS) jumps.push(chained);
    }
  }

  const suspect = (chained: ChainedFact, person: string | null): Anomaly['facts'][number] => ({
    ref: refOf(chained),
    station: chained.station,
    person: person === null ? null : shortCode(person),
    atMs: Math.max(0, timeOf(chained)),
    decided: decidedOn(refOf(chained)),
  });

  function decidedOn(ref: FactRef): Decision | null {
    const what = decisions.get(ref)?.what;
    return what ? { decision: what.decision, by: what.by } : null;
  }

  const anomaly = (kind: AnomalyKind, place: string, own: readonly Intent[]): Anomaly => ({
    kind,
    place,
    count: own.length,
    facts: own.slice(0, MOST_FACTS_SHOWN).map(({ chained, person }) => suspect(chained, person)),
  });

  function found(): Anomaly[] {
    const byTime = intents.toSorted((a, b) => timeOf(a.chained) - timeOf(b.chained));
    const byBooth = Map.groupBy(byTime, ({ chained }) => chained.what.booth);
    const byPost = Map.groupBy(byTime, ({ chained }) => chained.what.post);
    const without = Map.groupBy(
      byTime.filter(({ visited }) => !visited),
      ({ chained }) => chained.what.booth,
    );
    const posts = fair.booths.flatMap((booth) => booth.posts);
    return [
      ...[...without].map(([booth, own]) => anomaly('intent-without-visit', booth, own)),
      ...[...byBooth].flatMap(([booth, own]) =>
        bursts(own, timeOf).map((burst) => anomaly('burst-of-intents', booth, burst)),
      ),
      ...posts.flatMap(({ code, headcount }) => {
        const own = byPost.get(code) ?? [];
        const people = new Set(own.map(({ person }) => person));
        return headcount !== undefined && people.size > headcount
          ? [anomaly('more-intents-than-places', code, own)]
          : [];
      }),
      ...jumps.map((chained) => ({
        kind: 'clock-jumped' as const,
        place: String(chained.station),
        count: 1,
        facts: [suspect(chained, null)],
      })),
    ];
  }

  return { see, seeClocks, found };
}

/** Stretches with more intents in five minutes than a booth can handle. Expects them in order of time. */
function bursts(intents: readonly Intent[], timeOf: TrueTime): Intent[][] {
  const at = intents.map(({ chained }) => timeOf(chained));
  const hot = intents.map((_, i) => {
    const from = at[i] ?? 0;
    return at.slice(i, i + BURST).filter((time) => time - from <= BURST_MS).length >= BURST;
  });
  const stretches: Intent[][] = [];
  let until = -1;
  for (const [i, intent] of intents.entries()) {
    if (hot[i]) {
      if (i > until) stretches.push([]);
      until = Math.max(until, i + BURST - 1);
    }
    if (i <= until) stretches.at(-1)?.push(intent);
  }
  return stretches;
}

/** Whether somebody still has to decide on one of its facts. */
export const isOpen = ({ facts }: Anomaly): boolean =>
  facts.some(({ decided }) => decided === null);
