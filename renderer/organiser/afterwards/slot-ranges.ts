/** 3, 4, 5 and 9 as “3–5、9”. */
export function slotRanges(slots: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const slot of slots.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && slot === last[1] + 1) last[1] = slot;
    else ranges.push([slot, slot]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}
