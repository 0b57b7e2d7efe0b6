import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import { isOfEmployer } from '../columns/employer-meanings.ts';
import { readBooth } from '../cells/booth.ts';
import type { Finding } from './findings.ts';
import { employerSays } from './read-employer.ts';
import { rowFindings } from './row-findings.ts';
import { sameName } from './says.ts';
import type { DataRow, RowCell } from './table-rows.ts';
import { type PostsTable, rowsIn, type RowsInput } from './tables-of.ts';

/**
 * A sheet that says of employers what the sheet of posts does not, as 展位安排表 does. An employer's row is found
 * by its name; where another name is only like it, somebody is asked.
 */

export interface Joined {
  /** The row with what another sheet says of its employer. */
  readonly row: (row: DataRow, sheet: string) => DataRow;
  /** All that the rows of those sheets share, for `KeptReading`. */
  readonly context: readonly unknown[];
  /** Of those sheets. Ask once all rows of posts are joined. */
  readonly found: () => readonly Finding[];
  readonly rows: readonly { readonly sheet: string; readonly row: number; readonly rank: number }[];
}

interface EmployerRow {
  readonly sheet: string;
  readonly data: DataRow;
}

export function joinedBy(
  tables: readonly { readonly table: PostsTable; readonly rank: number }[],
  input: RowsInput,
): Joined {
  const read = tables.map(({ table, rank }) => {
    const { rows, findings } = rowsIn(table, { ...input, fileName: '' });
    return { rank, sheet: table.sheet.name, findings, rows };
  });
  const all = read.flatMap(({ sheet, rows }) => rows.map((data) => ({ sheet, data })));
  const find = finderIn(all);
  const used = new Map<EmployerRow, Set<string>>();
  const asked: Finding[] = [];
  const askedFor = new Set<string>();
  /** Once for each employer. */
  function tell(key: string, finding: Finding): void {
    if (!askedFor.has(key)) asked.push(finding);
    askedFor.add(key);
  }
  return {
    context: tables.map(({ table: { sheet, columns } }) => [
      sheet.name,
      columns.map(({ at, is, taken }) => [at, is, taken]),
    ]),
    rows: read.flatMap(({ sheet, rank, rows }) => rows.map(({ row }) => ({ sheet, row, rank }))),
    row(row, sheet) {
      const match = row.employer === '' ? undefined : find(row.employer);
      if (!match) return row;
      const { of: employer, how } = match;
      used.set(employer, (used.get(employer) ?? new Set()).add(sameName(row.employer)));
      const place = { sheet, row: row.row, read: row.employer, does: 'asks' } as const;
      if (how === 'alike') {
        const what = {
          kind: 'joined-alike',
          sheet: employer.sheet,
          employer: employer.data.employer,
        } as const;
        tell(`${employer.sheet} ${employer.data.row} ${row.employer}`, { ...place, what });
      }
      if (how === 'several') {
        const what = {
          kind: 'joined-first',
          sheet: employer.sheet,
          row: employer.data.row,
        } as const;
        tell(sameName(row.employer), { ...place, what });
      }
      for (const finding of differing(row, employer))
        tell(`${finding.row} ${finding.read}`, finding);
      return withEmployer(row, employer.data);
    },
    found: () => [
      ...read.flatMap(({ sheet, rows, findings }): readonly Finding[] => [
        ...joinedSheet(sheet, rows.filter((data) => isUsed(data, used)).length),
        // What a sheet's name says of posts is nothing here.
        ...findings.filter(({ does }) => does === 'left-out'),
      ]),
      ...asked,
      ...all.flatMap((one) => (used.has(one) ? unreadIn(one) : [withoutPosts(one)])),
    ],
  };
}

const isUsed = (data: DataRow, used: ReadonlyMap<EmployerRow, unknown>): boolean =>
  used.keys().some((one) => one.data === data);

function joinedSheet(sheet: string, count: number): Finding[] {
  if (count === 0) return [];
  const what = { kind: 'sheet-joined', employers: count } as const;
  return [{ sheet, row: 0, read: sheet, does: 'asks', what }];
}

const withoutPosts = ({ sheet, data }: EmployerRow): Finding => ({
  sheet,
  row: data.row,
  read: data.employer,
  does: 'left-out',
  what: { kind: 'no-posts-of' },
});

/** What nobody can read there, at its own place. */
function unreadIn({ sheet, data }: EmployerRow): readonly Finding[] {
  const found = rowFindings(sheet, data.row);
  const [booth] = data.cells('booth');
  found.value(readBooth(booth?.cell.text ?? ''), booth);
  employerSays(data, found);
  return found.findings;
}

/** The row's own cells come first, and somebody should see that the other sheet says otherwise. */
function differing(row: DataRow, { sheet, data }: EmployerRow): Finding[] {
  return (['booth', 'kind', 'industry', 'address'] as const).flatMap((meaning): Finding[] => {
    const [own, other] = [row.cells(meaning)[0], data.cells(meaning)[0]];
    if (!own || !other || sameName(own.cell.text) === sameName(other.cell.text)) return [];
    const what = { kind: 'differs', kept: own.cell.text } as const;
    const { at, heading, cell } = other;
    const place = { ...(at !== undefined && { at }), column: heading };
    return [{ sheet, row: data.row, ...place, read: cell.text, does: 'asks', what }];
  });
}

function withEmployer(row: DataRow, employer: DataRow): DataRow {
  const { from: _, ...rest } = row;
  const cells = (meaning: EmployerMeaning): readonly RowCell[] => {
    const own = row.cells(meaning);
    if (own.length > 0 || !isOfEmployer(meaning) || meaning === 'employer') return own;
    return employer.cells(meaning).map(({ at: _at, ...cell }) => ({ ...cell, fromAbove: true }));
  };
  return {
    ...rest,
    ...(row.from && employer.from && { from: [...row.from, ...employer.from] }),
    cells,
    has: (meaning) => row.has(meaning) || (isOfEmployer(meaning) && employer.has(meaning)),
  };
}

interface Match {
  readonly of: EmployerRow;
  readonly how: 'same' | 'alike' | 'several';
}

const BRACKETED = /\([^()]*\)/g;
const LEGAL_FORM = /(有限责任|股份有限|集团有限|有限|集团)?公司$|(有限)?合伙企业$/;

/** A name without what is left out where people are short of room: (云溪), 有限公司. */
const inShort = (name: string): string => {
  const bare = sameName(name).replaceAll(BRACKETED, '').replace(LEGAL_FORM, '');
  return bare === '' ? sameName(name) : bare;
};

function finderIn(all: readonly EmployerRow[]): (employer: string) => Match | undefined {
  const named = all.filter(({ data }) => data.employer !== '');
  const byName = Map.groupBy(named, ({ data }) => sameName(data.employer));
  const byShort = Map.groupBy(named, ({ data }) => inShort(data.employer));
  return (employer) => {
    const [same, more] = byName.get(sameName(employer)) ?? [];
    if (same) return { of: same, how: more ? 'several' : 'same' };
    const alike = byShort.get(inShort(employer)) ?? [];
    const [only] = alike;
    // Two that are alike, 甲（东）公司 and 甲（西）公司: nobody knows which.
    return only &&
      alike.every(({ data }) => sameName(data.employer) === sameName(only.data.employer))
      ? { of: only, how: 'alike' }
      : undefined;
  };
}
