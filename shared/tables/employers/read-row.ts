import type { Trade } from '../../codes.ts';
import { readBooth } from '../cells/booth.ts';
import { readWords } from '../cells/words.ts';
import { proposeTrade, readTrade } from '../cells/trade.ts';
import type { Finding } from './findings.ts';
import { postsNamed } from './posts-named.ts';
import { employerSays, MOST } from './read-employer.ts';
import { postSays } from './read-post.ts';
import { type RowFindings, rowFindings } from './row-findings.ts';
import type { ReadPost, ReadRow } from './says.ts';
import type { DataRow } from './table-rows.ts';

/** Reads one row: its employer's data and its posts, and what is found on the way. */

export interface RowChoices {
  /** By a post's name: the trade that somebody confirmed. */
  readonly trades?: Readonly<Record<string, Trade>>;
  /** Posts that stand in one cell stay one post. */
  readonly together?: boolean;
  /** What the requirements plainly say counts where no cell does. */
  readonly fromText?: boolean;
}

export interface ProposedTrade {
  readonly title: string;
  /** Absent if nobody can say. */
  readonly trade?: Trade;
  /** Somebody chose it. */
  readonly confirmed: boolean;
}

export interface RowRead {
  /** Absent if the row is refused. */
  readonly read?: ReadRow;
  readonly findings: readonly Finding[];
  readonly proposes: boolean;
  readonly trades: readonly ProposedTrade[];
}

export function readRow(
  row: DataRow,
  sheet: string,
  employer: string,
  choices: RowChoices,
): RowRead {
  const found = rowFindings(sheet, row.row);
  const trades: ProposedTrade[] = [];
  const read = rowOf(row, employer, found, choices, trades);
  return {
    ...(read && { read: { sheet, row: row.row, ...read } }),
    findings: found.findings,
    proposes: found.proposes || trades.some(({ confirmed }) => !confirmed),
    trades,
  };
}

function rowOf(
  row: DataRow,
  employer: string,
  found: RowFindings,
  choices: RowChoices,
  trades: ProposedTrade[],
): Omit<ReadRow, 'sheet' | 'row'> | undefined {
  const [title] = row.cells('title');
  const [named] = row.cells('employer');
  const name = readWords(MOST.employer)(employer);
  const post = readWords(MOST.title)(title?.cell.text ?? '');
  if (name.is !== 'read') found.add('refused', { kind: 'no-employer' }, named);
  if (post.is !== 'read') found.add('refused', { kind: 'no-title' }, title);
  if (name.is !== 'read' || post.is !== 'read' || !title) return undefined;
  if (row.unsure) found.add('asks', { kind: 'employer-above', employer });
  if (EXAMPLE.test(employer) || EXAMPLE.test(title.cell.text))
    found.add('asks', { kind: 'example' });
  const posts = postsNamed(row, title, found, choices.together ?? false);
  const count = posts.filter(({ described }) => !described).length;
  return {
    employer: found.value(name, named) ?? name.value,
    ...boothOf(row, found),
    says: employerSays(row, found),
    posts: posts.map((post, i): ReadPost => {
      const read = postSays(row, post, { i, of: count }, title, found, choices.fromText ?? false);
      const { trade, ...said } = tradeOf(row, read.zh, choices);
      if (said.from !== 'table')
        trades.push({
          title: read.zh,
          ...(trade && { trade }),
          confirmed: said.from === 'choice',
        });
      if (!trade) return read;
      return said.from === 'title'
        ? { ...read, proposed: trade }
        : { ...read, says: { ...read.says, trade } };
    }),
  };
}

const EXAMPLE = /^[(（【]?(示例|样例|举例)/;
function boothOf(row: DataRow, found: RowFindings): Pick<ReadRow, 'booth' | 'zone'> {
  const [cell] = row.cells('booth');
  const booth = found.value(readBooth(cell?.cell.text ?? ''), cell);
  const [code, ...more] = booth?.codes ?? [];
  if (more.length > 0)
    found.add('asks', { kind: 'read-so', note: { kind: 'left-out', rest: more.join('、') } }, cell);
  const [named] = row.cells('zone');
  const zone =
    found.value(readWords(MOST.zone)(named?.cell.text ?? ''), named) ?? row.zone ?? booth?.zone;
  return { ...(code !== undefined && { booth: code }), ...(zone !== undefined && { zone }) };
}

/** What the table says, or what its words or the post's name propose. */
function tradeOf(
  row: DataRow,
  title: string,
  { trades = {} }: RowChoices,
): { readonly trade?: Trade; readonly from: 'choice' | 'table' | 'title' } {
  const chosen = Object.hasOwn(trades, title) ? trades[title] : undefined;
  if (chosen) return { trade: chosen, from: 'choice' };
  const text = row.cells('trade')[0]?.cell.text ?? '';
  const read = readTrade(text);
  if (read.is === 'read' && !read.note) return { trade: read.value, from: 'table' };
  const trade = (read.is === 'read' ? read.value : undefined) ?? proposeTrade(title);
  return { ...(trade && { trade }), from: 'title' };
}
