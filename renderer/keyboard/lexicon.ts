/** The word list as a tree of syllables, so that typed letters find all words that they may mean. */

export interface Word {
  readonly text: string;
  /** The less common, the dearer: minus the logarithm of how often a text has it. */
  readonly cost: number;
}

export interface Branch {
  readonly words: readonly Word[];
  /** What may follow, by syllable. */
  readonly next: ReadonlyMap<string, Branch>;
}

interface Growing {
  readonly words: Word[];
  readonly next: Map<string, Growing>;
}

/** Of all words together, in the steps of half a logarithm that the list's letters count in. */
const ALL_WORDS = 36;

/** Lines like `hui yi 会议v回忆p`: a pinyin, then its words, each with a letter: z is the commonest. */
export function lexiconOf(list: string): Branch {
  const root: Growing = { words: [], next: new Map() };
  for (const line of list.split('\n')) {
    const end = line.lastIndexOf(' ');
    if (end < 0) continue;
    let branch = root;
    for (const syllable of line.slice(0, end).split(' ')) {
      const next = branch.next.get(syllable) ?? { words: [], next: new Map<string, Growing>() };
      branch.next.set(syllable, next);
      // Many people write lue and nue for lüe and nüe: no other syllable has those letters.
      if (/^[ln]ve$/.test(syllable)) branch.next.set(syllable.replace('v', 'u'), next);
      branch = next;
    }
    for (const [, text = '', common = 'a'] of line.slice(end).matchAll(/(\p{Script=Han}+)([a-z])/gu)) {
      branch.words.push({ text, cost: (ALL_WORDS - (common.charCodeAt(0) - 97)) / 2 });
    }
  }
  return root;
}
