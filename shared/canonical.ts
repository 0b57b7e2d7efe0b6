import canonicalize from 'canonicalize';
import { z } from 'zod';

/** What the chain can hold: JSON without fractions, so that every language writes it the same way. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** For what others signed, with fields that this version may not know. */
const canonicalSchema: z.ZodType<Canonical> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(canonicalSchema),
    z.record(z.string(), canonicalSchema),
  ]),
);
export const canonicalObjectSchema = z.record(z.string(), canonicalSchema);
export type CanonicalObject = z.infer<typeof canonicalObjectSchema>;

/** RFC 8785 text: the stored bytes are the bytes that were hashed. */
export function canonicalText(value: Canonical): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to write on the chain');
  return text;
}
