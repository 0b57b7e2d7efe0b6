import { educations, trades } from '../../../shared/codes.ts';
import { fairSchema } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { EmployerFault } from '../../../shared/tables/row-faults.ts';
import { coded, type HeadedRow, headedRows, type HeadingFault } from '../tables/headed.ts';
import {
  type Booth,
  type Changes,
  type Line,
  mergeEmployers,
  type Post,
} from './employers-merge.ts';

/** Reads employers, booths and posts from a bureau's table with one row for each post. */

const COLUMNS = [
  { column: 'booth', names: ['展位', '展位号', 'booth'], needed: true },
  { column: 'zone', names: ['区域', '展区', 'zone'] },
  { column: 'employer', names: ['单位', '单位名称', '用人单位', 'employer'], needed: true },
  { column: 'about', names: ['单位简介', '简介', 'about'] },
  { column: 'code', names: ['岗位编号', '岗位代码', 'postcode'] },
  { column: 'title', names: ['岗位', '岗位名称', 'post'], needed: true },
  { column: 'trade', names: ['工种', '职业类别', 'trade'], needed: true },
  { column: 'headcount', names: ['招聘人数', '人数', 'headcount'], needed: true },
  { column: 'education', names: ['学历', '学历要求', 'education'] },
  { column: 'pay', names: ['薪资', '工资', '月薪', 'pay'] },
  { column: 'per', names: ['计薪', '计薪方式', 'per'] },
  { column: 'place', names: ['工作地点', '地点', 'place'] },
  { column: 'state', names: ['状态', '岗位状态', 'state'] },
  { column: 'x', names: ['横坐标', 'x'] },
  { column: 'y', names: ['纵坐标', 'y'] },
] as const;
type Column = (typeof COLUMNS)[number]['column'];

export interface EmployerTable {
  readonly booths: readonly Booth[];
  readonly faulty: readonly { readonly row: number; readonly fault: EmployerFault }[];
  readonly changes: Changes;
}

type Above = Pick<Line, 'booth' | 'zone' | 'employer' | 'about' | 'at'>;

export async function readEmployers(
  bytes: Uint8Array,
  before: readonly Booth[],
): Promise<Result<EmployerTable, HeadingFault>> {
  const rows = await headedRows<Column>(bytes, COLUMNS);
  if (!rows.ok) return rows;
  const lines: Line[] = [];
  const faulty: { row: number; fault: EmployerFault }[] = [];
  const doubles = doublesAmong(before);
  let above: Above | undefined;
  for (const row of rows.value) {
    const line = lineOf(row, above);
    if (line.ok) above = line.value;
    const fault = line.ok ? doubles.faultOf(line.value) : line.fault;
    if (fault) faulty.push({ row: row.row, fault });
    else if (line.ok) lines.push(line.value);
  }
  return ok({ ...mergeEmployers(lines, before), faulty });
}

/** Finds posts that a table lists twice, or that another booth already has. */
function doublesAmong(before: readonly Booth[]) {
  const rowOf = new Map<string, number>();
  const boothOf = new Map(
    before.flatMap(({ code, posts }) => posts.map((post) => [post.code, code] as const)),
  );
  return {
    faultOf({ row, booth, code, post }: Line): EmployerFault | undefined {
      const key = `${booth} ${code || post.zh}`;
      const first = rowOf.get(key);
      const other = boothOf.get(code);
      // Figures are counted by the post's code alone, so a code must not move.
      if (other !== undefined && other !== booth) return { kind: 'code-of-other', booth: other };
      if (first !== undefined) return { kind: 'twice', row: first };
      rowOf.set(key, row);
      if (code !== '') boothOf.set(code, booth);
      return undefined;
    },
  };
}

const boothCode = /^[A-Za-z0-9-]{1,20}$/;
const postCode = /^[A-Za-z0-9-]{1,24}$/;
const postSchema = fairSchema.shape.booths.element.shape.posts.element.omit({
  code: true,
  closed: true,
});

const placeSchema = fairSchema.shape.booths.element.shape.at;

