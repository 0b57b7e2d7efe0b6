import { strFromU8, strToU8, unzipSync } from 'fflate';
import { zipped } from '../zipped.ts';

/**
 * The cells of a workbook, read and changed in its own XML: whatever else a bureau's template has (borders,
 * widths, formulas, print areas) stays as it is.
 */

const MOST_UNPACKED = 20_000_000;

interface XmlCell {
  /** `B7` */
  readonly at: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface XmlSheet {
  readonly name: string;
  readonly cells: readonly XmlCell[];
  /** From the first row and column to the last, counted from 0. */
  readonly merges: readonly (readonly [
    row: number,
    column: number,
    toRow: number,
    toColumn: number,
  ])[];
}

export interface OpenedWorkbook {
  readonly sheets: readonly XmlSheet[];
  /** The workbook with other values in some cells; undefined leaves one alone. */
  write(valueOf: (sheet: number, cell: XmlCell) => string | number | undefined): Uint8Array;
}

export function openWorkbook(bytes: Uint8Array): OpenedWorkbook | undefined {
  const files = unpacked(bytes);
  if (!files) return undefined;
  const textOf = (path: string): string | undefined => files[path] && strFromU8(files[path]);
  const parts = sheetParts(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'));
  const shared = stringsIn(textOf('xl/sharedStrings.xml') ?? '');
  const sheets = parts.flatMap(({ name, path }) => {
    const xml = textOf(path);
    return xml === undefined ? [] : [{ name, path, xml }];
  });
  if (sheets.length === 0) return undefined;
  return {
    sheets: sheets.map(({ name, xml }) => ({
      name,
      cells: [...xml.matchAll(CELL)].flatMap((found) => cellOf(found, shared) ?? []),
      merges: [...xml.matchAll(/<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(
        ([, from = '', row = '', to = '', toRow = '']) =>
          [Number(row) - 1, columnOf(from), Number(toRow) - 1, columnOf(to)] as const,
      ),
    })),
    write(valueOf) {
      const changed = Object.fromEntries(
        sheets.map(({ path, xml }, i) => {
          const next = xml.replace(CELL, (whole, attributes: string, inner?: string) => {
            const cell = cellOf([whole, attributes, inner ?? ''], shared);
            const value = cell && valueOf(i, cell);
            return value === undefined ? whole : written(attributes, value);
          });
          return [path, strToU8(next)];
        }),
      );
      const workbook = strToU8(recalculated(textOf('xl/workbook.xml') ?? ''));
      const all = { ...files, ...changed, 'xl/workbook.xml': workbook };
      return zipped(all);
    },
  };
}

const CELL = /<c\b((?:\s+[\w:]+="[^"]*")*)\s*(?:\/>|>([\s\S]*?)<\/c>)/g;

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | undefined {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > MOST_UNPACKED) throw new RangeError('too large');
        return true;
      },
    });
  } catch {
    return undefined;
  }
}

function sheetParts(workbook = '', rels = '') {
  const targets = new Map(
    [...rels.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  return [...workbook.matchAll(/<sheet\b[^>]*>/g)].flatMap(([tag]) => {
    const target = targets.get(attribute(tag, 'r:id'));
    if (target === undefined) return [];
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return [{ name: unescaped(attribute(tag, 'name') ?? ''), path }];
  });
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** Rich text in one piece, without the readings that stand above it. */
function textIn(xml: string): string {
  const spoken = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '');
  return [...spoken.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)]
    .map(([, text = '']) => unescaped(text))
    .join('');
}

const stringsIn = (xml: string): string[] =>
  [...xml.matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(([, inner = '']) => textIn(inner));

function cellOf(
  [, attributes = '', inner = '']: readonly string[],
  shared: readonly string[],
): XmlCell | undefined {
  const at = attribute(attributes, 'r');
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(at ?? '') ?? [];
  if (at === undefined || letters === undefined) return undefined;
  const value = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '';
  const type = attribute(attributes, 't');
  const text =
    type === 's'
      ? (shared[Number(value)] ?? '')
      : type === 'inlineStr'
        ? textIn(inner)
        : unescaped(value);
  return { at, row: Number(digits) - 1, column: columnOf(letters), text };
}

/** `AB` is 27. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function written(attributes: string, value: string | number): string {
  const kept = attributes.replace(/\s+t="[^"]*"/, '');
  if (typeof value === 'number') return `<c${kept}><v>${value}</v></c>`;
  return `<c${kept} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** The template's own sums were kept as they were with its placeholders. */
function recalculated(workbook: string): string {
  if (/<calcPr\b[^>]*fullCalcOnLoad=/.test(workbook)) return workbook;
  if (/<calcPr\b/.test(workbook))
    return workbook.replace(/<calcPr\b/, '<calcPr fullCalcOnLoad="1"');
  return workbook.replace(/<\/sheets>/, '</sheets><calcPr fullCalcOnLoad="1"/>');
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name)] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const escaped = (text: string): string =>
  text
    // XML 1.0 has no place for these.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
