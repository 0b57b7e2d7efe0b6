import { match } from 'pinyin-pro';

/**
 * Whether letters spell a part of a text: `oym` and `ouyangm` find 欧阳明. Any reading of a character will do.
 * Import it only where somebody types: it carries the readings of all characters.
 */
export const spelled = (text: string, letters: string): boolean =>
  match(text, letters.replaceAll('ü', 'v'), { continuous: true, v: true }) !== null;