/** A cell merged with the one above, or left blank under it, has that one's value. */
function lineOf(
  { row, cell }: HeadedRow<Column>,
  above: Above | undefined,
): Result<Line, EmployerFault> {
  const booth = cell('booth') || above?.booth || '';
  if (booth === '') return fail({ kind: 'missing', column: '展位' });
  if (!boothCode.test(booth)) return fail({ kind: 'booth-code' });
  const same = booth === above?.booth ? above : undefined;
  const inherited = (column: 'employer' | 'zone' | 'about'): string =>
    cell(column) || same?.[column] || '';
  const employer = inherited('employer');
  if (employer === '') return fail({ kind: 'missing', column: '单位' });
  const cells = postOf(cell);
  if (!cells.ok) return cells;
  const code = cell('code');
  if (code !== '' && !postCode.test(code)) return fail({ kind: 'post-code' });
  const closed = closedOf(cell('state'));
  if (!closed.ok) return closed;
  const at = placeOf(cell('x'), cell('y'));
  if (!at.ok) return at;
  const place = { employer, zone: inherited('zone'), about: inherited('about') };
  const post = postSchema.safeParse(cells.value);
  if (!post.success || !placeFits(place)) return fail({ kind: 'too-long' });
  return ok({
    row,
    booth,
    ...place,
    at: at.value ?? same?.at,
    code,
    closed: closed.value,
    post: post.data,
  });
}

const placeFits = ({ employer, zone, about }: Pick<Line, 'employer' | 'zone' | 'about'>): boolean =>
  employer.length <= 60 && zone.length <= 20 && about.length <= 200;

/** The post's own cells. The fair's schema limits their length. */
function postOf(cell: (column: Column) => string): Result<object, EmployerFault> {
  const title = cell('title');
  if (title === '') return fail({ kind: 'missing', column: '岗位' });
  const work = coded(trades, '工种', cell('trade'), 1);
  if (!work.ok) return work;
  const [trade] = work.value;
  if (!trade) return fail({ kind: 'missing', column: '工种' });
  const headcount = Number(cell('headcount').replace(/人$/, ''));
  if (!Number.isInteger(headcount) || headcount < 1) return fail({ kind: 'headcount' });
  const level = coded(educations, '学历', cell('education').replace(/^不限$/, ''), 1);
  if (!level.ok) return level;
  const [education] = level.value;
  const pay = payOf(cell('pay'));
  if (!pay.ok) return pay;
  const per = perOf(cell('per'));
  if (!per.ok) return per;
  return ok({
    zh: title,
    trade,
    headcount,
    ...(education && { education }),
    ...(pay.value && { pay: pay.value }),
    ...(per.value && { per: per.value }),
    place: cell('place'),
  });
}

/** `5000-7000`, `5000～7000元`, `6000`, 面议 or blank. */
function payOf(text: string): Result<[number, number] | undefined, EmployerFault> {
  if (text === '' || /面议/.test(text)) return ok(undefined);
  const [, from, to = from] =
    /^(\d{2,6})(?:\s*[-–—~～至]\s*(\d{2,6}))?\s*元?$/.exec(text.replaceAll(',', '')) ?? [];
  if (from === undefined || to === undefined || Number(to) < Number(from)) {
    return fail({ kind: 'pay' });
  }
  return ok([Number(from), Number(to)]);
}

/** 停招、关闭、招满 close a post, 在招 opens it again. */
function closedOf(text: string): Result<boolean | undefined, EmployerFault> {
  if (text === '') return ok(undefined);
  if (/停|关|满|closed/.test(text)) return ok(true);
  return /招|open/.test(text)
    ? ok(false)
    : fail({ kind: 'unknown-word', column: '状态', word: text });
}

function placeOf(x: string, y: string): Result<Booth['at'] | undefined, EmployerFault> {
  if (x === '' && y === '') return ok(undefined);
  const read = placeSchema.safeParse(
    [x, y].map((text) => (text === '' ? Number.NaN : Number(text))),
  );
  return read.success ? ok(read.data) : fail({ kind: 'place-on-map' });
}

function perOf(text: string): Result<Post['per'], EmployerFault> {
  if (text === '' || /月|month/.test(text)) return ok(undefined);
  return /天|日|day/.test(text) ? ok('day') : fail({ kind: 'per' });
}
