import { z } from 'zod';
import { peopleMeanings } from '../columns/people-meaning.ts';

/** What somebody chose on the page of a list of people: by the shape of its table, what columns mean. */
export const peopleColumnsSchema = z.record(
  z.string().max(20_000),
  z.record(z.string().max(200), z.enum([...peopleMeanings, 'none'])),
);
export interface PeopleChoices {
  readonly columns: z.infer<typeof peopleColumnsSchema>;
}

/** `proposed` takes back what was chosen. */
export const peopleColumnSchema = z.strictObject({
  shape: z.string().max(20_000),
  key: z.string().max(200),
  is: z.enum([...peopleMeanings, 'none', 'proposed']),
});
