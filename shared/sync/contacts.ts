import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { pseudonymSchema } from '../facts.ts';
import { sentBoxSchema } from './boxes.ts';
import { followUpSchema } from '../report/follow-up.ts';
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
  const whose = whoseIn(counting);
  const found = new Map<string, ResumeLeft>();
  for (const { chained, pseudonym } of counting) {
    if (chained.kind !== 'resume' || pseudonym === undefined) continue;
    const { booth, post } = chained.what;
    const person = whose(pseudonym);
    found.set(`${person} ${booth} ${post}`, { person, booth, post });
  }
  return [...found.values()];
}

/** Keeps the newest of the boxes that several entrances may have sealed for one person. */
export function newestBoxes<B extends Contacts['boxes'][number]>(boxes: readonly B[]): B[] {
  const newest = new Map<string, B>();
  for (const box of boxes) {
    const key = `${box.pseudonym} ${box.holds}`;
    const other = newest.get(key);
    if (!other || box.stampMs > other.stampMs) newest.set(key, box);
  }
  return [...newest.values()];
}
