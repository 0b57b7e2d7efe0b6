import type { Branch } from './lexicon.ts';
import { PARTING, type Spelt, speltFrom } from './spelling.ts';

/** What typed letters may mean, the likeliest first. */

export interface Candidate {
  readonly text: string;
  /** How many of the letters it covers; the others wait for the next choice. */
  readonly letters: number;
}

export interface Reading {
  readonly candidates: readonly Candidate[];
  /** The letters by syllable, as the keyboard shows them: `hui han jie`. */
  readonly syllables: readonly string[];
}

/** A sentence of few long words is likelier than one of many short ones. */
const COST_OF_A_WORD = 3;

interface Way {
  readonly cost: number;
  readonly text: string;
  readonly ends: readonly number[];
}

export function read(root: Branch, letters: string): Reading {
  const spelt = Array.from(letters, (_, at) =>
    letters[at] === PARTING ? [] : speltFrom(root, letters, at),
  );
  const ways = waysToTheEnd(spelt, letters.length);
  const best = ways[0];
  const whole = best && { text: best.text, letters: letters.length };
  const words = (spelt[0] ?? [])
    .filter(({ ends }) => ways[ends.at(-1) ?? 0] !== undefined)
    .map((each) => ({ ...each, end: each.ends.at(-1) ?? 0 }))
    .toSorted((one, other) => other.end - one.end || one.cost - other.cost)
    .map(({ word, end }) => ({ text: word.text, letters: end }));
  const candidates = new Map<string, Candidate>();
  for (const each of [...(whole ? [whole] : []), ...words]) {
    if (!candidates.has(each.text)) candidates.set(each.text, each);
  }
  // Letters that are not pinyin can still be written unchanged.
  if (candidates.size === 0 && letters !== '') {
    candidates.set(letters, { text: letters, letters: letters.length });
  }
  return { candidates: [...candidates.values()], syllables: parted(letters, best?.ends ?? []) };
}

/** For each position among the letters, the likeliest words from there to the end, if any. */
function waysToTheEnd(spelt: readonly (readonly Spelt[])[], length: number): (Way | undefined)[] {
  const ways: (Way | undefined)[] = [];
  ways[length] = { cost: 0, text: '', ends: [] };
  for (let at = length - 1; at >= 0; at--) {
    for (const { word, ends, cost } of spelt[at] ?? []) {
      const rest = ways[ends.at(-1) ?? at];
      if (!rest) continue;
      const total = cost + COST_OF_A_WORD + rest.cost;
      if (total < (ways[at]?.cost ?? Infinity)) {
        ways[at] = { cost: total, text: word.text + rest.text, ends: [...ends, ...rest.ends] };
      }
    }
  }
  return ways;
}

function parted(letters: string, ends: readonly number[]): string[] {
  const starts = [0, ...ends];
  return starts
    .map((start, i) => letters.slice(start, starts[i + 1]).replace(PARTING, ''))
    .filter((syllable) => syllable !== '');
}
