/** Longer than a scanner's beep, shorter than two scans that somebody means. */
const REPEAT_MS = 1_000;

/** Many scanners read a code over and over while it lies before them: that is one scan. */
export function repeats(now: () => number) {
  const last = new Map<string, { readonly text: string; readonly atMs: number }>();
  return function isRepeat(reader: string, text: string): boolean {
    const before = last.get(reader);
    const atMs = now();
    last.set(reader, { text, atMs });
    return before?.text === text && Math.abs(atMs - before.atMs) < REPEAT_MS;
  };
}
