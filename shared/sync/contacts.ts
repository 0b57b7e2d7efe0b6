import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { pseudonymSchema } from '../facts.ts';
import { sentBoxSchema } from './boxes.ts';
import { followUpSchema } from '../report/follow-up.ts';
import { stillGiven } from '../tally/answers-that-count.ts';
import { whoseIn } from '../tally/one-person.ts';
import { standing } from '../tally/standing.ts';

/** Who left a résumé where, by pseudonym: this decides which contacts are released. */

const resumeLeft = z.strictObject({
  person: pseudonymSchema,
  booth: z.string(),
  post: z.string(),
});
export type ResumeLeft = z.infer<typeof resumeLeft>;

export const contactsSchema = z.strictObject({
  resumes: z.array(resumeLeft),
  people: z.array(followUpSchema),
  /** Sealed: only the organiser's key opens them. */
  boxes: z.array(sentBoxSchema.omit({ signature: true })),
});
export type Contacts = z.infer<typeof contactsSchema>;

/** `facts` must include all facts of each person in it. */
export function resumesIn(facts: readonly AuthorisedFact[]): ResumeLeft[] {
  const counting = standing(facts);
  const whose = whoseIn(counting, facts);
  const found = new Map<string, ResumeLeft>();
  const known = counting.filter(({ pseudonym }) => pseudonym !== undefined);
  for (const [person, own] of Map.groupBy(known, ({ pseudonym = '' }) => whose(pseudonym))) {
    for (const { chained } of stillGiven(own)) {
      if (chained.kind !== 'resume') continue;
      const { booth, post } = chained.what;
      found.set(`${person} ${booth} ${post}`, { person, booth, post });
    }
  }
  return [...found.values()];
}
