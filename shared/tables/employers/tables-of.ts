import { recognised, shapeOf } from '../columns/columns.ts';
import { type EmployerMeaning, ofEmployer } from '../columns/employer-meaning.ts';
import { employerVocabulary } from '../columns/employer-meanings.ts';
import { type Grid, gridOf } from '../columns/grid.ts';
import { type HeadedTable, tablesIn, withoutHeading } from '../columns/headed-sheet.ts';
import { looks } from '../columns/looks.ts';
import type { Finding } from './findings.ts';
import type { Workbook, WorkbookSheet } from '../workbook.ts';
import type { EmployerChoices } from './choices.ts';
import { type Label, labelsIn } from './labels.ts';
import { isZoneName } from './sections.ts';
import { type DataRow, type EmployerColumn, rowsOf } from './table-rows.ts';

/** The tables of posts in a workbook, with their columns; and sheets that are left out, with a word. */

export interface PostsTable {
  readonly sheet: WorkbookSheet;
  readonly grid: Grid;
  readonly table: HeadedTable;
  /** Its rank in its sheet. */
  readonly index: number;
  readonly shape: string;
  readonly columns: readonly EmployerColumn[];
  readonly labels: readonly Label[];
  /** What the sheet's own name says. */
  readonly named: { readonly zone?: string; readonly employer?: string };
}

export function tablesOf(
  { sheets }: Workbook,
  choices: EmployerChoices,
): {
  readonly tables: readonly PostsTable[];
  /** Without posts, with employers. */
  readonly employers: readonly PostsTable[];
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const leftOut = (sheet: WorkbookSheet, why: 'no-posts' | 'hidden' | 'not-chosen'): void => {
    const what = { kind: 'sheet-left-out', why } as const;
    findings.push({ sheet: sheet.name, row: 0, read: sheet.name, does: 'left-out', what });
  };
  const found: SheetTable[] = [];
  const without: SheetTables[] = [];
  for (const sheet of sheets) {
    const why = notRead(sheet, choices);
    if (why) {
      leftOut(sheet, why);
      continue;
    }
    const { posts, employers } = tablesOfSheet(sheet, choices);
    found.push(...posts);
    if (posts.length === 0) without.push({ sheet, tables: employers });
  }
  // A list of employers alone is no table of posts.
  const employerLists = found.length > 0 ? without.flatMap(({ tables }) => tables) : [];
  for (const { sheet } of without.filter(
    ({ tables }) => !tables.some((one) => employerLists.includes(one)),
  ))
    if (sheet.rows.length > 0) leftOut(sheet, 'no-posts');
  const several = new Set(found.map(({ sheet }) => sheet)).size > 1;
  return {
    findings,
    tables: found.map((table) => ({ ...table, named: saidByName(table, several) })),
    employers: employerLists.map((table) => ({ ...table, named: {} })),
  };
}

function notRead({ name, hidden }: WorkbookSheet, { sheets }: EmployerChoices) {
  const isChosen = sheets?.includes(name);
  if (isChosen === false) return 'not-chosen';
  return hidden && !isChosen ? 'hidden' : undefined;
}

const isPosts = (meanings: ReadonlySet<EmployerMeaning>): boolean =>
  meanings.has('title') ||
  (meanings.has('employer') && (meanings.size > 2 || meanings.has('booth')));

type SheetTable = Omit<PostsTable, 'named'>;

interface SheetTables {
  readonly sheet: WorkbookSheet;
  readonly tables: readonly SheetTable[];
}

/** Those of posts, and those that say something of employers alone. */
function tablesOfSheet(sheet: WorkbookSheet, choices: EmployerChoices) {
  const all = tablesFound(sheet, choices);
  const isOf = ({ columns }: SheetTable, ...wanted: readonly EmployerMeaning[]): boolean =>
    columns.some(({ is, taken }) => taken && is !== undefined && wanted.includes(is));
  return {
    posts: all.filter((table) => isOf(table, 'title')),
    employers: all.filter((table) => isOf(table, 'employer') && isOf(table, ...OF_ONE_EMPLOYER)),
  };
}

const OF_ONE_EMPLOYER = ofEmployer.filter((is) => is !== 'employer');

