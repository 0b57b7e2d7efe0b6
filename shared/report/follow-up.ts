import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { codesOf, intentSteps, keyGroups, orLater } from '../codes.ts';
import { pseudonymSchema } from '../facts.ts';
import { answersThatCount, stillGiven } from '../tally/answers-that-count.ts';
import { newestIntent } from '../tally/intents.ts';
import { whoseIn } from '../tally/one-person.ts';
import { compareFacts, standing } from '../tally/standing.ts';
import { ofKind } from '../tally/tally.ts';

/** After the fair: who is in a key group and what they are owed, and who left an intent where. */

export const followUpSchema = z.strictObject({
  person: pseudonymSchema,
  groups: z.array(z.enum(orLater(codesOf(keyGroups)))),
  /** The steps of service that they have had. */
  steps: z.array(z.string()),
  intents: z.array(
    z.strictObject({
      booth: z.string(),
      post: z.string().nullable(),
      step: z.enum(orLater(codesOf(intentSteps))),
    }),
  ),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** `facts` must include all facts of each person in it. People without anything to follow up are left out. */
export function followUpIn(facts: readonly AuthorisedFact[]): FollowUp[] {
  const counting = standing(facts).filter(({ pseudonym }) => pseudonym !== undefined);
  const whose = whoseIn(counting, facts);
  const everyWritten = ofKind(
    facts.map(({ chained }) => chained),
    'intent',
  );
  return [...Map.groupBy(counting, ({ pseudonym = '' }) => whose(pseudonym))].flatMap(
    ([person, own]) => {
      const chained = stillGiven(own)
        .map((fact) => fact.chained)
        .toSorted(compareFacts);
      const groups = answersThatCount(chained, 'groups').groups?.value ?? [];
      const intents = [...Map.groupBy(ofKind(chained, 'intent'), ({ what }) => what.booth)].flatMap(
        ([booth, atBooth]) => {
          const ever = everyWritten.filter(({ what }) => what.booth === booth);
          const newest = newestIntent(atBooth, ever)?.intent.what;
          return newest && newest.step !== 'declined'
            ? [{ booth, post: newest.post ?? null, step: newest.step }]
            : [];
        },
      );
      const steps = [...new Set(ofKind(chained, 'service').map(({ what }) => what.step))];
      const unique = [...new Set(groups)];
      return unique.length + intents.length > 0 ? [{ person, groups: unique, steps, intents }] : [];
    },
  );
}
