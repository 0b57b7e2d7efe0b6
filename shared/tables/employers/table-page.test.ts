import { describe, expect, it } from 'vitest';
import type { Workbook, WorkbookSheet } from '../workbook.ts';
import { sortedFindings } from '../sorted-findings.ts';
import type { EmployerChoices } from './choices.ts';
import { columnGroups } from '../columns/column-groups.ts';
import { gridWindow } from './grid-window.ts';
import { stagedEmployers } from './stage.ts';

/** What the page shows of a table that was read. */

const sheetOf = (name: string, ...lines: string[]): WorkbookSheet => ({
  name,
  hidden: false,
  merged: [],
  hiddenColumns: [],
  rows: lines.map((line, i) => ({
    row: i + 1,
    hidden: false,
    cells: line.split(',').map((text) => ({ text, is: 'text' })),
  })),
});
const staged = (workbook: Workbook, choices: EmployerChoices = {}) =>
  stagedEmployers({ workbook, fileName: '', before: [], days: [], choices });

const HEADING = '展位,单位,岗位,人数,学历';

describe('columns', () => {
  it('of sheets that are read alike are shown once, with examples of all (T71)', () => {
    const workbook = {
      sheets: [
        sheetOf('东区', HEADING, 'A01,甲厂,普工,2,', '合计,,,2,'),
        sheetOf('西区', HEADING, 'B01,乙厂,焊工,3,大专'),
        sheetOf('别的', '公司名称,职位,联系电话', '丙厂,钳工,13800138000', '丁厂,铣工,13800138001'),
      ],
    };
    const [same, other, ...more] = columnGroups(staged(workbook).tables);
    expect(more).toEqual([]);
    expect(same?.tables).toMatchObject([
      { sheet: '东区', rows: 1 },
      { sheet: '西区', rows: 1 },
    ]);
    expect(same?.columns.map(({ examples }) => examples)).toEqual([
      ['A01', 'B01'],
      ['甲厂', '乙厂'],
      ['普工', '焊工'],
      ['2', '3'],
      ['大专'],
    ]);
    expect(same?.columns.at(-1)).toMatchObject({ is: 'education', taken: true });
    expect(other?.columns.at(-1)).toMatchObject({ is: 'phone', taken: false });
  });
});

describe('the grid', () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `A01,甲厂,岗位${i},${i % 10 === 0 ? '？？' : 2},`,
  );
  const workbook = {
    sheets: [
      sheetOf('东区', HEADING, ...lines),
      sheetOf('西区', HEADING, 'B01,乙厂,焊工,许多许多,'),
    ],
  };
  const wanted = { table: 0, from: 0, allRows: false, length: 40 };
  const shown = (more: object, choices: EmployerChoices = {}) =>
    gridWindow(staged(workbook, choices), { workbook, choices }, { ...wanted, ...more });

  it('shows the rows with findings, or a window of all (T73)', () => {
    expect(shown({})).toMatchObject({ all: 60, marked: 6, from: 0 });
    expect(shown({})?.rows.map(({ row }) => row)).toEqual([2, 12, 22, 32, 42, 52]);
    const all = shown({ allRows: true, from: 40 });
    expect(all?.rows).toHaveLength(20);
    expect(all?.rows[0]).toMatchObject({ row: 42, state: 'emptied', findings: [{ at: 3 }] });
  });

  it('begins at a row that somebody asks for, on its own sheet', () => {
    expect(shown({ allRows: true, goTo: { row: 30 } })).toMatchObject({ from: 28 });
    expect(shown({ goTo: { sheet: '西区', row: 2 } })).toMatchObject({
      table: 1,
      rows: [{ row: 2 }],
    });
    expect(shown({ goTo: { row: 999 } })).toMatchObject({ from: 5 });
  });

  it('keeps a row in sight whose cell was mended', () => {
    const cells = [{ sheet: '东区', row: 2, at: 3, text: '7' }];
    const [first] = shown({}, { cells })?.rows ?? [];
    expect(first).toMatchObject({ row: 2, findings: [] });
    expect(first?.cells[3]).toEqual({ text: '7', fromAbove: false, isMended: true });
  });

  it('says what a merged cell shows', () => {
    const [first] = workbook.sheets;
    const merged = [{ top: 2, bottom: 3, left: 1, right: 1 }];
    const rows = first?.rows.map((row) =>
      row.row === 3
        ? { ...row, cells: row.cells.map((cell, i) => (i === 1 ? { ...cell, text: '' } : cell)) }
        : row,
    );
    const tall = { sheets: first && rows ? [{ ...first, merged, rows }] : [] };
    const grid = gridWindow(
      staged(tall),
      { workbook: tall, choices: {} },
      { ...wanted, allRows: true },
    );
    expect(grid?.rows[1]?.cells[1]).toEqual({ text: '甲厂', fromAbove: true, isMended: false });
  });
});

