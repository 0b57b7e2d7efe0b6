import { z } from 'zod';
import { factRefSchema } from '../facts.ts';
import { moment } from './shapes.ts';

/** Counts from a booth's tally sheet, which staff enter in the evening; never mixed with scans. */

const count = z.int().min(0).max(100_000);

export const paperCountsSchema = z.strictObject({
  booth: z.string().regex(/^[A-Za-z0-9-]{1,24}$/),
  visits: count.exactOptional(),
  resumes: count.exactOptional(),
  intents: count.exactOptional(),
  /** The number printed on the sheet. */
  source: z.string().regex(/^[A-Za-z0-9-]{1,24}$/),
  enteredBy: z.string().trim().min(1).max(40),
});

export const paperEntrySchema = z.strictObject({
  ...paperCountsSchema.shape,
  fact: factRefSchema,
  at: moment,
  takenBack: z.boolean(),
});
export type PaperEntry = z.infer<typeof paperEntrySchema>;
