import type { FairBooth } from '../../fair.ts';
import type { ReadTable } from '../columns/column-groups.ts';
import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import { doesSchema, type RowState, rowStates } from '../finding.ts';
import type { SheetRow, Workbook } from '../workbook.ts';
import type { Finding } from './findings.ts';
import { type Joined, joinedBy } from './joined.ts';
import { type KeptReading, keptReading } from './kept-reading.ts';
import type { Label } from './labels.ts';
import { mended } from './mended.ts';
import { type Change, merged } from './merge.ts';
import { type ProposedTrade, readRow } from './read-row.ts';
import { type ReadPost, type ReadRow, sameName } from './says.ts';
import { withRoom } from './room.ts';
import { seated, type Seating } from './seats.ts';
import { type GivenBooth, givenBooths, withBooths } from './given-booths.ts';
import { settled } from './settle.ts';
import { type PostsTable, rowsIn, type RowsInput, tablesOf } from './tables-of.ts';

/**
 * A table of employers and posts, from an opened file to booths: every stage of it, for the page to show. Pure:
 * with other choices it is made again.
 */

interface EmployersInput extends RowsInput {
  readonly workbook: Workbook;
  readonly before: readonly FairBooth[];
}

export interface StagedTable extends ReadTable<EmployerMeaning> {
  readonly labels: readonly Label[];
}

export interface StagedEmployers {
  readonly tables: readonly StagedTable[];
  /** Every row that is a post, as the clerk counts them. */
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    /** Its table's rank in `tables`. */
    readonly table: number;
    readonly state: RowState;
  }[];
  /** Rows of sheets without posts, which say more of employers. */
  readonly employerRows: StagedEmployers['rows'];
  readonly findings: readonly Finding[];
  /** Trades that no column says: proposed by the posts' names, or chosen. */
  readonly trades: readonly (ProposedTrade & { readonly posts: number })[];
  readonly given: readonly GivenBooth[];
  readonly booths: readonly FairBooth[];
  readonly changes: readonly Change[];
}

export function stagedEmployers(
  input: EmployersInput,
  kept: KeptReading = keptReading(),
): StagedEmployers {
  const { workbook, before, choices } = input;
  const opened = tablesOf(mended(workbook, choices.cells ?? []), choices);
  const all = [...opened.tables, ...opened.employers];
  const joined = joinedBy(
    opened.employers.map((table, i) => ({ table, rank: opened.tables.length + i })),
    input,
  );
  const found = readAll(opened.tables, input, joined, kept);
  const placed = withBooths(found.read, choices);
  const seating = seated(placed.rows, before);
  const settledSeats = settled(seating.seats, before);
  const { seats, findings: full } = withRoom(settledSeats.seats, before);
  const findings = inOrder(workbook, [
    ...opened.findings,
    ...found.findings,
    ...joined.found(),
    ...namesakes(found.read),
    ...seatFindings(seating),
    ...settledSeats.findings,
    ...full,
  ]);
  const numbered = seating.numbered.flatMap(({ rows }) => rows.map(keyOf));
  const employerRows = joined.rows.map(({ rank, ...row }) => ({ ...row, table: rank }));
  const states = statesOf(findings, [...found.proposed, ...numbered]);
  return {
    tables: all.map((table, rank) => stagedTable(table, [...found.rows, ...employerRows], rank)),
    employerRows: employerRows.map((row) => ({
      ...row,
      state: states.get(keyOf(row)) ?? 'untouched',
    })),
    rows: found.rows.map((row) => ({ ...row, state: states.get(keyOf(row)) ?? 'untouched' })),
    findings,
    trades: found.trades,
    given: givenBooths(seating, placed),
    ...merged(seats, before, kept),
  };
}

