import type { Branch, Word } from './lexicon.ts';

/**
 * The ways in which letters spell words. A syllable may be complete (`han`), only its initial (`h`, as in
 * `hj` for 焊接), or unfinished at the end (`ha`).
 */

/** An apostrophe separates syllables: `xi'an` is 西安 and not 先. */
export const PARTING = "'";

export interface Spelt {
  readonly word: Word;
  /** The index at which each of its syllables ends among the letters. */
  readonly ends: readonly number[];
  readonly cost: number;
}

/** An initial alone is weak evidence; half a syllable is better. */
const COST_OF_INITIAL = 6;
const COST_OF_HALF = 3;

/** All words that the letters from `start` on may begin with, of any length. */
export function speltFrom(root: Branch, letters: string, start: number): Spelt[] {
  const found: Spelt[] = [];
  walk(root, start, [], 0);
  return found;

  function walk(branch: Branch, at: number, ends: readonly number[], cost: number): void {
    for (const [syllable, next] of branch.next) {
      for (const way of waysOf(syllable, letters, at)) {
        const soFar = [...ends, way.end];
        for (const word of next.words) {
          found.push({ word, ends: soFar, cost: cost + way.cost + word.cost });
        }
        if (way.end < letters.length) walk(next, way.end, soFar, cost + way.cost);
      }
    }
  }
}

function waysOf(syllable: string, letters: string, at: number): { end: number; cost: number }[] {
  if (letters[at] !== syllable[0]) return [];
  const ways: { end: number; cost: number }[] = [];
  const whole = letters.startsWith(syllable, at);
  if (whole) ways.push({ end: past(letters, at + syllable.length), cost: 0 });
  const typed = letters.slice(at).split(PARTING, 1)[0] ?? '';
  const half = !whole && typed.length < syllable.length && syllable.startsWith(typed);
  if (half) ways.push({ end: past(letters, at + typed.length), cost: COST_OF_HALF });
  for (const initial of initialsOf(syllable)) {
    const taken = (whole && initial === syllable) || (half && initial === typed);
    if (!taken && letters.startsWith(initial, at)) {
      ways.push({ end: past(letters, at + initial.length), cost: COST_OF_INITIAL });
    }
  }
  return ways;
}

function initialsOf(syllable: string): string[] {
  if (/^[aeo]/.test(syllable)) return [];
  const first = syllable.charAt(0);
  return /^[zcs]h/.test(syllable) ? [`${first}h`, first] : [first];
}

/** An apostrophe belongs to the syllable before it. */
function past(letters: string, end: number): number {
  return letters[end] === PARTING ? end + 1 : end;
}
