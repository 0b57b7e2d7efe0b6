import canonicalize from 'canonicalize';

/** What the chain can hold: JSON without fractions, so that every language writes it the same way. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** RFC 8785 text: the stored bytes are the bytes that were hashed. */
export function canonicalText(value: Canonical): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to write on the chain');
  return text;
}