/** What needs a hand first, then by place. */
function inOrder({ sheets }: Workbook, findings: readonly Finding[]): Finding[] {
  const rank = new Map(sheets.map(({ name }, i) => [name, i]));
  const orderOf = ({ does, sheet, row, at = -1 }: Finding): readonly number[] => [
    doesSchema.options.indexOf(does),
    rank.get(sheet) ?? 0,
    row,
    at,
  ];
  return findings.toSorted((a, b) => {
    const [x, y] = [orderOf(a), orderOf(b)];
    return x.map((each, i) => each - (y[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

function stagedTable(
  { sheet, grid, index, shape, columns, labels }: PostsTable,
  rows: AllRead['rows'],
  rank: number,
): StagedTable {
  const own = new Set(rows.flatMap(({ table, row }) => (table === rank ? [row] : [])));
  const posts = sheet.rows.filter(({ row }) => own.has(row));
  return {
    sheet: sheet.name,
    table: index,
    shape,
    // A sum or a note is no example of what a column holds.
    columns: columns.map((column) => ({
      ...column,
      examples: firstTexts(posts, (row) => grid.own(row, column.at)),
    })),
    labels,
    rows: own.size,
  };
}

const EXAMPLES = 3;

function firstTexts(rows: readonly SheetRow[], textOf: (row: SheetRow) => string): string[] {
  const texts = new Set<string>();
  for (const row of rows) {
    const text = textOf(row);
    if (text !== '') texts.add(text);
    if (texts.size === EXAMPLES) break;
  }
  return [...texts];
}

interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

interface AllRead {
  readonly rows: readonly (RowPlace & { readonly table: number })[];
  readonly read: readonly ReadRow[];
  readonly findings: readonly Finding[];
  /** Keys of rows that are taken as proposed, where no finding says so. */
  readonly proposed: readonly string[];
  readonly trades: StagedEmployers['trades'];
}

function readAll(
  tables: readonly PostsTable[],
  input: EmployersInput,
  joined: Joined,
  kept: KeptReading,
): AllRead {
  const trades = new Map<string, ProposedTrade & { posts: number }>();
  const all = tables.map((table, rank) => {
    const sheet = table.sheet.name;
    const { rows, findings, isProposed } = rowsIn(table, input);
    const context = contextOf(table, joined);
    const read = rows.map((bare) => {
      const row = joined.row(bare, sheet);
      const one = kept.row(context, row, input.choices, () =>
        readRow(row, sheet, row.employer, input.choices),
      );
      for (const trade of one.trades) {
        const posts = (trades.get(trade.title)?.posts ?? 0) + 1;
        trades.set(trade.title, { ...trade, posts });
      }
      return {
        ...one,
        sheet,
        row: row.row,
        table: rank,
        proposes: one.proposes || isProposed || row !== bare,
      };
    });
    return { read, findings };
  });
  const rows = all.flatMap(({ read }) => read);
  return {
    rows: rows.map(({ sheet, row, table }) => ({ sheet, row, table })),
    read: rows.flatMap(({ read }) => (read ? [read] : [])),
    findings: all.flatMap(({ read, findings }) => [
      ...findings,
      ...read.flatMap((row) => row.findings),
    ]),
    proposed: rows.filter(({ proposes }) => proposes).map(keyOf),
    trades: [...trades.values()],
  };
}

/** All that the readings of a table's rows share. */
const contextOf = ({ sheet, columns, labels }: PostsTable, { context }: Joined): string =>
  JSON.stringify([
    sheet.name,
    columns.map(({ at, heading, is, taken }) => [at, heading, is, taken]),
    labels,
    context,
  ]);

function seatFindings({ moved, numbered }: Seating): Finding[] {
  const taken = moved.map(({ row: { sheet, row, employer }, from, to, of: owner }): Finding => {
    const what = { kind: 'booth-taken', booth: from, by: owner, given: to } as const;
    return { sheet, row, read: employer, does: 'asks', what };
  });
  const [first] = numbered;
  if (!first) return taken;
  const what = { kind: 'booths-numbered', count: numbered.length } as const;
  return [...taken, { sheet: first.rows[0]?.sheet ?? '', row: 0, read: '', does: 'asks', what }];
}

const keyOf = ({ sheet, row }: RowPlace): string => `${sheet}\t${row}`;

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
    if (rowStates.indexOf(state) > rowStates.indexOf(states.get(key) ?? 'untouched'))
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
      const earlier = first.get(key);
      if (!earlier) first.set(key, { row, post });
      if (!earlier || earlier.row === row) return [];
      const kind = JSON.stringify(earlier.post) === JSON.stringify(post) ? 'twice' : 'same-name';
      const what = { kind, row: earlier.row.row } as const;
      return [{ sheet: row.sheet, row: row.row, read: post.zh, does: 'asks', what }];
    }),
  );
}
