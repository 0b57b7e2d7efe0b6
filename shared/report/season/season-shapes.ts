import { z } from 'zod';
import { fairIdSchema } from '../../facts.ts';

/** The shapes of a season that calls carry: every page loads these, so no rule and no words are here. */

const townships = ['yes', 'no', 'unknown'] as const;
export const townshipSchema = z.enum(townships);
export type Township = z.infer<typeof townshipSchema>;

const words = { zh: z.string(), en: z.string() };

export const listSchema = z.enum(['now', 'former']);
export type SeasonList = z.infer<typeof listSchema>;

const entrySchema = z.strictObject({
  file: z.string(),
  is: z.enum(['summed', 'refused', 'unconfirmed', 'same', 'replaced', 'revoked', 'sample']),
  says: z.array(z.strictObject(words)),
  /** Null if the file could not be taken. */
  fair: z
    .strictObject({
      id: fairIdSchema,
      name: z.string(),
      organiser: z.string(),
      days: z.array(z.string()),
      key: z.string(),
      fingerprint: z.string(),
      township: townshipSchema,
      /** The file says it, so nobody can say otherwise here. */
      said: z.boolean(),
    })
    .nullable(),
});
export type SeasonEntry = z.infer<typeof entrySchema>;

const lineSchema = z.strictObject({
  id: z.string(),
  ...words,
  value: z.int(),
  unit: z.string(),
  basis: z.string(),
  without: z.int(),
  before: z.int().nullable(),
  difference: z.int().nullable(),
  change: z.int().nullable(),
  definedAlike: z.boolean(),
});

export const seasonViewSchema = z.strictObject({
  /** Of this fair's key, for others to compare. */
  own: z.string(),
  now: z.array(entrySchema),
  former: z.array(entrySchema),
  /** How many fairs are summed. */
  fairs: z.int(),
  lines: z.array(lineSchema),
  before: z.enum(['files', 'hand']),
});
export type SeasonView = z.infer<typeof seasonViewSchema>;
