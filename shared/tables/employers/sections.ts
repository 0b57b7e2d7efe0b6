import type { Grid } from '../columns/grid.ts';
import { looks } from '../columns/looks.ts';
import type { SheetRow } from '../workbook.ts';

/** Rows that are one cell: a zone's or an employer's name over the rows below. */

export interface Section {
  readonly employer?: string;
  readonly zone?: string;
}

export interface SectionColumns {
  readonly title: number | undefined;
  /** Undefined if the table has no such column. */
  readonly employer: number | undefined;
  readonly taken: ReadonlySet<number>;
  readonly width: number;
}

const NUMBERING = /^\s*[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．:：]\s*/;
const ZONE = /(区|馆|厅|专场|组团)([(（].*)?$/;
const NO_ZONE = /省|市|县|公司|自治/;
const LONGEST_ZONE = 20;

/** A zone's name, as bureaus give them: A区, 先进制造业专区. */
export const isZoneName = (name: string): boolean =>
  name.length <= LONGEST_ZONE && ZONE.test(name) && !NO_ZONE.test(name);

const SURE_ZONE =
  /^([a-z\d]{1,2}|[一二三四五六七八九十甲乙丙丁东南西北中])号?[区馆厅]|专区|展区|展馆|展厅/i;

/** Above a table only what can be nothing else is a zone: 云溪高新区 is where the fair is. */
export function zoneAbove(rows: readonly SheetRow[]): Section {
  const titles = rows.flatMap(({ cells }) => {
    const [only, another] = cells.filter(({ text }) => text !== '');
    return only && !another ? [only.text] : [];
  });
  const zone = titles.findLast((title) => isZoneName(title) && SURE_ZONE.test(title));
  return zone === undefined ? {} : { zone };
}

/** The section that a row begins; undefined if the row is none. */
export function sectionOf(
  row: SheetRow,
  before: Section,
  columns: SectionColumns,
  grid: Grid,
): Section | undefined {
  const filled = row.cells.keys().filter((at) => grid.own(row, at) !== '');
  const [at, another] = filled;
  if (at === undefined || another !== undefined) return undefined;
  const name = grid.own(row, at).replace(NUMBERING, '').trim();
  if (!looks.words(name)) return undefined;
  const { left = at, right = at } = grid.blockAt(row.row, at) ?? {};
  const isWide = right - left + 1 >= Math.max(3, columns.width / 2);
  const isFree = isWide || (at === 0 && at !== columns.title) || !columns.taken.has(at);
  if (columns.employer === undefined && (isFree || at === columns.title) && looks.company(name))
    return { ...before, employer: name };
  if (!isFree || (at === columns.employer && !isWide)) return undefined;
  return isZoneName(name) ? { zone: name } : before;
}