function tablesFound(
  sheet: WorkbookSheet,
  { columns: chosen = {} }: EmployerChoices,
): SheetTable[] {
  const grid = gridOf(sheet);
  const headed = tablesIn(sheet, grid, employerVocabulary, isPosts);
  const bare = headed.length > 0 ? [] : [withoutHeading(sheet, grid)];
  return [...headed, ...bare].flatMap((table, index) => {
    const proposed = recognised(table.columns, employerVocabulary);
    const shape = shapeOf(proposed);
    const choices = Object.hasOwn(chosen, shape) ? chosen[shape] : undefined;
    const columns = choices ? recognised(table.columns, employerVocabulary, choices) : proposed;
    const has = (meaning: EmployerMeaning): boolean =>
      columns.some(({ is, taken }) => taken && is === meaning);
    if (bare.length > 0 && !(has('title') && has('employer'))) return [];
    return [{ sheet, grid, table, index, shape, columns, labels: labelsIn(table.above, grid) }];
  });
}

/** Sheets that are one zone each, or one employer each. */
function saidByName(
  { sheet: { name }, columns, labels }: Omit<PostsTable, 'named'>,
  several: boolean,
): PostsTable['named'] {
  const has = (meaning: EmployerMeaning): boolean =>
    columns.some(({ is, taken }) => taken && is === meaning);
  const hasEmployer = has('employer') || labels.some(({ is }) => is === 'employer');
  if (/^(sheet|工作表|table)\s*\d*$/i.test(name.trim()) || name === '') return {};
  if (!hasEmployer) return several && looks.company(name) ? { employer: name } : {};
  if (has('zone') || looks.company(name) || name.length > 20) return {};
  return several || isZoneName(name) ? { zone: name } : {};
}

export interface RowsInput {
  /** Without its ending; '' if nobody knows. */
  readonly fileName: string;
  /** The fair's days. */
  readonly days: readonly string[];
  readonly choices: EmployerChoices;
}

export interface TableRows {
  readonly rows: readonly DataRow[];
  readonly findings: readonly Finding[];
  /** Whose rows they are, or what a column means, is proposed for all of them. */
  readonly isProposed: boolean;
}

export function rowsIn(
  { sheet, grid, table, columns, labels, named }: PostsTable,
  { fileName, choices, days }: RowsInput,
): TableRows {
  const { rows, leftOut } = rowsOf(table, columns, grid, labels);
  const findings = titlesAbove({ sheet, grid, table, labels }, days);
  for (const { row, why } of leftOut) {
    const read = sheet.rows.find((each) => each.row === row)?.cells.find(({ text }) => text !== '');
    const what = { kind: 'row-left-out', why } as const;
    findings.push({ sheet: sheet.name, row, read: read?.text ?? '', does: 'left-out', what });
  }
  const isNameless = rows.length > 0 && rows.every(({ employer }) => employer === '');
  const proposed = named.employer ?? fileName.slice(0, 60);
  const isAnonymous = isNameless && choices.employer === undefined && proposed !== '';
  const guessed = columns.filter(({ taken, why }) => taken && why === 'cells');
  for (const { at, heading, is, examples } of guessed) {
    const what = { kind: 'column-by-cells', is: is ?? 'title' } as const;
    const read = examples.join('、');
    findings.push({ sheet: sheet.name, row: 0, at, column: heading, read, does: 'asks', what });
  }
  const zone = rows.some((row) => row.zone === undefined) ? named.zone : undefined;
  const asked = [
    ...(isAnonymous ? [{ kind: 'no-employer-column', employer: proposed } as const] : []),
    ...(zone === undefined ? [] : [{ kind: 'zone-by-sheet', zone } as const]),
  ];
  for (const what of asked)
    findings.push({ sheet: sheet.name, row: 0, read: '', does: 'asks', what });
  return {
    findings,
    isProposed: isAnonymous || guessed.length > 0,
    rows: rows.map((row) => ({
      ...row,
      employer: isNameless ? (choices.employer ?? proposed) : row.employer,
      ...(row.zone === undefined && zone !== undefined && { zone }),
    })),
  };
}

function titlesAbove(
  { sheet, table, labels }: Pick<PostsTable, 'sheet' | 'grid' | 'table' | 'labels'>,
  days: readonly string[],
): Finding[] {
  const labelled = new Set(labels.map(({ row }) => row));
  const years = new Set(days.map((day) => Number(day.slice(0, 4))));
  return table.above.flatMap((row): Finding[] => {
    const read = row.cells.find(({ text }) => text !== '')?.text ?? '';
    if (labelled.has(row.row)) return [];
    const place = { sheet: sheet.name, row: row.row, read };
    const year = Number(/20\d{2}(?=年)/.exec(read)?.[0] ?? Number.NaN);
    const isOther = years.size > 0 && !Number.isNaN(year) && !years.has(year);
    return [
      {
        ...place,
        does: 'left-out',
        what: { kind: 'row-left-out', why: row.hidden ? 'hidden' : 'title' },
      },
      ...(isOther ? [{ ...place, does: 'asks', what: { kind: 'other-year', year } } as const] : []),
    ];
  });
}