describe('booths', () => {
  const workbook = {
    sheets: [sheetOf('东区', HEADING, 'A01,甲厂,普工,2,', 'A01,乙厂,焊工,3,', ',丙厂,钳工,1,')],
  };
  const seats = (choices: EmployerChoices = {}) =>
    staged(workbook, choices).given.map(({ employer, booth, why }) => [employer, booth, why]);

  it('that no cell settles are listed, with who has the one that was asked for (T74)', () => {
    expect(seats()).toEqual([
      ['乙厂', 'A02', 'taken'],
      ['丙厂', '01', 'numbered'],
    ]);
    const [second] = staged(workbook).given;
    expect(second?.other).toMatchObject({ booth: 'A01', employer: '甲厂' });
  });

  it('change places as somebody chooses, and any can be another', () => {
    const [second, third] = staged(workbook).given;
    const booths = [
      { of: second?.of ?? '', booth: 'A01' },
      { of: second?.other?.of ?? '', booth: 'A02' },
      { of: third?.of ?? '', booth: 'C09' },
    ];
    expect(seats({ booths })).toEqual([
      ['甲厂', 'A02', 'chosen'],
      ['乙厂', 'A01', 'chosen'],
      ['丙厂', 'C09', 'chosen'],
    ]);
  });
});

it('findings come the gravest first, and together if they say the same', () => {
  const workbook = {
    sheets: [
      sheetOf('东区', HEADING, 'A01,甲厂,甲,？？,大砖', 'A01,甲厂,,1,', 'A01,甲厂,乙,？？,'),
    ],
  };
  const sorted = sortedFindings(staged(workbook).findings);
  expect(sorted.map(({ does, row, at }) => [does, row, at])).toEqual([
    ['refused', 3, undefined],
    ['emptied', 2, 3],
    ['emptied', 4, 3],
    ['emptied', 2, 4],
    ['asks', 0, undefined],
  ]);
});

describe('requirements that say what no cell says (T82)', () => {
  const heading = '单位,岗位,人数,学历,岗位要求';
  const lines = ['甲厂,普工,2,,大专及以上学历；18-45周岁', '甲厂,焊工,2,本科,大专及以上学历'];
  const workbook = { sheets: [sheetOf('岗位', heading, ...lines)] };
  const said = (choices: EmployerChoices) => {
    const { booths, findings } = staged(workbook, choices);
    const posts = booths.flatMap((booth) => booth.posts);
    return {
      posts: posts.map(({ education, age }) => [education, age]),
      asked: findings.flatMap(({ row, does, what }) =>
        what.kind === 'said-in-text' ? [[row, does, what.field, what.taken]] : [],
      ),
    };
  };

  it('are asked about, and count for nothing before somebody confirms', () => {
    expect(said({})).toEqual({
      posts: [
        [undefined, undefined],
        ['bachelor', undefined],
      ],
      asked: [
        [2, 'asks', 'education', false],
        [2, 'asks', 'age', false],
      ],
    });
  });

  it('count then, and never against a cell', () => {
    expect(said({ fromText: true })).toMatchObject({
      posts: [
        ['college', '18-45岁'],
        ['bachelor', undefined],
      ],
      asked: [{ 3: true }, { 3: true }],
    });
  });
});
