import type { Grid } from '../columns/grid.ts';
import { plainHeading } from '../columns/heading.ts';
import { type EmployerMeaning } from '../columns/employer-meaning.ts';
import { employerVocabulary, isOfEmployer } from '../columns/employer-meanings.ts';
import type { SheetRow } from '../workbook.ts';

/** What a form says of its one employer above the list of posts: 单位名称：…, 单位性质 beside its cell. */

export interface Label {
  readonly row: number;
  readonly heading: string;
  readonly is: EmployerMeaning;
  readonly text: string;
  readonly taken: boolean;
}

/** Too short to be sure of: 单位：元. */
const VAGUE = new Set(['单位', '企业', '公司', '区域', '需求', '省', '市', '县', '区', '镇']);

export function labelsIn(rows: readonly SheetRow[], grid: Grid): Label[] {
  return rows.flatMap((row) => {
    if (row.hidden) return [];
    const cells = row.cells.map((_, at) => grid.own(row, at)).filter((text) => text !== '');
    return cells.flatMap((text, at) =>
      labelsOf(text, cells[at + 1]).map((label) => ({ ...label, row: row.row })),
    );
  });
}

function labelsOf(text: string, nextText: string | undefined): Omit<Label, 'row'>[] {
  const within = text.split(/\s{2,}|[\n；;]/).flatMap((part) => {
    const [, heading = '', value = ''] = /^([^:：]{2,16})[:：]\s*(\S.*)$/.exec(part.trim()) ?? [];
    return labelled(heading, value);
  });
  if (within.length > 0) return within;
  const isValue = nextText !== undefined && labelled(nextText, nextText).length === 0;
  return isValue ? labelled(text.replace(/[:：]\s*$/, ''), nextText) : [];
}

function labelled(heading: string, text: string): Omit<Label, 'row'>[] {
  const plain = plainHeading(heading);
  const meaning = VAGUE.has(plain) ? undefined : employerVocabulary.exact.get(plain);
  if (!meaning || text === '') return [];
  const taken = isOfEmployer(meaning.is);
  return taken || meaning.leftOut ? [{ heading, is: meaning.is, text, taken }] : [];
}
