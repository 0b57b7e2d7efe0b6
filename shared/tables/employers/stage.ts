import type { FairBooth } from '../../fair.ts';
import { doesSchema } from '../finding.ts';
import type { Workbook } from '../workbook.ts';
import type { Finding } from './findings.ts';
import type { Label } from './labels.ts';
import { mended } from './mended.ts';
import { type Change, merged } from './merge.ts';
import { type ProposedTrade, readRow } from './read-row.ts';
import { type ReadPost, type ReadRow, sameName } from './says.ts';
import { seated, type Seating } from './seats.ts';
import { settled } from './settle.ts';
import type { EmployerColumn } from './table-rows.ts';
import { type PostsTable, rowsIn, type RowsInput, tablesOf } from './tables-of.ts';

/**
 * A table of employers and posts, from an opened file to booths: every stage of it, for the page to show. Pure:
 * with other choices it is made anew.
 */

interface EmployersInput extends RowsInput {
  readonly workbook: Workbook;
  readonly before: readonly FairBooth[];
}

export interface StagedTable {
  readonly sheet: string;
  /** The table's rank in its sheet, from 0. */
  readonly table: number;
  readonly shape: string;
  readonly columns: readonly EmployerColumn[];
  readonly labels: readonly Label[];
  readonly rows: number;
}

export type RowState = 'untouched' | 'proposed' | 'emptied' | 'refused';

export interface StagedEmployers {
  readonly tables: readonly StagedTable[];
  /** Every row that is a post, as the clerk counts them. */
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly state: RowState;
  }[];
  readonly findings: readonly Finding[];
  /** Trades that the posts' names propose, to be confirmed in one list. */
  readonly trades: readonly (ProposedTrade & { readonly posts: number })[];
  readonly booths: readonly FairBooth[];
  readonly changes: readonly Change[];
}

export function stagedEmployers(input: EmployersInput): StagedEmployers {
  const { workbook, before, choices } = input;
  const opened = tablesOf(mended(workbook, choices.cells ?? []), choices);
  const found = readAll(opened.tables, input);
  const seating = seated(found.read, before);
  const { seats, findings: late } = settled(seating.seats, before);
  const findings = inOrder(workbook, [
    ...opened.findings,
    ...found.findings,
    ...namesakes(found.read),
    ...seatFindings(seating),
    ...late,
  ]);
  const numbered = seating.numbered.flatMap(({ rows }) => rows.map(keyOf));
  const states = statesOf(findings, [...found.proposed, ...numbered]);
  return {
    tables: opened.tables.map(({ sheet, index, shape, columns, labels, table }) => ({
      sheet: sheet.name,
      table: index,
      shape,
      columns,
      labels,
      rows: table.rows.length,
    })),
    rows: found.rows.map((row) => ({ ...row, state: states.get(keyOf(row)) ?? 'untouched' })),
    findings,
    trades: found.trades,
    ...merged(seats, before),
  };
}

/** What needs a hand first, then by place. */
function inOrder({ sheets }: Workbook, findings: readonly Finding[]): Finding[] {
  const rank = new Map(sheets.map(({ name }, i) => [name, i]));
  const of = ({ does, sheet, row, at = -1 }: Finding): readonly number[] => [
    doesSchema.options.indexOf(does),
    rank.get(sheet) ?? 0,
    row,
    at,
  ];
  return findings.toSorted((a, b) => {
    const [x, y] = [of(a), of(b)];
    return x.map((each, i) => each - (y[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

interface AllRead {
  readonly rows: readonly RowPlace[];
  readonly read: readonly ReadRow[];
  readonly findings: readonly Finding[];
  /** Keys of rows that are taken as proposed, where no finding says so. */
  readonly proposed: readonly string[];
  readonly trades: StagedEmployers['trades'];
}

function readAll(tables: readonly PostsTable[], input: EmployersInput): AllRead {
  const trades = new Map<string, ProposedTrade & { posts: number }>();
  const all = tables.map((table) => {
    const sheet = table.sheet.name;
    const { rows, findings, isProposed } = rowsIn(table, input);
    const read = rows.map((row) => {
      const one = readRow(row, sheet, row.employer, input.choices);
      for (const trade of one.trades) {
        const posts = (trades.get(trade.title)?.posts ?? 0) + 1;
        trades.set(trade.title, { ...trade, posts });
      }
      return { ...one, sheet, row: row.row, proposes: one.proposes || isProposed };
    });
    return { read, findings };
  });
  const rows = all.flatMap(({ read }) => read);
  return {
    rows: rows.map(({ sheet, row }) => ({ sheet, row })),
    read: rows.flatMap(({ read }) => (read ? [read] : [])),
    findings: all.flatMap(({ read, findings }) => [
      ...findings,
      ...read.flatMap((row) => row.findings),
    ]),
    proposed: rows.filter(({ proposes }) => proposes).map(keyOf),
    trades: [...trades.values()],
  };
}

function seatFindings({ moved, numbered }: Seating): Finding[] {
  const taken = moved.map(({ row: { sheet, row, employer }, from, to, of }): Finding => {
    const what = { kind: 'booth-taken', booth: from, by: of, given: to } as const;
    return { sheet, row, read: employer, does: 'asks', what };
  });
  const [first] = numbered;
  if (!first) return taken;
  const what = { kind: 'booths-numbered', count: numbered.length } as const;
  return [...taken, { sheet: first.rows[0]?.sheet ?? '', row: 0, read: '', does: 'asks', what }];
}

const keyOf = ({ sheet, row }: RowPlace): string => `${sheet}\t${row}`;

const graver: readonly RowState[] = ['untouched', 'proposed', 'emptied', 'refused'];
const stateBy = { asks: 'proposed', emptied: 'emptied', refused: 'refused' } as const;

function statesOf(
  findings: readonly Finding[],
  proposed: readonly string[],
): ReadonlyMap<string, RowState> {
  const states = new Map<string, RowState>(proposed.map((key) => [key, 'proposed']));
  for (const finding of findings) {
    if (finding.does === 'left-out') continue;
    const key = keyOf(finding);
    const state = stateBy[finding.does];
    if (graver.indexOf(state) > graver.indexOf(states.get(key) ?? 'untouched'))
      states.set(key, state);
  }
  return states;
}

/** Two rows of one employer with one name and one place are two posts, and somebody should look. */
function namesakes(read: readonly ReadRow[]): Finding[] {
  const first = new Map<string, { readonly row: ReadRow; readonly post: ReadPost }>();
  return read.flatMap((row) =>
    row.posts.flatMap((post): Finding[] => {
      const { place = '' } = post.says;
      const key = [sameName(row.employer), row.booth, sameName(post.zh), place].join('\t');
      const above = first.get(key);
      if (!above) first.set(key, { row, post });
      if (!above || above.row === row) return [];
      const kind = JSON.stringify(above.post) === JSON.stringify(post) ? 'twice' : 'same-name';
      const what = { kind, row: above.row.row } as const;
      return [{ sheet: row.sheet, row: row.row, read: post.zh, does: 'asks', what }];
    }),
  );
}
