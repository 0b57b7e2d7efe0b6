/** `{ talks: …, resumes: … }`: a value for each of the keys, which must be all of their type. */
export function recordOf<K extends string, V>(
  keys: readonly K[],
  valueOf: (key: K) => V,
): Readonly<Record<K, V>>;
/** The same, under another name for each key. */
export function recordOf<K extends string, V, N extends string>(
  keys: readonly K[],
  valueOf: (key: K) => V,
  nameOf: (key: K) => N,
): Readonly<Record<N, V>>;
export function recordOf(
  keys: readonly string[],
  valueOf: (key: string) => unknown,
  nameOf: (key: string) => string = (key) => key,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key) => [nameOf(key), valueOf(key)]));
}
