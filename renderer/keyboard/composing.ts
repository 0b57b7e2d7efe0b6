import { type Candidate, read } from './candidates.ts';
import type { Branch } from './lexicon.ts';
import { PARTING } from './spelling.ts';

/**
 * From keys to text. Unfinished pinyin is kept here and never in the field, so that none remains when the
 * field loses the focus.
 */

export type Key =
  /** A letter of pinyin, or the apostrophe between two syllables. */
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'pick'; readonly candidate: Candidate }
  | { readonly kind: 'space' }
  | { readonly kind: 'rub' }
  | { readonly kind: 'enter' }
  /** A sign that is written unchanged: a digit, a mark, a letter outside pinyin. */
  | { readonly kind: 'sign'; readonly sign: string }
  /** Switches between Chinese and letters. */
  | { readonly kind: 'switch' };

export interface Pressed {
  /** The pinyin for which nothing is chosen yet. */
  readonly letters: string;
  /** What to do with the field. */
  readonly deed:
    | { readonly kind: 'none' | 'rub' | 'enter' }
    | { readonly kind: 'write'; readonly text: string };
}

/** Longer than any sentence that people compose at once, and short enough to look up at each key. */
const MOST_LETTERS = 40;

export function press(lexicon: Branch, letters: string, key: Key): Pressed {
  switch (key.kind) {
    case 'letter': {
      const more = letters + key.letter;
      const parting = key.letter === PARTING && (letters === '' || letters.endsWith(PARTING));
      return keep(parting || more.length > MOST_LETTERS ? letters : more);
    }
    case 'pick':
      return { letters: letters.slice(key.candidate.letters), deed: write(key.candidate.text) };
    case 'rub':
      return letters === '' ? { letters, deed: { kind: 'rub' } } : keep(letters.slice(0, -1));
    case 'space':
      return letters === '' ? { letters, deed: write(' ') } : takeFirst(lexicon, letters);
    case 'enter':
      return letters === '' ? { letters, deed: { kind: 'enter' } } : takeFirst(lexicon, letters);
    case 'sign':
      return { letters: '', deed: write(everyFirst(lexicon, letters) + key.sign) };
    case 'switch':
      // Keeps the letters of a person who began an English word in the wrong mode.
      return letters === ''
        ? keep('')
        : { letters: '', deed: write(letters.replaceAll(PARTING, '')) };
  }
}

const keep = (letters: string): Pressed => ({ letters, deed: { kind: 'none' } });
const write = (text: string): Pressed['deed'] => ({ kind: 'write', text });

function takeFirst(lexicon: Branch, letters: string): Pressed {
  const [first] = read(lexicon, letters).candidates;
  return first ? { letters: letters.slice(first.letters), deed: write(first.text) } : keep(letters);
}

/** The first candidate may cover only a part of the letters; adds the first ones for the rest. */
function everyFirst(lexicon: Branch, letters: string): string {
  if (letters === '') return '';
  const [first] = read(lexicon, letters).candidates;
  return first ? first.text + everyFirst(lexicon, letters.slice(first.letters)) : letters;
}
