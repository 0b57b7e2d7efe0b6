import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import { askedSchema } from '../behind.ts';
import { type NamedFigures, namedBy } from '../named/all.ts';
import { composed, type Named } from '../named/named.ts';
import { type OpenedWorkbook, openWorkbook, type XmlSheet } from './workbook-xml.ts';

/**
 * 报表: a workbook whose cells call for figures by name, `{{求职者人数}}`. The braces are text, so they survive
 * copying and any program. A cell that no record can fill stays open for a hand, and says so.
 */

const PLACEHOLDER = /\{\{([^{}]*)\}\}|｛｛([^｛｝]*)｝｝/g;

const cellSchema = z.strictObject({
  text: z.string(),
  /** `hand`: no record says it. `unknown`: no figure has that name. */
  is: z.enum(['plain', 'filled', 'hand', 'unknown']),
  rows: z.int(),
  columns: z.int(),
  /** What it counts, which opens to its facts; with the name and 口径 of each figure. */
  counted: askedSchema.shape.counted.exactOptional(),
  figures: z.string().exactOptional(),
});

export const filledReturnSchema = z.strictObject({
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.array(z.array(cellSchema)),
    }),
  ),
  findings: z.array(
    z.strictObject({
      sheet: z.string(),
      at: z.string(),
      name: z.string(),
      /** The reason, if the name is known. */
      why: z.string().exactOptional(),
    }),
  ),
});
type FilledReturn = z.infer<typeof filledReturnSchema>;
type Cell = z.infer<typeof cellSchema>;

export interface Filled {
  readonly shown: FilledReturn;
  readonly bytes: Uint8Array;
}

const HAND = '【手填】';
const MOST_ROWS = 500;
const MOST_COLUMNS = 60;

export function fillReturn(
  template: Uint8Array,
  figures: NamedFigures,
): Result<Filled, { readonly kind: 'not-a-workbook' }> {
  const workbook = openWorkbook(template);
  if (!workbook) return fail({ kind: 'not-a-workbook' });
  return ok({
    shown: shownOf(workbook, figures),
    bytes: workbook.write((_sheet, { text }) => valueOf(text, figures)),
  });
}

const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, half, full]) => (half ?? full ?? '').trim());

/** A cell with a count alone becomes a number, so that the template's own sums go on working. */
function valueOf(text: string, figures: NamedFigures): string | number | undefined {
  const names = namesIn(text);
  if (names.length === 0) return undefined;
  const [only] = names.map((name) => namedBy(figures, name));
  const alone = names.length === 1 && text.trim().replace(PLACEHOLDER, '') === '';
  if (alone && only?.is === 'count') return only.value;
  return text.replace(PLACEHOLDER, (whole, half?: string, full?: string) =>
    inWords(namedBy(figures, half ?? full ?? ''), whole),
  );
}

/** Returns are the bureau's own and stay exact, so nothing is kept together here. */
function inWords(named: Named | undefined, whole: string): string {
  switch (named?.is) {
    case 'count':
      return String(named.value);
    case 'text':
      return named.text;
    case 'parts': {
      const exact = named.parts.map(({ label, part: { kept: _kept, ...part } }) => ({
        label,
        part,
      }));
      return composed({ ...named, parts: exact }, String);
    }
    case 'gap':
      return `${HAND}${named.why}`;
    case undefined:
      return whole;
  }
}

function shownOf({ sheets }: OpenedWorkbook, figures: NamedFigures): FilledReturn {
  return {
    sheets: sheets.map((sheet) => ({ name: sheet.name, rows: gridOf(sheet, figures) })),
    findings: sheets.flatMap(({ name: sheet, cells }) =>
      cells.flatMap(({ at, text }) =>
        namesIn(text).flatMap((name) => {
          const found = namedBy(figures, name);
          if (found && found.is !== 'gap') return [];
          return { sheet, at, name, ...(found && { why: found.why }) };
        }),
      ),
    ),
  };
}

/** Each row from its first column on, without the places that a merged cell covers. */
function gridOf({ cells, merges }: XmlSheet, figures: NamedFigures): Cell[][] {
  const texts = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell.text]));
  const height = Math.min(MOST_ROWS, Math.max(0, ...cells.map(({ row }) => row + 1)));
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...cells.map(({ column }) => column + 1)));
  const mergeAt = (row: number, column: number) =>
    merges.find(
      ([top, left, bottom, right]) =>
        row >= top && row <= bottom && column >= left && column <= right,
    );
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_each, column) => column).flatMap((column) => {
      const merge = mergeAt(row, column);
      if (merge && (merge[0] !== row || merge[1] !== column)) return [];
      const [top, left, bottom, right] = merge ?? [row, column, row, column];
      const text = texts.get(`${row} ${column}`) ?? '';
      return { ...shownCell(text, figures), rows: bottom - top + 1, columns: right - left + 1 };
    }),
  );
}

function shownCell(text: string, figures: NamedFigures): Omit<Cell, 'rows' | 'columns'> {
  const value = valueOf(text, figures);
  if (value === undefined) return { text, is: 'plain' };
  const named = namesIn(text).map((name) => namedBy(figures, name));
  const counted = named.flatMap((each) => (each?.is === 'count' ? each.counted : []));
  return {
    text: String(value),
    is: named.includes(undefined)
      ? 'unknown'
      : named.some((each) => each?.is === 'gap')
        ? 'hand'
        : 'filled',
    ...(counted.length > 0 && { counted }),
    figures: named
      .flatMap((each) => (each && each.is !== 'gap' ? `${each.name}：${each.basis}` : []))
      .join('；'),
  };
}
