/** The word list as a tree of syllables, to find all words that typed letters may mean. */

export interface Word {
  readonly text: string;
  /** Higher for rarer words: minus the logarithm of the word's frequency. */
  readonly cost: number;
}

export interface Branch {
  readonly words: readonly Word[];
  /** The syllables that may follow. */
  readonly next: ReadonlyMap<string, Branch>;
}

/** The frequency of all words together, in the list's units of half a logarithm. */
const ALL_WORDS = 36;

class Growing implements Branch {
  readonly next = new Map<string, Growing>();
  #words: readonly Word[] = [];
  #unread = '';

  /** Lazy, because most lines of the list are never needed. */
  get words(): readonly Word[] {
    if (this.#unread !== '') {
      this.#words = Array.from(
        this.#unread.matchAll(/(\p{Script=Han}+)([a-z])/gu),
        ([, text = '', common = 'a']) => ({
          text,
          cost: (ALL_WORDS - (common.charCodeAt(0) - 97)) / 2,
        }),
      );
      this.#unread = '';
    }
    return this.#words;
  }

  take(line: string): void {
    this.#unread = line;
  }

  grow(syllable: string): Growing {
    const grown = this.next.get(syllable) ?? new Growing();
    this.next.set(syllable, grown);
    // Many people write lue and nue for lüe and nüe; no other syllable has those letters.
    if (/^[ln]ve$/.test(syllable)) this.next.set(syllable.replace('v', 'u'), grown);
    return grown;
  }
}

export const noWords: Branch = new Growing();

/** Reads lines such as `hui yi 会议v回忆p`: a pinyin, then its words, each with a letter, z for the commonest. */
export function lexiconOf(list: string): Branch {
  const root = new Growing();
  for (const line of list.split('\n')) {
    const end = line.lastIndexOf(' ');
    if (end < 0) continue;
    let branch = root;
    for (const syllable of line.slice(0, end).split(' ')) branch = branch.grow(syllable);
    branch.take(line.slice(end + 1));
  }
  return root;
}
