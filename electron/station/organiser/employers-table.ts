import { z } from 'zod';
import { educations, trades } from '../../../shared/codes.ts';
import { type Fair, fairSchema } from '../../../shared/fair.ts';
import type { Sheet } from '../../../shared/report/sheets.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { EmployerFault } from '../../../shared/tables/row-faults.ts';
import { coded, type HeadedRow, headedRows, type HeadingFault } from '../tables/headed.ts';

/**
 * Employers, booths and posts as a bureau keeps them: a table with one row for each post. Read again, it
 * changes what is there by booth and post, and doubles nothing; a post that it does not name stays, since
 * something may have been counted at it.
 */

export type Booth = Fair['booths'][number];
type Post = Booth['posts'][number];

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

export interface Changes {
  readonly boothsNew: number;
  readonly boothsChanged: number;
  readonly postsNew: number;
  readonly postsChanged: number;
  /** Not in the table, and left as they are. */
  readonly postsKept: number;
}

type Above = Pick<Line, 'booth' | 'zone' | 'employer' | 'about' | 'at'>;

interface Line {
  readonly row: number;
  readonly booth: string;
  readonly zone: string;
  readonly employer: string;
  readonly about: string;
  /** Absent where the table has none: what is known stays. */
  readonly at: Booth['at'] | undefined;
  readonly code: string;
  /** Absent where the table does not say: as it was. */
  readonly closed: boolean | undefined;
  readonly post: Omit<Post, 'code' | 'closed'>;
}

export async function readEmployers(
  bytes: Uint8Array,
  before: readonly Booth[],
): Promise<Result<EmployerTable, HeadingFault>> {
  const rows = await headedRows<Column>(bytes, COLUMNS);
  if (!rows.ok) return rows;
  const lines: Line[] = [];
  const faulty: { row: number; fault: EmployerFault }[] = [];
  const rowOf = new Map<string, number>();
  const boothOf = new Map(
    before.flatMap(({ code, posts }) => posts.map((post) => [post.code, code] as const)),
  );
  let above: Above | undefined;
  for (const row of rows.value) {
    const line = lineOf(row, above);
    if (!line.ok) {
      faulty.push({ row: row.row, fault: line.fault });
      continue;
    }
    above = line.value;
    const { booth, code } = line.value;
    const key = `${booth} ${code || line.value.post.zh}`;
    const first = rowOf.get(key);
    const other = code === '' ? undefined : boothOf.get(code);
    // Figures are kept by the post's number alone.
    if (other !== undefined && other !== booth) {
      faulty.push({ row: row.row, fault: { kind: 'code-of-other', booth: other } });
    } else if (first !== undefined)
      faulty.push({ row: row.row, fault: { kind: 'twice', row: first } });
    else {
      rowOf.set(key, row.row);
      if (code !== '') boothOf.set(code, booth);
      lines.push(line.value);
    }
  }
  return ok({ ...merged(lines, before), faulty });
}

const boothCode = /^[A-Za-z0-9-]{1,20}$/;
const postCode = /^[A-Za-z0-9-]{1,24}$/;
const postSchema = fairSchema.shape.booths.element.shape.posts.element.omit({
  code: true,
  closed: true,
});

const placeSchema = fairSchema.shape.booths.element.shape.at;

/** Cells that are merged with the one above, or left blank under it, mean the same. */
function lineOf(
  { row, cell }: HeadedRow<Column>,
  above: Above | undefined,
): Result<Line, EmployerFault> {
  const booth = cell('booth') || above?.booth || '';
  if (booth === '') return fail({ kind: 'missing', column: '展位' });
  if (!boothCode.test(booth)) return fail({ kind: 'booth-code' });
  const same = booth === above?.booth ? above : undefined;
  const employer = cell('employer') || same?.employer || '';
  if (employer === '') return fail({ kind: 'missing', column: '单位' });
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
  const code = cell('code');
  if (code !== '' && !postCode.test(code)) return fail({ kind: 'post-code' });
  const post = postSchema.safeParse({
    zh: title,
    trade,
    headcount,
    ...(education && { education }),
    ...(pay.value && { pay: pay.value }),
    ...(per.value && { per: per.value }),
    place: cell('place'),
  });
  const zone = cell('zone') || same?.zone || '';
  const about = cell('about') || same?.about || '';
  const closed = closedOf(cell('state'));
  if (!closed.ok) return closed;
  const at = placeOf(cell('x'), cell('y'));
  if (!at.ok) return at;
  const fits = employer.length <= 60 && zone.length <= 20 && about.length <= 200;
  if (!post.success || !fits) return fail({ kind: 'too-long' });
  return ok({
    row,
    booth,
    zone,
    employer,
    about,
    at: at.value ?? same?.at,
    code,
    closed: closed.value,
    post: post.data,
  });
}

