import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The stack of a printed page. */
export const PRINTED_TYPE = '"Noto Sans SC Variable", "Rare Characters", sans-serif';

/**
 * Embeds the parts of our typefaces that a text needs: a page printed on someone else's machine must
 * not depend on its installed fonts. The packed app carries the common typeface only for its own pages, and
 * prints common characters with the machine's fonts.
 */
export async function embeddedType(text: string): Promise<string> {
  const sheets = ['@fontsource-variable/noto-sans-sc/wght.css', '#type/rare.css'].map(found);
  const embedded = await Promise.all(sheets.map((sheet) => facesFor(sheet, text)));
  return [...embedded, await englishMarks(text)].join('\n');
}

async function facesFor(sheet: string | undefined, text: string): Promise<string> {
  if (sheet === undefined) return '';
  const points = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const faces = (await readFile(sheet, 'utf8')).match(/@font-face \{[^}]*\}/g) ?? [];
  const needed = faces.filter((face) => {
    const ranges = /unicode-range: ([^;]*)/.exec(face)?.[1] ?? '';
    return ranges.split(',').some((range) => covers(range.trim(), points));
  });
  const embedded = await Promise.all(
    needed.map(async (face) => {
      const file = /url\("?(\.[^")]*)/.exec(face)?.[1];
      if (file === undefined) return '';
      const bytes = await readFile(join(dirname(sheet), file));
      return face.replace(file, `data:font/woff2;base64,${bytes.toString('base64')}`);
    }),
  );
  return embedded.join('\n');
}

/**
 * In a Chinese typeface an apostrophe is as wide as a character, so `lang="en"` uses other fonts.
 */
async function englishMarks(text: string): Promise<string> {
  const latin = found(
    '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  );
  if (latin === undefined || !text.includes('lang="en"')) return '';
  const bytes = await readFile(latin);
  return `@font-face {
  font-family: "English Marks"; font-weight: 200 900; size-adjust: 112%;
  src: url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2');
  unicode-range: U+B7, U+2013-2014, U+2018-201F, U+2026;
}
[lang="en"] { font-family: "English Marks", ${PRINTED_TYPE} }`;
}

/** `U+4e00-4e05`, `U+4e07` */
function covers(range: string, points: ReadonlySet<number>): boolean {
  const [, from = '', to = from] = /^U\+([0-9a-f]+)(?:-([0-9a-f]+))?$/i.exec(range) ?? [];
  const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  return [...points].some((point) => point >= first && point <= last);
}

function found(file: string): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve(file));
  } catch {
    return undefined;
  }
}
