import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import {
  linesOf,
  type Inline,
  type Line,
  type PageText,
  parsePage,
  saidIn,
} from '../../renderer/help/markdown.ts';
import { type Edition, isPage, pageNames } from '../../renderer/help/pages.ts';
import { rows } from '../../renderer/help/places.ts';
import { root } from '../report/outcome.ts';
import { picturesFolder, picturesShown, readSeen, shots } from './pictures.ts';
import { isSaid, saidInSources } from './said-in-sources.ts';

const editions: readonly Edition[] = ['zh', 'en'];
const read = (edition: Edition, name: string): PageText =>
  parsePage(readFileSync(join(root, 'docs', 'handbook', edition, `${name}.md`), 'utf8'));
const sectionsOf = ({ blocks }: PageText): string[] =>
  blocks.flatMap((block) => (block.kind === 'section' && block.id !== '' ? [block.id] : []));
const shapeOf = ({ blocks }: PageText): string[] =>
  blocks.map((block) => {
    switch (block.kind) {
      case 'table':
        return `table of ${block.rows.length}`;
      case 'steps':
      case 'list':
        return `${block.kind} of ${block.items.length}`;
      case 'picture':
        return `picture ${block.name}`;
      case 'section':
        return `section ${block.id}`;
      case 'note':
      case 'paragraph':
        return block.kind;
    }
  });
const linksIn = (line: Line): Extract<Inline, { kind: 'link' }>[] =>
  line.flatMap((inline) => {
    if (inline.kind === 'link') return [inline];
    return inline.kind === 'strong' ? linksIn(inline.of) : [];
  });

describe('the handbook', () => {
  const texts = saidInSources();

  test.each(editions.flatMap((edition) => pageNames.map((name) => [edition, name] as const)))(
    'quotes only what a screen says: %s, %s',
    (edition, name) => {
      const quoted = linesOf(read(edition, name).blocks).flatMap(saidIn);
      expect(quoted.filter((quote) => !isSaid(quote, texts))).toEqual([]);
    },
  );

  test.each(pageNames)('says the same in both editions: %s', (name) => {
    expect(shapeOf(read('en', name))).toEqual(shapeOf(read('zh', name)));
  });

  it('links only to its own pages and sections', () => {
    const lost = editions.flatMap((edition) =>
      pageNames.flatMap((name) =>
        linesOf(read(edition, name).blocks)
          .flatMap(linksIn)
          .map(({ to }) => ({ page: to.page || name, section: to.section }))
          .filter(({ page, section }) => !isThere(edition, page, section)),
      ),
    );
    expect(lost).toEqual([]);
  });

  it('has every page that a screen opens, and every screen that opens one', () => {
    const written = globSync('renderer/**/*.tsx', { cwd: root })
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    const lost = rows.filter(({ page, section }) => !isThere('zh', page, section));
    expect(lost).toEqual([]);
    const gone = rows.filter(({ screen }) => {
      const name = /[.="]([A-Za-z-]+)"?\]?$/.exec(screen)?.[1] ?? '';
      const [first = ''] = name.split('-');
      // A part's name may be put in later: `afterwards-${part}`.
      return !new RegExp(`["' ]${name}["' ]|\`${first}-\\$`).test(written);
    });
    expect(gone).toEqual([]);
  });

  it('has every picture that it shows, and shows every one that is taken', () => {
    const shown = [...picturesShown()].toSorted();
    expect(shots.map(({ name }) => name).toSorted()).toEqual(shown);
    expect(shown.filter((name) => !existsSync(join(picturesFolder, `${name}.webp`)))).toEqual([]);
    expect(Object.keys(readSeen()).toSorted()).toEqual(shown);
  });

  it('shows no screen whose words have changed since the picture was taken', () => {
    const known = new Set(texts);
    const old = Object.entries(readSeen()).filter(([, words]) =>
      words.some((word) => !known.has(word)),
    );
    expect(old.map(([name]) => `${name}: npm run handbook`)).toEqual([]);
  });
});

function isThere(edition: Edition, page: string, section?: string): boolean {
  return isPage(page) && (!section || sectionsOf(read(edition, page)).includes(section));
}