/** `5000-7000`, `5000～7000元`, `6000`, 面议 or nothing. */
function payOf(text: string): Result<[number, number] | undefined, EmployerFault> {
  if (text === '' || /面议/.test(text)) return ok(undefined);
  const [, from, to = from] =
    /^(\d{2,6})(?:\s*[-–—~～至]\s*(\d{2,6}))?\s*元?$/.exec(text.replaceAll(',', '')) ?? [];
  if (from === undefined || to === undefined || Number(to) < Number(from)) {
    return fail({ kind: 'pay' });
  }
  return ok([Number(from), Number(to)]);
}

/** 停招、关闭、招满 close it, 在招 opens it again. */
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

function merged(
  lines: readonly Line[],
  before: readonly Booth[],
): Pick<EmployerTable, 'booths' | 'changes'> {
  const changes = { boothsNew: 0, boothsChanged: 0, postsNew: 0, postsChanged: 0, postsKept: 0 };
  const known = new Map(before.map((booth) => [booth.code, booth]));
  const named = Map.groupBy(lines, ({ booth }) => booth);
  for (const [code, own] of named) {
    const old = known.get(code);
    const [first] = own;
    if (!first) continue;
    const posts: Post[] = [];
    for (const { code: wanted, closed, post } of own) {
      const same = old?.posts.find((each) => (wanted ? each.code === wanted : each.zh === post.zh));
      const isClosed = closed ?? same?.closed ?? false;
      const next = {
        code: same?.code ?? (wanted || freeCode(code, old, posts)),
        ...post,
        ...(isClosed && { closed: true as const }),
      };
      if (!same) changes.postsNew += 1;
      else if (!alike(same, next)) changes.postsChanged += 1;
      posts.push(next);
    }
    const left = old?.posts.filter((post) => !posts.some((each) => each.code === post.code)) ?? [];
    changes.postsKept += left.length;
    const at = first.at ?? old?.at;
    const booth: Booth = {
      code,
      zone: first.zone || (old?.zone ?? ''),
      employer: first.employer,
      about: first.about || (old?.about ?? ''),
      ...(at && { at }),
      posts: [...posts, ...left],
    };
    if (!old) changes.boothsNew += 1;
    else if (!alike({ ...old, posts: [] }, { ...booth, posts: [] })) changes.boothsChanged += 1;
    known.set(code, booth);
  }
  return { booths: [...known.values()], changes };
}

/** `A01-3`: the next that no post of the booth has had. */
function freeCode(booth: string, old: Booth | undefined, posts: readonly Post[]): string {
  const taken = new Set([...(old?.posts ?? []), ...posts].map(({ code }) => code));
  let number = 1;
  while (taken.has(`${booth}-${number}`)) number += 1;
  return `${booth}-${number}`;
}

const canonical = z.record(z.string(), z.unknown());
function alike(a: object, b: object): boolean {
  const sorted = (value: object): string =>
    JSON.stringify(Object.entries(canonical.parse(value)).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** What to fill in, with a line that shows how. */
export const employersTemplate: Sheet = {
  name: '单位和岗位',
  columns: [
    ['展位号', 10],
    ['区域', 12],
    ['单位名称', 34],
    ['单位简介', 40],
    ['岗位编号', 12],
    ['岗位名称', 24],
    ['工种', 14],
    ['招聘人数', 12],
    ['学历', 12],
    ['薪资', 16],
    ['计薪', 8],
    ['工作地点', 20],
    ['状态', 8],
    ['横坐标', 10],
    ['纵坐标', 10],
  ],
  rows: [
    [
      'A01',
      'A区',
      '（示例）某某电子有限公司',
      '包吃住',
      '',
      '装配普工',
      '生产制造',
      30,
      '初中',
      '4800-6500',
      '月',
      '开发区',
      '在招',
      3,
      1,
    ],
    ['', '', '', '', '', '仓库管理员', '仓储物流', 2, '不限', '面议', '', '开发区', '', '', ''],
  ],
};
