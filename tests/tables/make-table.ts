import { writeXlsx } from 'hucre/xlsx';
import { encode } from 'iconv-lite';

/**
 * Makes a table's file from a text: a line for each row, cells between `|`, and `@` lines that say what
 * the file is. A comma stands for the separator of a CSV.
 */

type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
type Said = readonly (readonly [word: string, rest: string])[];

const separators: Readonly<Record<string, string>> = { semicolon: ';', tab: '\t' };

export async function makeTable(text: string): Promise<Uint8Array> {
  const lines = text.replace(/\n$/, '').split('\n');
  const said = lines.filter((line) => line.startsWith('@')).map(wordsOf);
  const [kind = '', how = ''] = said[0] ?? [];
  if (kind === 'csv') return csvOf(lines.slice(1), how.split(' '));
  const sheets: Sheet[] = [];
  for (const block of text.split('@ sheet ').slice(1)) sheets.push(sheetOf(block.split('\n')));
  return writeXlsx({ sheets });
}

const wordsOf = (line: string): readonly [string, string] => {
  const [, word = '', rest = ''] = /^@ (\S+) ?(.*)$/.exec(line) ?? [];
  return [word, rest];
};

export const cellsOf = (line: string): string[] =>
  line.split('|').map((cell) => cell.replaceAll(/^ +| +$/g, '').replaceAll('\\n', '\n'));

function csvOf(lines: readonly string[], [encoding = '', separator = '']: readonly string[]) {
  const sign = separators[separator] ?? ',';
  const quoted = (cell: string): string => (/[,;\n\t]/.test(cell) ? `"${cell}"` : cell);
  const text = lines.map((line) => cellsOf(line).map(quoted).join(sign)).join('\r\n');
  switch (encoding) {
    case 'gb18030':
      return encode(text, 'gb18030');
    case 'utf16le':
      return encode(text, 'utf-16le', { addBOM: true });
    default:
      return Buffer.from(encoding === 'utf8-bom' ? `\u{feff}${text}` : text);
  }
}

function sheetOf([first = '', ...lines]: readonly string[]): Sheet {
  const [, name = '', hidden] = /^(\S+)( hidden)?$/.exec(first) ?? [];
  const said = lines.filter((line) => line.startsWith('@')).map(wordsOf);
  const rows = lines
    .filter((line) => !line.startsWith('@'))
    .slice(0, lines.at(-1) === '' ? -1 : undefined)
    .map((line) => cellsOf(line).map(valueOf));
  return {
    name,
    rows,
    merges: merges(said),
    hidden: hidden !== undefined,
    rowDefs: new Map(numbers(said, 'hide-row').map((row) => [row - 1, { hidden: true }])),
    columns: Array.from({ length: 30 }, (_, i) =>
      numbers(said, 'hide-column').includes(i + 1) ? { hidden: true } : {},
    ),
  };
}

/** As Excel would keep it; `#` is a number however long. */
const valueOf = (cell: string): string | number | null =>
  cell === ''
    ? null
    : /^(#\d+|\d{1,10}(\.\d+)?)$/.test(cell)
      ? Number(cell.replace('#', ''))
      : cell;

const numbers = (said: Said, wanted: string): number[] =>
  said.flatMap(([word, rest]) => (word === wanted ? [Number(rest)] : []));

const merges = (said: Said) =>
  said.flatMap(([word, rest]) => {
    if (word !== 'merge') return [];
    const [, left = 'A', top = '1', right = 'A', bottom = '1'] =
      /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(rest) ?? [];
    const column = (letter: string): number => letter.charCodeAt(0) - 65;
    return [
      {
        startRow: Number(top) - 1,
        startCol: column(left),
        endRow: Number(bottom) - 1,
        endCol: column(right),
      },
    ];
  });
