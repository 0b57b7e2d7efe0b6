import { readEducation, type WantedEducation } from '../cells/education.ts';
import { ageInText, educationInText } from '../cells/wanted-in-text.ts';
import { readHeadcount } from '../cells/headcount.ts';
import { type PayHint, payHintOf, readPay, readPayEnds } from '../cells/pay.ts';
import { readPer } from '../cells/per.ts';
import { readClosed } from '../cells/state.ts';
import { readWords } from '../cells/words.ts';
import type { Reading } from '../reading.ts';
import { type NamedPost, oneForEach } from './posts-named.ts';
import { MOST } from './read-employer.ts';
import type { RowFindings } from './row-findings.ts';
import type { PostSays, ReadPost } from './says.ts';
import type { DataRow, RowCell } from './table-rows.ts';

/** What a row says of one of its posts. */

interface Among {
  readonly i: number;
  readonly of: number;
}

const POST_CODE = /^[A-Za-z0-9-]{1,24}$/;

export function postSays(
  row: DataRow,
  post: NamedPost,
  among: Among,
  title: RowCell,
  found: RowFindings,
  fromText: boolean,
): ReadPost {
  const zh = found.value(readWords(MOST.title)(post.title), title) ?? post.title;
  if (post.described) {
    const says = {
      ...headsSays(post.heads),
      ...orBeside('age', undefined, post.age),
      ...orBeside('sex', undefined, post.sex),
    };
    return { zh, says };
  }
  const text = textOf(row, among, found, fromText);
  const education = text('education', educationOf(row, among, found), educationInText);
  const ownAge = ageOf(row, among, found);
  const age = text('age', ownAge ?? post.age ?? ownAge, ageInText);
  const place = placeOf(row, among, found);
  const closed = stateOf(row, found);
  const code = codeOf(row, among, found);
  const { sex } = textSays(row, 'sex', among, found);
  return {
    zh,
    ...(code !== undefined && { code }),
    ...(closed !== undefined && { closed }),
    says: {
      ...headcountOf(row, post, among, found),
      ...paySays(row, among, found),
      ...(education !== undefined && { education }),
      ...(place !== undefined && { place }),
      ...textSays(row, 'major', among, found),
      ...textSays(row, 'experience', among, found),
      ...orBeside('age', age, post.age),
      ...orBeside('sex', sex, post.sex),
    },
  };
}

/** What the requirements say of a field that no cell says: it counts once that is confirmed. */
function textOf(row: DataRow, { of: posts }: Among, found: RowFindings, fromText: boolean) {
  const cells = posts === 1 ? row.cells('description') : [];
  return <T>(
    field: 'education' | 'age',
    own: T | null | undefined,
    read: (text: string) => { readonly value: T; readonly said: string } | undefined,
  ): T | null | undefined => {
    if (own !== undefined && own !== null) return own;
    for (const cell of cells) {
      const said = read(cell.cell.text);
      if (!said || row.cells(field).some(({ cell: { text } }) => text !== '')) continue;
      const what = { kind: 'said-in-text', field, said: said.said, taken: fromText } as const;
      found.add('asks', what, cell);
      return fromText ? said.value : own;
    }
    return own;
  };
}

/** What stands beside the title counts where the row's own column says nothing. */
function orBeside(
  field: 'age' | 'sex',
  own: string | null | undefined,
  besideTitle: string | undefined,
): PostSays {
  const value = own ?? besideTitle ?? own;
  return value === undefined ? {} : { [field]: value };
}

const headsSays = (heads: NamedPost['heads']): PostSays =>
  typeof heads === 'number' ? { headcount: heads } : {};

const LINES = /[\n;；]/;
const LISTED = /[\n;；、]/;

/** The cell's part for one post of several; the whole if it speaks for all. */
function partOf(cell: RowCell | undefined, { i, of: posts }: Among, separator: RegExp): string {
  const text = cell?.cell.text ?? '';
  return posts === 1 ? text : (oneForEach(text, posts, separator)?.[i] ?? text);
}

function textSays(
  row: DataRow,
  meaning: 'major' | 'experience' | 'sex',
  among: Among,
  found: RowFindings,
): PostSays {
  if (!row.has(meaning)) return {};
  const [cell] = row.cells(meaning);
  const value = found.value(readWords(MOST[meaning])(partOf(cell, among, LINES)), cell);
  return value === undefined ? {} : { [meaning]: value };
}

/** A blank cell says nothing, and 若干 says that nobody knows. */
function headcountOf(row: DataRow, post: NamedPost, among: Among, found: RowFindings): PostSays {
  const [cell] = row.cells('headcount');
  const text = cell?.cell.text ?? '';
  // Of one post the column counts; of several, each one's own number does.
  if (post.heads !== undefined && (among.of > 1 || text === '')) return headsSays(post.heads);
  const own = among.of === 1 ? text : oneForEach(text, among.of, LISTED)?.[among.i];
  if (own === undefined || (cell && cell.covers > 1)) return sharedHeadcount(cell, among, found);
  if (own === '' && !cell) return partsOf(row, found);
  const read = found.value(readHeadcount(own), cell);
  if (read === undefined || read === null) return {};
  return { headcount: read === 'some' ? null : read };
}

