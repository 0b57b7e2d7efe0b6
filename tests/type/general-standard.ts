import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The 8,105 characters of 通用规范汉字表, which every name may have that was given since 2013. */
export function generalStandard(): number[] {
  const text = readFileSync(join(import.meta.dirname, 'general-standard.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return Array.from(lines.join(''), (character) => character.codePointAt(0) ?? 0);
}
