/**
 * Text as people and offices write it: cells padded with spaces, notes in brackets, bytes that a printer
 * would obey.
 */

/**
 * Without what nobody can read: control characters, which a printer obeys; bidi overrides, which turn a line
 * around; and what has no width. Half a surrogate pair becomes U+FFFD. Tabs and breaks between lines stay.
 */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[[\p{Cc}\p{Default_Ignorable_Code_Point}]--[\n\t]]/gv, '')
    .trim();
}

/** The same in one line. */
export const plainText = (text: string): string => plainLines(text).replace(/[\n\t]+/g, ' ');

/**
 * Marks that stand for a character: a question mark from a lost encoding, a box, a star, a place in the
 * private use area that each system draws otherwise. Somebody should look at the person's document.
 */
const STAND_INS = /[?？*＊\uFFFD□■▯〓\p{Co}\p{Cn}]/u;

export const hasStandIn = (name: string): boolean => STAND_INS.test(name);

/** A note that an office adds to a name: 张三（女）, 王芳(小). An unclosed one reaches to the end. */
const NOTE = /[(（[［【〔{｛<＜《「][^)）\]］】〕}｝>＞》」]*(?:[)）\]］】〕}｝>＞》」]|$)/gu;
/** Spaces, dots and commas between the parts of a name; a mark that stands for a character is one of them. */
const BETWEEN = /[[\p{Z}\p{P}]--[?？*＊]]/gv;

/** The characters of a name, as a reader counts them, without spaces, dots and bracketed notes. */
export function nameCharacters(name: string): string[] {
  const plain = plainText(name);
  const written = plain.replace(NOTE, '').replace(BETWEEN, '') || plain.replace(BETWEEN, '');
  return Array.from(graphemes.segment(written), ({ segment }) => segment);
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
