import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

/**
 * The page's own words need about 750 characters; the typefaces have 12,000. The build cuts the page's
 * characters out of them into subset families that come first in the font stack, so that the full files are
 * fetched only for names of people, employers and posts.
 */

const IMPORTED = 'page-type.css';
/** Of all typefaces in the built page. */
const NOTICES = 'typefaces-licence.txt';
const MONO = '@fontsource-variable/noto-sans-mono';

/** Chinese typefaces draw these as wide as a character; their Latin is Source Sans at a larger size. */
const ENGLISH_MARKS = '·–—‘’‚‛“”„…';

interface Family {
  readonly name: string;
  readonly sheet: string;
  readonly only?: string;
  readonly more?: string;
}

const SANS: Family = { name: 'Page Sans', sheet: '@fontsource-variable/noto-sans-sc/wght.css' };
const FAMILIES: readonly Family[] = [
  SANS,
  { name: 'Page Serif', sheet: '@fontsource-variable/noto-serif-sc/wght.css' },
  {
    name: 'English Marks',
    sheet: '@fontsource-variable/source-sans-3/wght.css',
    only: ENGLISH_MARKS,
    more: 'size-adjust: 112%;',
  },
];

/** Each Chinese character in the page's sources, and everything on a keyboard. */
export function pageCharacters(root: string): string {
  const sources = globSync(['renderer/**/*.{ts,tsx}', 'shared/codes.ts', 'shared/report/*.ts'], {
    cwd: root,
    // Words of tests do not appear on the page.
    exclude: ['**/*.test.{ts,tsx}'],
  });
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('');
  const chinese = chineseIn(text);
  const keys = Array.from({ length: 0x7e - 0x20 }, (_, i) => String.fromCodePoint(0x20 + i));
  return [...new Set([...keys, ...chinese])].toSorted().join('');
}

const chineseIn = (text: string): string[] =>
  text.match(/[\p{Script=Han}，。；：！？、（）“”‘’《》·…—]/gu) ?? [];

const NO_TYPE = "TYPE = ''";

/** Puts the type of the page that is shown meanwhile into that page: a machine may have no Chinese type. */
export function awayType(folder: string): Plugin {
  return {
    name: 'away-type',
    // It looks for the source as it is written.
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'main',
    async transform(code, id) {
      if (!id.endsWith('/shell/away-page.ts')) return undefined;
      if (!code.includes(NO_TYPE)) throw new Error(`${id} has no ${NO_TYPE}`);
      await mkdir(folder, { recursive: true });
      const faces = await cutFaces(folder, [...new Set(chineseIn(code))].join(''), [SANS]);
      const type = faces.replaceAll(/"\.\/([^"]+)"/g, (_, file: string) => {
        const bytes = readFileSync(join(folder, file));
        return `data:font/woff2;base64,${bytes.toString('base64')}`;
      });
      return { code: code.replace(NO_TYPE, `TYPE = ${JSON.stringify(type)}`), map: null };
    },
  };
}

/** Resolves `import 'page-type.css'`. `folder` caches the subsets for later builds. */
export function pageType(root: string, folder: string): Plugin {
  const sheet = join(folder, IMPORTED);
  return {
    name: 'page-type',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id === IMPORTED ? sheet : undefined),
    async buildStart() {
      await mkdir(folder, { recursive: true });
      await writeFile(sheet, await cutFaces(folder, pageCharacters(root)));
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NOTICES, source: typefaceNotices(root) });
    },
  };
}

/** Their licence wants to go wherever they go. */
function typefaceNotices(root: string): string {
  const require = createRequire(import.meta.url);
  const packs = [...FAMILIES.map(({ sheet }) => dirname(sheet)), MONO];
  const licences = packs.map((pack) => {
    const file = join(dirname(require.resolve(`${pack}/package.json`)), 'LICENSE');
    return `${pack}\n\n${readFileSync(file, 'utf8')}`;
  });
  const rare = readFileSync(join(root, 'resources', 'type', 'LICENSE.txt'), 'utf8');
  return [...licences, rare].join(`\n${'='.repeat(72)}\n\n`);
}

async function cutFaces(folder: string, characters: string, families = FAMILIES): Promise<string> {
  const faces: string[] = [];
  for (const { name, sheet, only = characters, more = '' } of families) {
    const path = createRequire(import.meta.url).resolve(sheet);
    for (const face of readFileSync(path, 'utf8').match(/@font-face \{[^}]*\}/g) ?? []) {
      const url = /url\(([^)]*)\)/.exec(face)?.[1];
      const wanted = [...only].filter(isWithin(/unicode-range: ([^;]*)/.exec(face)?.[1] ?? ''));
      if (url === undefined || wanted.length === 0) continue;
      const file = await cut(folder, join(dirname(path), url), wanted.join(''));
      faces.push(`@font-face {
  font-family: "${name}";
  font-weight: ${/font-weight: ([^;]*)/.exec(face)?.[1] ?? 'normal'};
  font-display: swap;
  src: url("./${file}") format("woff2");
  unicode-range: ${wanted.map(pointOf).join(', ')};
  ${more}
}`);
    }
  }
  return faces.join('\n');
}

/** Names each subset by its input, so that changed words rebuild only the affected files. */
async function cut(folder: string, file: string, characters: string): Promise<string> {
  const whole = readFileSync(file);
  const name = `${createHash('sha256').update(whole).update(characters).digest('hex').slice(0, 20)}.woff2`;
  if (!existsSync(join(folder, name))) {
    const part = await subsetFont(whole, characters, { targetFormat: 'woff2' });
    // Rename only the complete file: another build may run at the same time.
    const draft = join(folder, `${name}.${process.pid}`);
    await writeFile(draft, part);
    await rename(draft, join(folder, name));
  }
  return name;
}

const pointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;

/** `U+4E00-4E05,U+4E07` */
function isWithin(ranges: string): (character: string) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (character) => {
    const point = character.codePointAt(0) ?? 0;
    return bounds.some(([from, to]) => point >= from && point <= to);
  };
}
