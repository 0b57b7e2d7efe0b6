import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { factKindSchema, factRefSchema, refOf } from '../facts.ts';
import { shortCode } from '../pass.ts';
import { newestIntent } from '../tally/intents.ts';
import { whoseIn } from '../tally/one-person.ts';
import { compareFacts, standing } from '../tally/standing.ts';
import { ofKind } from '../tally/tally.ts';
import type { TrueTime } from '../tally/true-time.ts';

/** Facts that were written more than once and count once: where, when, and why. */

export const mergedSchema = z.strictObject({
  /** The number of all cases; `cases` holds only the newest. */
  people: z.int(),
  cases: z.array(
    z.strictObject({
      /** The person's short code, which is useless at another fair. */
      person: z.string(),
      why: z.enum([
        /** One ID number, so one pseudonym, at several times or doors. */
        'same-card',
        /** A pre-printed pass was bound to the person. */
        'bound-pass',
        /** The short code of a pass was typed. */
        'typed-code',
        /** Two stations wrote an intent without knowing of each other; the later one stands. */
        'concurrent-intents',
      ]),
      facts: z.array(
        z.strictObject({
          ref: factRefSchema,
          station: z.int(),
          kind: factKindSchema,
          place: z.string().nullable(),
          atMs: z.int(),
        }),
      ),
    }),
  ),
});
export type Merged = z.infer<typeof mergedSchema>;
type Case = Merged['cases'][number];

const MOST_CASES = 200;

export function mergedFinder({ timeOf }: { readonly timeOf: TrueTime }) {
  const cases: Case[] = [];
  return {
    /** One call has all facts of each person in it. */
    see: (facts: readonly AuthorisedFact[]): void => void cases.push(...mergedIn(facts, timeOf)),
    found: (): Merged => newestOf(cases),
  };
}

function newestOf(cases: readonly Case[]): Merged {
  const newest = ({ facts }: Case): number => Math.max(...facts.map(({ atMs }) => atMs));
  return {
    people: new Set(cases.map(({ person }) => person)).size,
    cases: cases.toSorted((a, b) => newest(b) - newest(a)).slice(0, MOST_CASES),
  };
}

function mergedIn(facts: readonly AuthorisedFact[], timeOf: TrueTime): Case[] {
  const whose = whoseIn(standing(facts), facts);
  const counting = standing(facts).filter(({ pseudonym }) => pseudonym !== undefined);
  const people = Map.groupBy(counting, ({ pseudonym = '' }) => whose(pseudonym));
  return [...people].flatMap(([person, own]) => {
    const written = facts.filter(
      ({ pseudonym }) => pseudonym !== undefined && whose(pseudonym) === person,
    );
    return casesOf(
      person,
      own.toSorted((a, b) => compareFacts(a.chained, b.chained)),
      written,
      timeOf,
    );
  });
}

function casesOf(
  person: string,
  own: readonly AuthorisedFact[],
  written: readonly AuthorisedFact[],
  timeOf: TrueTime,
): Case[] {
  const line = ({ chained }: AuthorisedFact): Case['facts'][number] => ({
    ref: refOf(chained),
    station: chained.station,
    kind: chained.kind,
    place:
      'booth' in chained.what
        ? chained.what.booth
        : 'desk' in chained.what
          ? chained.what.desk
          : null,
    atMs: Math.max(0, timeOf(chained)),
  });
  const found: Case[] = [];
  const number = shortCode(person);
  const entries = own.filter(
    ({ chained }) => chained.kind === 'checkin' && chained.what.refines === undefined,
  );
  if (entries.length > 1) {
    found.push({ person: number, why: 'same-card', facts: entries.map(line) });
  }
  const others = own.filter(({ pseudonym }) => pseudonym !== person);
  const bound = own.filter(({ chained }) => chained.kind === 'bind');
  if (others.length > 0) {
    found.push({
      person: number,
      why: bound.length > 0 ? 'bound-pass' : 'typed-code',
      facts: [...bound, ...others.filter((fact) => !bound.includes(fact))].map(line),
    });
  }
  const intents = ofKind(
    own.map(({ chained }) => chained),
    'intent',
  );
  for (const [booth, atBooth] of Map.groupBy(intents, ({ what }) => what.booth)) {
    const ever = ofKind(
      written.map(({ chained }) => chained),
      'intent',
    );
    const newest = newestIntent(
      atBooth,
      ever.filter(({ what }) => what.booth === booth),
    );
    if (newest?.concurrent) {
      found.push({
        person: number,
        why: 'concurrent-intents',
        facts: own.filter(({ chained }) => atBooth.some((intent) => intent === chained)).map(line),
      });
    }
  }
  return found;
}
