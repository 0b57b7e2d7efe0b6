/**
 * What the app uses of JavaScript and a Chromium of 2023 does not know yet. For the lane's old Electron alone:
 * in its main process and in its page.
 */

function add(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true });
}

add(URL, 'parse', (url: string, base?: string) => {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
});

add(Promise, 'withResolvers', () => {
  let [resolve, reject] = [
    (_value: unknown): void => undefined,
    (_error: unknown): void => undefined,
  ];
  const promise = new Promise((resolves, rejects) => {
    [resolve, reject] = [resolves, rejects];
  });
  return { promise, resolve, reject };
});

function groups<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const grouped = new Map<K, T[]>();
  for (const [index, item] of [...items].entries()) {
    const key = keyOf(item, index);
    grouped.set(key, [...(grouped.get(key) ?? []), item]);
  }
  return grouped;
}
add(Map, 'groupBy', groups);
add(Object, 'groupBy', (items: Iterable<unknown>, keyOf: (item: unknown) => string) =>
  Object.fromEntries(groups(items, keyOf)),
);

type Ask = (item: unknown) => unknown;
/** All at once instead of one by one, which only an endless iterator would notice. */
const iterator: unknown = Object.getPrototypeOf([].values());
const iterators: unknown = Object.getPrototypeOf(iterator);
function addToIterators(name: string, does: (items: unknown[], ask: Ask) => unknown): void {
  if (typeof iterators !== 'object' || iterators === null) return;
  add(iterators, name, function (this: Iterable<unknown>, ask: Ask) {
    return does([...this], ask);
  });
}
addToIterators('map', (items, ask) => items.map(ask).values());
addToIterators('filter', (items, ask) => items.filter(ask).values());
addToIterators('flatMap', (items, ask) => items.flatMap(ask).values());
addToIterators('some', (items, ask) => items.some(ask));
addToIterators('every', (items, ask) => items.every(ask));
addToIterators('find', (items, ask) => items.find(ask));
addToIterators('forEach', (items, ask) => items.forEach(ask));
addToIterators('toArray', (items) => items);
