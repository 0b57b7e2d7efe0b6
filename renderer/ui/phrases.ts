import type { Words } from '../../shared/say.ts';

/** Where large Chinese type may break: between words, not inside 街道 or 招聘会. */

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words of fairs that the browser's dictionary splits. */
const OWN_WORDS =
  /(招聘会|签到[机码]?|扫码[器枪]?|读卡器|二维码|展位|主会场|毕业生|专场|纸质|通稿)/;
/** Never first on a line: they belong to the word before. */
const ENDS_A_WORD = /^[的了着们者员机器码卡证数份次]$/;

/**
 * Kept with the words themselves: a page paints the same ones again and again. Words with a person's
 * name in them are made for one painting, and are forgotten with it.
 */
const known = new WeakMap<Words, readonly string[]>();

export function phrasesOf(words: Words): readonly string[] {
  const before = known.get(words);
  if (before) return before;
  const found = phrases(words.zh);
  known.set(words, found);
  return found;
}

/** Punctuation stays with its word. */
export function phrases(text: string): string[] {
  const found: string[] = [];
  for (const segment of segments(text)) {
    const last = found.at(-1);
    const opens = last !== undefined && /[“‘（《「]$/.test(last);
    if (
      last !== undefined &&
      (opens || /^[\p{P}\s·*]/u.test(segment) || ENDS_A_WORD.test(segment)) &&
      !/^[“‘（《「]/.test(segment)
    ) {
      found[found.length - 1] = last + segment;
    } else found.push(segment);
  }
  return found;
}

function segments(text: string): string[] {
  return text
    .split(OWN_WORDS)
    .flatMap((part) =>
      OWN_WORDS.test(part) ? part : [...segmenter.segment(part)].map(({ segment }) => segment),
    );
}
