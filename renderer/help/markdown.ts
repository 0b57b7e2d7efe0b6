/**
 * The handbook is Markdown, so that it can be read in the repository, and only as much of it as the page
 * can draw. A line that is none of this is a mistake of the text, which a test finds.
 */

export type Inline =
  | { readonly kind: 'plain' | 'code'; readonly text: string }
  /** What the screen says, word for word: 「…」. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'strong'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: Place; readonly of: readonly Inline[] };

/** A page, or a section of it; an empty page is the one that the link stands on. */
export interface Place {
  readonly page: string;
  readonly section?: string;
}

export type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'section'; readonly level: 2 | 3; readonly id: string; readonly title: Line }
  | { readonly kind: 'paragraph' | 'note'; readonly line: Line }
  | { readonly kind: 'steps'; readonly start: number; readonly items: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly Line[][] }
  | { readonly kind: 'picture'; readonly name: string; readonly caption: string };

export interface PageText {
  readonly title: string;
  readonly blocks: readonly Block[];
}

const ANCHOR = /^<a id="([a-z0-9-]+)"><\/a>$/;
const PICTURE = /^!\[([^\]]+)\]\(\.\.\/pictures\/([a-z0-9-]+)\.webp\)$/;
const RULE = /^\|(\s*:?-+:?\s*\|)+$/;

export function parsePage(text: string): PageText {
  const [first = '', ...rest] = text.trim().split(/\n{2,}/);
  const title = /^# (.+)$/.exec(first)?.[1];
  if (title === undefined) throw new Error(`a page begins with its title, not with “${first}”`);
  return { title, blocks: rest.map(parseBlock) };
}

function parseBlock(text: string): Block {
  const lines = text.split('\n');
  const [first = ''] = lines;
  const anchor = ANCHOR.exec(first);
  if (anchor || first.startsWith('#')) return section(anchor?.[1] ?? '', lines.at(-1) ?? '');
  const picture = PICTURE.exec(first);
  if (picture) return { kind: 'picture', caption: picture[1] ?? '', name: picture[2] ?? '' };
  if (first.startsWith('|')) return table(lines);
  if (first.startsWith('> ')) {
    return { kind: 'note', line: parseLine(joined(lines.map((line) => line.replace(/^> ?/, '')))) };
  }
  if (first.startsWith('- ')) return { kind: 'list', items: items(lines, /^- /) };
  const start = /^(\d+)\. /.exec(first)?.[1];
  if (start) return { kind: 'steps', start: Number(start), items: items(lines, /^\d+\. /) };
  if (/^[<!]/.test(first)) throw new Error(`“${first}” is nothing that the handbook can draw`);
  return { kind: 'paragraph', line: parseLine(joined(lines)) };
}

function section(id: string, heading: string): Block {
  const found = /^(##|###) (.+)$/.exec(heading);
  if (!found) throw new Error(`“${heading}” is no heading of a section`);
  const [, marks = '', title = ''] = found;
  return { kind: 'section', level: marks === '##' ? 2 : 3, id, title: parseLine(title) };
}

/** Each item begins with its mark; what is set in under it goes on with it. */
function items(lines: readonly string[], mark: RegExp): Line[] {
  const found: string[][] = [];
  for (const line of lines) {
    if (mark.test(line)) found.push([line.replace(mark, '')]);
    else if (line.startsWith('  ')) found.at(-1)?.push(line.trim());
    else throw new Error(`“${line}” belongs to no item of its list`);
  }
  return found.map((item) => parseLine(joined(item)));
}

function table(lines: readonly string[]): Block {
  const [head = '', rule = '', ...rows] = lines;
  if (!RULE.test(rule)) throw new Error(`“${head}” is a table without a rule under its head`);
  const cells = cellsOf(head);
  return {
    kind: 'table',
    head: cells,
    rows: rows.map((row) => {
      const found = cellsOf(row);
      if (found.length !== cells.length) throw new Error(`“${row}” has not ${cells.length} cells`);
      return found;
    }),
  };
}

const cellsOf = (row: string): Line[] =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseLine(cell.trim()));

const CHINESE = /[\p{Script=Han}，。；：！？、（）“”《》「」…—]/u;

/** Chinese has no space where a line of the file ends. */
function joined(lines: readonly string[]): string {
  return lines.reduce((before, line) => {
    const close = CHINESE.test(before.at(-1) ?? '') || CHINESE.test(line[0] ?? '');
    return `${before}${close ? '' : ' '}${line}`;
  });
}

const INLINE = /\*\*(.+?)\*\*|「(.+?)」|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g;

export function parseLine(text: string): Line {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) found.push({ kind: 'plain', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    found.push(inlineOf(match));
  }
  if (end < text.length) found.push({ kind: 'plain', text: text.slice(end) });
  return found;
}

function inlineOf([, strong, said, code, label = '', to = '']: RegExpMatchArray): Inline {
  if (strong !== undefined) return { kind: 'strong', of: parseLine(strong) };
  if (said !== undefined) return { kind: 'said', text: said };
  if (code !== undefined) return { kind: 'code', text: code };
  return { kind: 'link', to: placeOf(to), of: parseLine(label) };
}

function placeOf(address: string): Place {
  const found = /^(?:([a-z-]+)\.md)?(?:#([a-z0-9-]+))?$/.exec(address);
  if (!found) throw new Error(`“${address}” leads out of the handbook`);
  const [, page = '', section] = found;
  return { page, ...(section !== undefined && { section }) };
}

/** All that a page quotes from the screen. */
export function saidIn(line: Line): string[] {
  return line.flatMap((inline) => {
    if (inline.kind === 'said') return [inline.text];
    return 'of' in inline ? saidIn(inline.of) : [];
  });
}

/** Every line of a page, those of its lists and tables too. */
export function linesOf(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'section':
        return [block.title];
      case 'paragraph':
      case 'note':
        return [block.line];
      case 'steps':
      case 'list':
        return block.items;
      case 'table':
        return [...block.head, ...block.rows.flat()];
      case 'picture':
        return [];
    }
  });
}
