import type { CellNote, Reading } from '../reading.ts';
import { typedAsDate } from './excel-date.ts';
import {
  empty,
  hasOddCharacters,
  isExcelError,
  isNothing,
  plain,
  trimmed,
  unread,
  read,
} from './plain.ts';

/** Marks that would turn or end a line; others that no type has stay, since they may be of a name. */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Words as they are written, at most `most` of them: T30. */
export function readWords(most: number): (text: string) => Reading<string> {
  return (text) => {
    const written = trimmed(text.slice(0, most + MOST_AROUND).replace(UNPRINTABLE, ''));
    if (isNothing(written)) return empty;
    if (isExcelError(written)) return unread('excel-error');
    const value = cutTo(written, most);
    const note: CellNote | undefined =
      value !== written
        ? { kind: 'cut', most }
        : hasOddCharacters(text)
          ? { kind: 'odd-characters' }
          : undefined;
    return read(value, note);
  };
}

/** Spaces and marks that a cell may have besides its words. */
const MOST_AROUND = 2_000;

/** At most so many, and no half of a character. */
export function cutTo(text: string, most: number): string {
  const kept = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}

const experience = readWords(60);
/** 3-5 years, of which Excel made the fifth of March. */
export function readExperience(text: string): Reading<string> {
  const typed = text.length < 40 ? typedAsDate(plain(text))?.join('-') : undefined;
  return typed === undefined ? experience(text) : read(typed, { kind: 'was-a-date', typed });
}
