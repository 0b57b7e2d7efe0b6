/** The known word that a mistyped one most resembles; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((each) => ({ each, edits: edits(word.toLowerCase(), each) }))
    .toSorted((one, other) => one.edits - other.edits);
  const [first] = ranked;
  return first && first.edits <= Math.max(2, first.each.length / 2) ? first.each : undefined;
}

/** How many letters must be added, left out or changed. */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, wanted] of [...other].entries()) {
      const [left = 0, upper = 0, before = 0] = [next[place], row[place + 1], row[place]];
      next.push(Math.min(left + 1, upper + 1, before + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