/** One number for several posts: nobody can say how many each of them wants, unless one each. */
function sharedHeadcount(
  cell: RowCell | undefined,
  { of: posts }: Among,
  found: RowFindings,
): PostSays {
  if (!cell) return {};
  const read = readHeadcount(cell.cell.text);
  const total = read.is === 'read' ? read.value : undefined;
  if (total === posts && cell.covers === 1) return { headcount: 1 };
  if (typeof total === 'number') found.add('asks', { kind: 'shared-headcount' }, cell);
  else found.value(read, cell);
  return { headcount: null };
}

/** 男 and 女 in columns of their own, and none for both. */
function partsOf(row: DataRow, found: RowFindings): PostSays {
  const counts = row
    .cells('headcountPart')
    .map((cell) => found.value(readHeadcount(cell.cell.text), cell))
    .filter((count) => typeof count === 'number');
  return counts.length > 0 ? { headcount: counts.reduce((sum, count) => sum + count, 0) } : {};
}

function paySays(row: DataRow, among: Among, found: RowFindings): PostSays {
  const [low] = row.cells('payFrom');
  const [high] = row.cells('payTo');
  const [whole] = row.cells('pay');
  const cell = low ?? high ?? whole;
  if (!row.has('pay') && !row.has('payFrom') && !row.has('payTo')) return {};
  const hint = hintOf(row, cell, found);
  const read = found.value(
    low || high
      ? readPayEnds(partOf(low, among, LINES), partOf(high, among, LINES), hint)
      : readPay(partOf(whole, among, LISTED), hint),
    cell,
  );
  if (read === undefined) return {};
  return { pay: read?.pay ?? null, payText: read?.payText ?? null, per: read?.per ?? null };
}

function hintOf(row: DataRow, cell: RowCell | undefined, found: RowFindings): PayHint {
  const [perCell] = row.cells('per');
  const per = found.value(readPer(perCell?.cell.text ?? ''), perCell);
  return { ...payHintOf(cell?.heading ?? ''), ...(per && { per }) };
}

function educationOf(row: DataRow, among: Among, found: RowFindings): PostSays['education'] {
  if (!row.has('education')) return undefined;
  const [cell] = row.cells('education');
  const read = found.value(educationIn(partOf(cell, among, LINES)), cell);
  return read === 'any' ? null : read;
}

/** 初中以上，18-50岁：a part of the cell may say it, and the rest is left out. */
function educationIn(text: string): Reading<WantedEducation> {
  const whole = readEducation(text);
  if (whole.is !== 'unread') return whole;
  const parts = text.split(/[,，;；。\n]/).filter((part) => part.trim() !== '');
  const said = parts.filter((part) => readEducation(part).is === 'read');
  const [only = ''] = said;
  const part = readEducation(only);
  if (said.length !== 1 || part.is !== 'read') return whole;
  const rest = parts.filter((other) => other !== only).join('，');
  return { is: 'read', value: part.value, note: { kind: 'left-out', rest } };
}

/** As written; an end alone keeps the words of its heading. */
function ageOf(row: DataRow, among: Among, found: RowFindings): PostSays['age'] {
  if (!row.has('age') && !row.has('ageFrom') && !row.has('ageTo')) return undefined;
  const [whole] = row.cells('age');
  const [from] = row.cells('ageFrom');
  const [to] = row.cells('ageTo');
  const ends = from && to ? `${from.cell.text}-${to.cell.text}` : (to ?? from)?.cell.text;
  const text = whole ? partOf(whole, among, LINES) : (ends ?? '');
  return found.value(readWords(MOST.age)(text), whole ?? from ?? to);
}

function placeOf(row: DataRow, among: Among, found: RowFindings): PostSays['place'] {
  const cells = row.cells('place');
  const [cell] = cells;
  if (!cell) return row.has('place') ? '' : undefined;
  const texts = cells.map((each) => partOf(each, among, LINES));
  const joined = texts.filter((text, i) => !texts.slice(0, i).includes(text)).join('');
  return found.value(readWords(MOST.place)(joined), cell) ?? undefined;
}

/** 停招、招满 close a post, 在招 opens it again. */
function stateOf(row: DataRow, found: RowFindings): boolean | undefined {
  const [cell] = row.cells('state');
  return found.value(readClosed(cell?.cell.text ?? ''), cell) ?? undefined;
}

function codeOf(row: DataRow, { of: posts }: Among, found: RowFindings): string | undefined {
  const [cell] = row.cells('code');
  if (!cell || cell.cell.text === '' || posts > 1) return undefined;
  if (POST_CODE.test(cell.cell.text)) return cell.cell.text;
  found.add('emptied', { kind: 'post-code' }, cell);
  return undefined;
}
