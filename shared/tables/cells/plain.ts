import type { CellFault, CellNote, Reading } from '../reading.ts';

/** The longest cell that a reader of a number or a word looks at. */
const MOST_LOOKED_AT = 400;

/** Zero-width marks and soft hyphens, which pages and PDF files leave in what is copied from them. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Control characters, turned text, private use and what replaced an unknown byte. */
const ODD = /(?![\t\n\r])[\p{Cc}\p{Co}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd]/u;
const DASHES = /[\u2010-\u2015\u2212\u301c\u3030~]/g;
const EXCEL_ERROR = /^#(?:ref!|value!|n\/a|name\?|div\/0!|num!|null!|spill!)$/i;
const NOTHING = /^(?:[-_./\\*\s]*|无|暂无|空|未填写?|待定|不详|未知|null|none|n\/a|nan)$/i;

/** Whether no clerk can have meant these characters. */
export const hasOddCharacters = (text: string): boolean => ODD.test(text);

export const isExcelError = (text: string): boolean => EXCEL_ERROR.test(text);

/** Spaces in a row become one; marks that nobody sees go. */
export const trimmed = (text: string): string =>
  text.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();

/** Full-width letters, digits and signs made plain, dashes made one. */
export const plain = (text: string): string =>
  trimmed(text.normalize('NFKC')).replace(DASHES, '-').replace(/-+/g, '-');

/** Whether an office leaves a cell empty in this way. */
export const isNothing = (text: string): boolean => NOTHING.test(plain(text));

export const empty = { is: 'empty' } as const;

export const unread = (kind: Exclude<CellFault['kind'], 'too-long'>) =>
  ({ is: 'unread', why: { kind } }) as const;

export const read = <T>(value: T, note?: CellNote): Reading<T> => ({
  is: 'read',
  value,
  ...(note && { note }),
});

/**
 * What every reader asks first; `reader` gets the plain text, which is never empty and never long. Only then
 * may it use regular expressions without counting their steps.
 */
export function readPlain<T>(
  text: string,
  reader: (plain: string) => Reading<T>,
  nothing: (text: string) => boolean = isNothing,
): Reading<T> {
  if (text.length > MOST_LOOKED_AT) {
    return { is: 'unread', why: { kind: 'too-long', most: MOST_LOOKED_AT } };
  }
  if (hasOddCharacters(text)) return unread('characters');
  const looked = plain(text);
  if (nothing(looked)) return empty;
  return isExcelError(looked) ? unread('excel-error') : reader(looked);
}
