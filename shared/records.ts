/** A value for each item, under its name; the items must have all names of that type. */
export function recordBy<T, N extends string, V>(
  items: readonly T[],
  nameOf: (item: T) => N,
  valueOf: (item: T) => V,
): Readonly<Record<N, V>>;
export function recordBy<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  valueOf: (item: T) => unknown,
) {
  return Object.fromEntries(items.map((item) => [nameOf(item), valueOf(item)]));
}

/** The same, for names: `{ talks: …, resumes: … }`. */
export const recordOf = <N extends string, V>(names: readonly N[], valueOf: (name: N) => V) =>
  recordBy(names, (name) => name, valueOf);
