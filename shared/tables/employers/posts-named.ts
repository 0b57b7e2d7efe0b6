import { type Headcount, readHeadcount } from '../cells/headcount.ts';
import { listedPosts, type PostInCell, readPosts } from '../cells/posts.ts';
import type { RowFindings } from './row-findings.ts';
import type { DataRow, RowCell } from './table-rows.ts';

/** The posts of one row: one for most; several where a cell or the description lists them. */

export interface NamedPost extends PostInCell {
  /** Only the description names it: the row's other cells are not about it. */
  readonly described?: true;
}

export function postsNamed(
  row: DataRow,
  title: RowCell,
  found: RowFindings,
  together: boolean,
): NamedPost[] {
  const [only] = onlyOne(title.cell.text);
  if (together) return [only];
  const named = inCell(row, title, found) ?? [only];
  const described = named.length > 1 ? [] : inText(row, named[0]?.title ?? '', found);
  return [...named, ...described];
}

const onlyOne = (text: string): [NamedPost] => [{ title: text.replaceAll(/\s*\n\s*/g, ' ') }];

function inCell(row: DataRow, title: RowCell, found: RowFindings): NamedPost[] | undefined {
  const read = readPosts(title.cell.text, wanted(row));
  if (read.is !== 'read') return undefined;
  const { note } = read;
  // A bare number of a list, as `0.`, names nothing.
  const value = read.value.filter((post) => post.title !== '');
  if (value.length === 0) return undefined;
  if (value.length > 1) {
    found.add('asks', { kind: 'posts-in-cell', titles: value.map((post) => post.title) }, title);
  } else if (note) found.add('asks', { kind: 'read-so', note }, title);
  return value;
}

/** A row that wants fewer people than it names posts names one post twice. */
function wanted(row: DataRow): number | undefined {
  const [cell] = row.cells('headcount');
  const read = readHeadcount(cell?.cell.text ?? '');
  const heads: Headcount | undefined = read.is === 'read' ? read.value : undefined;
  return typeof heads === 'number' && cell?.covers === 1 ? heads : undefined;
}

const ADVERTISES = /(招聘|诚聘|急聘|招收|招募|招工)[^。；\n]{0,12}[:：]/;

/** A list in a description is of posts only where it says that they are wanted. */
function inText(row: DataRow, own: string, found: RowFindings): NamedPost[] {
  const [text] = row.cells('description');
  const said = text?.cell.text ?? '';
  const start = ADVERTISES.exec(said);
  if (!start) return [];
  const listed = listedPosts(said.slice(start.index + start[0].length));
  const more = listed.filter(({ title }) => title !== own);
  if (more.length === 0) return [];
  found.add('asks', { kind: 'posts-in-text', titles: more.map(({ title }) => title) }, text);
  return more.map((post) => ({ ...post, described: true }));
}

const NUMBERED = /^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[)）.、．]|[一二三四五六七八九十]{1,2}、)\s*/;

/** Another cell of the row that names as many things, one for each post; undefined if it speaks for all. */
export function oneForEach(text: string, posts: number, separator: RegExp): string[] | undefined {
  const parts = text
    .split(separator)
    .map((part) => part.replace(NUMBERED, '').trim())
    .filter((part) => part !== '');
  return parts.length === posts ? parts : undefined;
}
