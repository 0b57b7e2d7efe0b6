/** What a new row of a fair's sheet begins with. */

/** `T1`, `T2`, …: the first that nothing else has. */
export function freshCode(prefix: string, taken: readonly string[]): string {
  const known = new Set(taken);
  let number = 1;
  while (known.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

const DAY_MS = 86_400_000;

/** Empty after what is no day. */
export function nextDay(day: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? '' : new Date(ms + DAY_MS).toISOString().slice(0, 10);
}
