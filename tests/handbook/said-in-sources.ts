import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../report/outcome.ts';

/** Every text that the sources write for people, so that what a document quotes can be looked up. */

const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gm;

/** Whatever is put in later, `${…}`, is written as `…` here, as it is in the documents. */
const plain = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/\\(.)/g, '$1');

export function saidInSources(folders = '{renderer,shared,electron}'): readonly string[] {
  const files = globSync(`${folders}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: ['**/*.test.{ts,tsx}'],
  });
  const texts = files.flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(COMMENT, '');
    return [...code.matchAll(LITERAL)].map(([literal]) => plain(literal));
  });
  return [...new Set(texts)].filter((text) => text !== '');
}

const EDGE = /[\s。，！？；：、…“”()（）!?;:,.]/;

/** Whether some text is this, or has it as a whole part: a sentence, or what stands between two marks. */
export function isSaid(quote: string, texts: readonly string[]): boolean {
  return texts.some((text) => {
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      const [before = ' ', after = ' '] = [text[at - 1], text[at + quote.length]];
      if (EDGE.test(before) && (EDGE.test(after) || EDGE.test(quote.at(-1) ?? ''))) return true;
    }
    return false;
  });
}
