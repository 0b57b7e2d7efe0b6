import canonicalize from 'canonicalize';

/** What can stand on the chain: JSON without fractions, so that every language writes it the same way. */
export type Canonical =
  | string
  | number
  | boolean
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** RFC 8785 text: the bytes that are hashed and the bytes that are stored are the same. */
export function canonicalText(value: Canonical): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to write on the chain');
  return text;
}
