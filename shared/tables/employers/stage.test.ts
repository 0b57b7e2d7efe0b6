import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FairBooth } from '../../fair.ts';
import { fairSchema } from '../../fair.ts';
import { findingPlace } from '../finding.ts';
import type { Workbook } from '../workbook.ts';
import { changeWords } from './change-words.ts';
import type { EmployerChoices } from './choices.ts';
import { findingWords } from './finding-words.ts';
import { countsOf } from './merge.ts';
import { stagedEmployers } from './stage.ts';

/** A sheet of a line for each row, cells between commas. */
const sheetOf = (lines: readonly string[], name = '') => ({
  name,
  hidden: false,
  merged: [],
  hiddenColumns: [],
  rows: lines.map((line, i) => ({
    row: i + 1,
    hidden: false,
    cells: line.split(',').map((text) => ({ text: text.trim(), is: 'text' as const })),
  })),
});

function read(
  lines: readonly string[],
  before: readonly FairBooth[] = [],
  choices: EmployerChoices = {},
) {
  return staged({ sheets: [sheetOf(lines)] }, before, choices);
}

const staged = (
  workbook: Workbook,
  before: readonly FairBooth[] = [],
  choices: EmployerChoices = {},
  days: readonly string[] = [],
) => stagedEmployers({ workbook, fileName: '某表', before, days, choices });

const found = ({ findings }: ReturnType<typeof read>) =>
  findings.map(({ row, does, what }) => [row, does, what.kind]);
const boothsOf = ({ booths }: ReturnType<typeof read>) =>
  booths.map(({ code, employer, posts }) => [code, employer, posts.map(({ zh }) => zh).join(' ')]);

const HEADING = '展位,单位,岗位,工种,人数,学历,薪资,地点';

describe('rows of a table', () => {
  it('take the employer above where cells are blank (T11)', () => {
    const table = read([
      '单位,岗位,人数',
      '永晟电子,普工,1',
      ',仓管,2',
      '暖田食品,帮厨,3',
      ',洗碗工,4',
    ]);
    expect(boothsOf(table)).toEqual([
      ['01', '永晟电子', '普工 仓管'],
      ['02', '暖田食品', '帮厨 洗碗工'],
    ]);
  });

  it('whose post is but the number of a list keep it as it stands (T12)', () => {
    const table = read(['单位,岗位,人数', '永晟电子,0.,1', '永晟电子,1.普工,2']);
    expect(boothsOf(table)).toEqual([['01', '永晟电子', '0. 普工']]);
  });

  it('ask where others repeat their employer (T11)', () => {
    const table = read(['单位,岗位', '永晟电子,普工', '永晟电子,仓管', ',帮厨']);
    expect(found(table)).toContainEqual([4, 'asks', 'employer-above']);
  });

  it('of another booth never take the employer above (T11)', () => {
    const table = read([
      '展位,单位,岗位',
      'A01,永晟电子,普工',
      'A02,,帮厨',
      ',,洗碗工',
      'A01,,电工',
    ]);
    expect(found(table)).toEqual([
      [3, 'refused', 'no-employer'],
      [4, 'refused', 'no-employer'],
    ]);
    expect(boothsOf(table)).toEqual([['A01', '永晟电子', '普工 电工']]);
  });

  it('are said if they are no posts (T9)', () => {
    const table = read([
      '云溪街道汇总',
      '序号,单位,岗位,人数',
      '例,某某公司,普工,1',
      '1,永晟电子,普工,1',
      '2,,,',
      '小计,,,1',
      '注：人数以现场为准',
    ]);
    expect(table.rows).toHaveLength(1);
    expect(
      table.findings.flatMap(({ row, what }) =>
        what.kind === 'row-left-out' ? [`${row} ${what.why}`] : [],
      ),
    ).toEqual(['1 title', '3 example', '5 blank', '6 total', '7 note']);
  });

  it('of one name are two posts, in two places or not (T13)', () => {
    const table = read([
      HEADING,
      'A01,超市,收银员,零售店员,2,,,东桥',
      'A01,超市,收银员,零售店员,2,,,西桥',
      'A01,超市,收银员,零售店员,2,,,西桥',
      'A01,超市,收银员,零售店员,3,,,西桥',
    ]);
    expect(table.booths[0]?.posts).toHaveLength(4);
    expect(found(table)).toEqual([
      [4, 'asks', 'twice'],
      [5, 'asks', 'same-name'],
    ]);
  });

  it('lose only the cell that nobody can read (T17)', () => {
    const table = read([HEADING, 'A01,厂,普工,炼丹,许许多多,神童,12345678901,东桥']);
    expect(table.booths[0]?.posts).toMatchObject([{ zh: '普工', place: '东桥' }]);
    expect(table.findings.map(({ column, does }) => [column, does])).toEqual([
      ['人数', 'emptied'],
      ['学历', 'emptied'],
      ['薪资', 'emptied'],
    ]);
    expect(table.rows).toMatchObject([{ row: 2, state: 'emptied' }]);
  });

  it('without a column of employers belong to one that is proposed, or chosen (T16)', () => {
    const lines = ['岗位,人数', '网格员,2', '保洁员,1'];
    const table = read(lines);
    expect(boothsOf(table)).toEqual([['01', '某表', '网格员 保洁员']]);
    expect(found(table)).toContainEqual([0, 'asks', 'no-employer-column']);
    const chosen = read(lines, [], { employer: '柳荫社区' });
    expect(boothsOf(chosen)).toEqual([['01', '柳荫社区', '网格员 保洁员']]);
    expect(found(chosen)).not.toContainEqual([0, 'asks', 'no-employer-column']);
  });

  it('of another year’s table are asked about', () => {
    const workbook = { sheets: [sheetOf(['2024年春风行动岗位表', '单位,岗位', '厂,普工'])] };
    const ask = [1, 'asks', 'other-year'];
    expect(found(staged(workbook, [], {}, ['2026-03-01']))).toContainEqual(ask);
    expect(found(staged(workbook, [], {}, ['2024-03-01']))).not.toContainEqual(ask);
  });
});

