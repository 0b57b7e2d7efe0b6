import { readFile } from 'node:fs/promises';
import { say, type Words } from '../../shared/say.ts';

/** What is printed of tables that were tried: one line a file and a sum, or JSON. */

export interface TriedFinding {
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

/** Tries each file by itself: one that nobody can read is a line like the others. */
export async function printTried(
  files: readonly string[],
  json: boolean,
  tried: (file: string, bytes: Uint8Array) => Promise<TriedTable>,
): Promise<void> {
  const all: TriedTable[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => undefined);
    const one = bytes
      ? await tried(file, bytes)
      : notOpened(
          file,
          'not-there',
          say('没有这个文件，或读不了', 'no such file, or it can’t be read'),
        );
    all.push(one);
    if (!json) console.log(line(one));
  }
  if (json) console.log(JSON.stringify(all, undefined, 2));
  else if (all.length > 1) console.log(line(sumOf(all)));
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
  if (!opened) return `✗ ${file}：${one.findings.map(({ zh, en }) => `${zh} ${en}`).join('；')}`;
  const counts =
    `${rows} 行 rows：照收 untouched ${untouched}，待确认 proposed ${proposed}，` +
    `未导入 refused ${refused}，留空的格 emptied ${emptied}`;
  const ignored =
    ignoredColumns.length > 0 ? `；不导入的列 ignored: ${ignoredColumns.join('、')}` : '';
  return `✓ ${file}：${counts}${ignored}`;
}

function sumOf(all: readonly TriedTable[]): TriedTable {
  const opened = all.filter((one) => one.opened).length;
  const sum = (of: (one: TriedTable) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
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
