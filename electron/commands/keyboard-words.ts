import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pinyin, polyphonic } from 'pinyin-pro';
import { compoundSurnames } from '../../shared/names/surname.ts';

/**
 * Writes the word list that the on-screen keyboard uses to turn pinyin into characters. Jieba's
 * dictionary gives the common words, pinyin-pro their readings; `own-words.txt` adds words that job
 * fairs use. Run it with `npm run keyboard:words`.
 */

/** Cards from Hong Kong, Macao and Taiwan have them; this keyboard writes simplified characters. */
const TRADITIONAL = /[歐馬東獨宮聞諸遲連臺陽孫離長鮮軒單榖穀]/u;
const FOLDER = join(import.meta.dirname, '..', '..', 'renderer', 'keyboard');
export const WORDS_FILE = join(FOLDER, 'words.txt');
/** The most common words of two to four characters. More would make the file too large. */
const GENERAL_WORDS = 42_000;
/** A fair's own words rank before general words of the same sound, but after everyday ones. */
const OWN_COUNT = 3_000;
/** The dictionary lists heroes of many novels; this threshold keeps only well-known ones. */
const FAMOUS = 3_000;

const syllablesOf = (word: string): string[] =>
  pinyin(word, { toneType: 'none', type: 'array', v: true });

/**
 * `han jie 焊接l`: one line per pinyin; the letter after each word says how common it is, from a to
 * z.
 */
export function keyboardWords(): string {
  const common = gb2312();
  const counts = jiebaCounts();
  const list = new WordList();
  /** How often a character has each reading, over all words. */
  const readings = new Map<string, number>();
  for (const [word, count] of wordsOf(common, counts)) {
    const syllables = syllablesOf(word);
    list.add(syllables, word, count);
    Array.from(word).forEach((character, i) => {
      const reading = `${character} ${syllables[i] ?? ''}`;
      readings.set(reading, (readings.get(reading) ?? 0) + count);
    });
  }
  for (const character of common) {
    const [usual] = syllablesOf(character);
    for (const syllable of readingsOf(character, usual)) {
      const alone = syllable === usual ? (counts.get(character) ?? 0) : 0;
      const within = readings.get(`${character} ${syllable}`) ?? 0;
      list.add([syllable], character, Math.max(alone, within / 4));
    }
  }
  return list.text();
}

/** The most common words and our own, with their frequencies. */
function wordsOf(
  common: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const general = [...counts]
    .filter(([word]) => isWord(word) && Array.from(word).every((each) => common.has(each)))
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, GENERAL_WORDS);
  const words = new Map(general);
  const surnames = compoundSurnames.filter((each) => !TRADITIONAL.test(each));
  for (const word of [...ownWords(), ...surnames]) {
    words.set(word, Math.max(words.get(word) ?? 0, OWN_COUNT));
  }
  return words;
}

function readingsOf(character: string, usual: string | undefined): string[] {
  const [others = []] = polyphonic(character, { toneType: 'none', type: 'array', v: true });
  return [...new Set([...(usual === undefined ? [] : [usual]), ...others])].filter(isSyllable);
}

class WordList {
  readonly #lines = new Map<string, Map<string, number>>();

  add(syllables: readonly string[], word: string, count: number): void {
    if (!syllables.every(isSyllable)) return;
    const key = syllables.join(' ');
    const line = this.#lines.get(key) ?? new Map<string, number>();
    this.#lines.set(key, line.set(word, count));
  }

  text(): string {
    const lines = Array.from(this.#lines, ([key, words]) => {
      const sorted = [...words].toSorted(
        ([word, count], [other, more]) => more - count || (word < other ? -1 : 1),
      );
      return `${key} ${sorted.map(([word, count]) => word + letterOf(count)).join('')}`;
    });
    return `${lines.toSorted().join('\n')}\n`;
  }
}

/** Each letter is 1.6 times as common as the one before it. */
function letterOf(count: number): string {
  const step = Math.round(Math.log(count + 1) * 2);
  return 'abcdefghijklmnopqrstuvwxyz'.charAt(Math.min(step, 25));
}

function isSyllable(text: string): boolean {
  return /^[a-z]{1,6}$/.test(text);
}

function isWord(text: string): boolean {
  return /^\p{Script=Han}{2,4}$/u.test(text);
}

/** The 6,763 characters of the national standard, which every Chinese typeface has. */
function gb2312(): Set<string> {
  const decoder = new TextDecoder('gb2312');
  const found = new Set<string>();
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]));
      if (/^\p{Script=Han}$/u.test(character)) found.add(character);
    }
  }
  return found;
}

function jiebaCounts(): Map<string, number> {
  const file = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
  const rows = readFileSync(file, 'utf8').split('\n');
  const counts = new Map<string, number>();
  for (const row of rows) {
    const [word = '', count = '0', part = ''] = row.split(' ');
    const person = part.startsWith('nr') && word.length > 1;
    if (!person || Number(count) >= FAMOUS) counts.set(word, Number(count));
  }
  return counts;
}

function ownWords(): string[] {
  return readFileSync(join(FOLDER, 'own-words.txt'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '');
}

if (import.meta.main) writeFileSync(WORDS_FILE, keyboardWords());