describe('booths', () => {
  it('are numbered by zone in the employers’ order, past those that are taken (T14)', () => {
    const before = read(['展位,单位,岗位', 'A01,老单位,普工']).booths;
    const table = read(
      ['展区,单位,岗位', 'B区,甲厂,普工', 'A区,乙厂,普工', 'B区,丙厂,普工'],
      before,
    );
    expect(boothsOf(table)).toEqual([
      ['A01', '老单位', '普工'],
      ['B01', '甲厂', '普工'],
      ['A02', '乙厂', '普工'],
      ['B02', '丙厂', '普工'],
    ]);
    expect(table.rows.map(({ state }) => state)).toEqual(['proposed', 'proposed', 'proposed']);
  });

  it('stay an employer’s when its table names none (T14)', () => {
    const before = read(['展位,单位,岗位', 'C07,甲 厂（白露）,普工']).booths;
    const table = read(['单位,岗位', '甲厂(白露),普工'], before);
    expect(table.changes).toMatchObject([{ kind: 'changed', field: 'employer' }]);
    expect(boothsOf(table)).toEqual([['C07', '甲厂(白露)', '普工']]);
  });

  it('that two employers claim go to the first, and the second is asked about (T15)', () => {
    const table = read(['展位,单位,岗位', 'A01,甲厂,普工', 'A01,乙厂,普工', 'A02,丙厂,普工']);
    expect(boothsOf(table)).toEqual([
      ['A01', '甲厂', '普工'],
      ['A03', '乙厂', '普工'],
      ['A02', '丙厂', '普工'],
    ]);
    expect(table.findings).toMatchObject([
      { row: 3, does: 'asks', what: { kind: 'booth-taken', by: '甲厂', given: 'A03' } },
    ]);
  });
});

