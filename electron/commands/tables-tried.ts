import { several } from '../../shared/command.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import type { Words } from '../../shared/say.ts';
import { countedRows, type RowState } from '../../shared/tables/finding.ts';
import type { Workbook } from '../../shared/tables/workbook.ts';
import {
  type Found,
  markedName,
  markedWorkbook,
  marksOf,
} from '../station/tables/marked-workbook.ts';
import { columnOption } from './column-options.ts';
import { steadyFile, steadyFileWords } from './steady-file.ts';

/** What is printed of tables that were tried: one line a file and a sum, or JSON. */

interface TriedFinding {
  readonly sheet: string;
  readonly row: number;
  readonly column?: string;
  readonly read: string;
  readonly does: string;
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
}

export interface TriedTable {
  readonly file: string;
  readonly opened: boolean;
  readonly rows: number;
  readonly untouched: number;
  readonly proposed: number;
  readonly refused: number;
  readonly emptied: number;
  readonly ignoredColumns: readonly string[];
  readonly findings: readonly TriedFinding[];
}

export interface Tried {
  readonly table: TriedTable;
  /** Absent where the file gave no table. */
  readonly opened?: { readonly workbook: Workbook; readonly found: readonly Found[] };
}

interface FoundInTable extends Found {
  readonly column?: string;
  /** Empty where it is about a person. */
  readonly read: string;
  readonly what: { readonly kind: string };
}

export function triedTable(
  file: string,
  read: {
    readonly workbook: Workbook;
    readonly rows: readonly { readonly state: RowState }[];
    readonly found: readonly FoundInTable[];
    readonly ignoredColumns: readonly string[];
  },
): Tried {
  const { workbook, rows, found, ignoredColumns } = read;
  const { all, untouched, proposed, refused } = countedRows(rows);
  const table: TriedTable = {
    file,
    opened: true,
    rows: all,
    untouched,
    proposed,
    refused,
    emptied: found.filter(({ does }) => does === 'emptied').length,
    ignoredColumns,
    findings: found.map(({ sheet, row, column, read: text, does, what, words }) => ({
      sheet,
      row,
      ...(column !== undefined && { column }),
      read: text,
      does,
      kind: what.kind,
      ...words,
    })),
  };
  return { table, opened: { workbook, found } };
}

/** A command that tries tables without a fair. */
export const tryCommand = () =>
  new Command()
    .argument('<file...>', 'Excel（.xlsx、.xls）或 CSV Excel sheets or CSV')
    .option('--json', '输出 JSON，含每一条发现 prints JSON, with each finding', false)
    .option('--marked <folder>', '在这里存一份标出了问题的表 saves the tables there with marks')
    .option(columnOption.flags, columnOption.says, several, []);

interface TryOptions {
  readonly json: boolean;
  /** The folder for marked copies. */
  readonly marked?: string | undefined;
}

/** Tries each file by itself: one that nobody can read is a line like the others. */
export async function triedEach(
  files: readonly string[],
  { json, marked }: TryOptions,
  tried: (file: string, bytes: Uint8Array) => Promise<Tried>,
): Promise<string> {
  const all: TriedTable[] = [];
  for (const file of files) {
    const bytes = await steadyFile(file);
    const one = bytes.ok
      ? await tried(file, bytes.value)
      : { table: notOpened(file, bytes.fault.kind, steadyFileWords(bytes.fault)) };
    all.push(one.table);
    if (marked !== undefined && bytes.ok && one.opened)
      console.error(await saveMarked(marked, file, bytes.value, one.opened));
  }
  if (json) return JSON.stringify(all, undefined, 2);
  return [...all, ...(all.length > 1 ? [sumOf(all)] : [])].map(line).join('\n');
}

/** Never over a file that is there: its cells may have been mended by now. */
async function saveMarked(
  folder: string,
  file: string,
  bytes: Uint8Array,
  { workbook, found }: NonNullable<Tried['opened']>,
): Promise<string> {
  const marks = marksOf(workbook, found);
  if (marks.length === 0) return `= ${file}：没有要标的 nothing to mark`;
  const { bytes: marked, isWhole } = await markedWorkbook(bytes, workbook, marks);
  await mkdir(folder, { recursive: true });
  const path = join(folder, markedName(parse(file).name));
  const isNew = await writeFile(path, marked, { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (!isNew) return `✗ 已有同名文件，或写不进去 it is there already, or can’t be written: ${path}`;
  const copy = isWhole ? '' : '（只有内容的副本 a copy of its cells）';
  return `→ ${path}${copy}`;
}

export function notOpened(file: string, kind: string, { zh, en }: Words): TriedTable {
  const finding = { sheet: '', row: 0, read: '', does: 'refused', kind, zh, en };
  return {
    file,
    opened: false,
    rows: 0,
    untouched: 0,
    proposed: 0,
    refused: 0,
    emptied: 0,
    ignoredColumns: [],
    findings: [finding],
  };
}

function line(one: TriedTable): string {
  const { file, opened, rows, untouched, proposed, refused, emptied, ignoredColumns } = one;
  if (!opened || rows === 0)
    return `✗ ${file}：${one.findings.map(({ zh, en }) => `${zh} ${en}`).join('；')}`;
  const counts =
    `${rows} 行 rows：照收 untouched ${untouched}，待确认 proposed ${proposed}，` +
    `未导入 refused ${refused}，留空的格 emptied ${emptied}`;
  const ignored =
    ignoredColumns.length > 0 ? `；不导入的列 ignored: ${ignoredColumns.join('、')}` : '';
  return `✓ ${file}：${counts}${ignored}`;
}

function sumOf(all: readonly TriedTable[]): TriedTable {
  const opened = all.filter((one) => one.opened).length;
  const sum = (countOf: (one: TriedTable) => number): number =>
    all.reduce((total, one) => total + countOf(one), 0);
  return {
    file: `合计 sum（${opened} / ${all.length}）`,
    opened: true,
    rows: sum(({ rows }) => rows),
    untouched: sum(({ untouched }) => untouched),
    proposed: sum(({ proposed }) => proposed),
    refused: sum(({ refused }) => refused),
    emptied: sum(({ emptied }) => emptied),
    ignoredColumns: [],
    findings: [],
  };
}
