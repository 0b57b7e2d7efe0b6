import { plainText } from './written.ts';

/** Search and order, the same in every list of names, employers and posts. */

/** Whether letters spell a Chinese text, in full or by first letters; pages load it once somebody types. */
export type Spelled = (text: string, letters: string) => boolean;

const DOTS = /[·•．‧・･∙⋅.]/gu;
const OPENING = /[[［【〔｛{<＜《〈「]/gu;
const CLOSING = /[\]］】〕｝}>＞》〉」]/gu;
const DASHES = /\p{Pd}/gu;

/** What two ways of writing the same thing have in common: width, case, dots, brackets, dashes, no spaces. */
export function comparable(text: string): string {
  return plainText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(DOTS, '·')
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(DASHES, '-')
    .replace(/\p{Z}/gu, '');
}

/** Finds what has every word of the query in one of its texts, as it is written or by its pinyin. */
export function finder(query: string, spelled?: Spelled): (...texts: readonly string[]) => boolean {
  const words = plainText(query)
    .split(/\p{Z}+/u)
    .map(comparable)
    .filter((word) => word !== '');
  return (...texts) => {
    const written = texts.map(comparable);
    return words.every((word) =>
      written.some(
        (text) => text.includes(word) || (isLetters(word) && spelled?.(text, word) === true),
      ),
    );
  };
}

/** Only such a word can be pinyin. */
export const isLetters = (text: string): boolean => /^[a-zü']+$/.test(text);

const order = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** As a person expects: by pinyin, and A2 before A10. */
export const byName = (a: string, b: string): number =>
  order.compare(comparable(a), comparable(b)) || (a < b ? -1 : a > b ? 1 : 0);