describe('an import again', () => {
  const first = read([
    HEADING,
    'A01,永晟电子,普工,生产制造,30,初中,4800-6500,东桥',
    'A01,永晟电子,仓管,仓储物流,2,高中,5000,西桥',
  ]).booths;

  it('of the same table changes nothing (T18)', () => {
    const again = read(
      [
        HEADING,
        'A01,永晟电子,普工,生产制造,30,初中,4800-6500,东桥',
        'A01,永晟电子,仓管,仓储物流,2,高中,5000,西桥',
      ],
      first,
    );
    expect(again.changes).toEqual([]);
    expect(again.booths).toEqual(first);
  });

  it('says by name what would change, and keeps posts that are not in the table (T18)', () => {
    const again = read(
      [
        HEADING,
        'A01,永晟电子,普工,生产制造,40,高中,4800-6500,东桥',
        'A01,永晟电子,电工,电工焊工,1,,,',
      ],
      first,
    );
    expect(again.changes.map((change) => changeWords(change).zh)).toEqual([
      '展位 A01 永晟电子“普工”：招聘人数 30 → 40',
      '展位 A01 永晟电子“普工”：学历 初中 → 高中',
      '展位 A01 永晟电子：新增岗位“电工”',
      '展位 A01 永晟电子“仓管”：表里没有，原样保留',
    ]);
    expect(countsOf(again.changes)).toEqual({
      boothsNew: 0,
      boothsChanged: 0,
      postsNew: 1,
      postsChanged: 1,
      postsKept: 1,
    });
    expect(again.booths[0]?.posts.map(({ code }) => code)).toEqual(['A01-1', 'A01-3', 'A01-2']);
  });

  it('never clears a field whose column is missing or was not understood (T18)', () => {
    const again = read(['单位,岗位,补充说法,学历', '永晟电子,普工,5000,看情况'], first);
    expect(again.changes.filter(({ kind }) => kind === 'changed')).toEqual([]);
    expect(again.booths[0]?.posts[0]).toEqual(first[0]?.posts[0]);
  });

  it('keeps a trade that is known, whatever the post’s name proposes (T18)', () => {
    const known = read([HEADING, 'A01,永晟电子,普工,种植养殖,1,,,东桥']).booths;
    const again = read(['单位,岗位', '永晟电子,普工'], known);
    expect(again.booths[0]?.posts[0]?.trade).toBe('farming');
    expect(read(['单位,岗位', '永晟电子,普工']).booths[0]?.posts[0]?.trade).toBe('manufacturing');
  });

  it('clears what an understood cell says is none (T18)', () => {
    const again = read(['单位,岗位,薪资,学历', '永晟电子,普工,面议,不限'], first);
    expect(again.booths[0]?.posts[0]).not.toHaveProperty('pay');
    expect(again.booths[0]?.posts[0]).not.toHaveProperty('education');
  });

  it('closes a post, keeps it closed if silent, and reopens it', () => {
    const stated = (state: string) =>
      read([`${HEADING},状态`, `A01,永晟电子,普工,,,,,东桥,${state}`], first);
    const closed = stated('停招').booths;
    expect(closed[0]?.posts[0]?.closed).toBe(true);
    const silent = read([HEADING, 'A01,永晟电子,普工,,,,,东桥'], closed).booths;
    expect(silent[0]?.posts[0]?.closed).toBe(true);
    expect(stated('在招').booths[0]?.posts[0]?.closed).toBeUndefined();
  });

  it('gives a post another number than one of another booth, since figures are counted by it', () => {
    const table = read(
      ['展位,单位,岗位编号,岗位', 'B01,别家,A01-1,普工', 'B01,别家,一号,电工'],
      first,
    );
    expect(table.booths.at(-1)?.posts.map(({ code }) => code)).toEqual(['B01-1', 'B01-2']);
    expect(table.findings).toMatchObject([
      { row: 2, what: { kind: 'code-of-other', booth: 'A01' } },
      { row: 3, what: { kind: 'post-code' } },
    ]);
  });
});

describe('choices', () => {
  it('narrow the sheets, mend cells and confirm trades (T8)', () => {
    const workbook = {
      sheets: [
        sheetOf(['单位,岗位,人数', '甲厂,神秘工作,许多'], '一'),
        sheetOf(['单位,岗位,人数', '乙厂,普工,2'], '二'),
      ],
    };
    const choices: EmployerChoices = {
      sheets: ['一'],
      trades: { 神秘工作: 'farming' },
      cells: [{ sheet: '一', row: 2, at: 2, text: '3' }],
    };
    const table = staged(workbook, [], choices);
    expect(table.booths).toMatchObject([
      { employer: '甲厂', posts: [{ trade: 'farming', headcount: 3 }] },
    ]);
    expect(table.trades).toMatchObject([{ title: '神秘工作', confirmed: true }]);
    expect(found(table)).toContainEqual([0, 'left-out', 'sheet-left-out']);
  });

  it('keep several posts in one cell together (T12)', () => {
    const lines = ['单位,岗位', '甲厂,电工、焊工'];
    expect(read(lines).booths[0]?.posts.map(({ zh }) => zh)).toEqual(['电工', '焊工']);
    expect(read(lines, [], { together: true }).booths[0]?.posts).toMatchObject([
      { zh: '电工、焊工' },
    ]);
  });
});

it('takes any cells without a fault, and everything it finds has words', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '单位名称',
      '岗位',
      '人数',
      '薪资',
      'A区',
      'A01',
      '普工、电工',
      '合计',
      '若干',
      '',
    ),
    fc.string({ maxLength: 12 }),
  );
  const lines = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
  fc.assert(
    fc.property(lines, (rows) => {
      const sheet = sheetOf(rows.map((cells) => cells.join(',')));
      const table = staged({ sheets: [sheet] });
      expect(fairSchema.shape.booths.safeParse(table.booths).success).toBe(true);
      for (const finding of table.findings)
        expect(findingPlace(finding).zh + findingWords(finding.what).zh).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
