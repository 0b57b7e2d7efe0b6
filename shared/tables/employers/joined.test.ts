import { describe, expect, it } from 'vitest';
import type { Workbook, WorkbookSheet } from '../workbook.ts';
import type { EmployerChoices } from './choices.ts';
import { stagedEmployers } from './stage.ts';

/** A sheet of employers beside a sheet of posts. */

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

const staged = (
  booths: readonly string[],
  posts: readonly string[],
  choices: EmployerChoices = {},
  more = '',
) => {
  const workbook: Workbook = {
    sheets: [
      sheetOf('展位', '展位号,单位名称,单位性质', ...booths),
      sheetOf('岗位', `单位名称,岗位名称,招聘人数${more}`, ...posts),
    ],
  };
  return stagedEmployers({ workbook, fileName: '', before: [], days: [], choices });
};

const A01 = ['A01,永晟电子（云溪）有限公司,民营'];
const seats = ({ booths }: ReturnType<typeof staged>) =>
  booths.map(({ code, employer, kind }) => [code, employer, kind]);
const kinds = ({ findings }: ReturnType<typeof staged>) =>
  findings.map(({ sheet, row, what }) => `${sheet} ${row} ${what.kind}`);

describe('employers on a sheet of their own (T81)', () => {
  it.each(['永晟电子（云溪）有限公司', '永晟电子(云溪)有限公司', '永晟电子 （云溪） 有限公司'])(
    'give their booth to %s, which is said',
    (name) => {
      const read = staged(A01, [`${name},普工,5`]);
      expect(seats(read)).toEqual([['A01', name, 'private']]);
      expect(kinds(read)).toEqual(['展位 0 sheet-joined']);
      expect(read.rows).toMatchObject([{ sheet: '岗位', state: 'proposed' }]);
    },
  );

  it.each(['永晟电子有限公司', '永晟电子'])('ask whether %s is the one that is like it', (name) => {
    const read = staged(A01, [`${name},普工,5`, `${name},焊工,5`]);
    expect(seats(read)).toEqual([['A01', name, 'private']]);
    expect(kinds(read).filter((kind) => kind.endsWith('joined-alike'))).toEqual([
      '岗位 2 joined-alike',
    ]);
  });

  it('give nothing to a name that two are like', () => {
    const two = [...A01, 'A02,永晟电子（白露）有限公司,国企'];
    expect(seats(staged(two, ['永晟电子有限公司,普工,5']))).toEqual([
      ['01', '永晟电子有限公司', undefined],
    ]);
  });

  it('ask which row counts where an employer has several', () => {
    const read = staged(
      [...A01, 'A09,永晟电子（云溪）有限公司,民营'],
      ['永晟电子（云溪）有限公司,普工,5'],
    );
    expect(seats(read)).toEqual([['A01', '永晟电子（云溪）有限公司', 'private']]);
    expect(kinds(read)).toContain('岗位 2 joined-first');
  });

  it('give way to the posts’ own row, and the difference is reported', () => {
    const posts = ['永晟电子（云溪）有限公司,普工,5,国企'];
    const read = staged(A01, posts, {}, ',单位性质');
    expect(seats(read)).toEqual([['A01', '永晟电子（云溪）有限公司', 'state']]);
    expect(kinds(read).filter((kind) => kind.endsWith('differs'))).toEqual(['展位 2 differs']);
  });

  it('name those without a post, and what nobody can read, at its own place', () => {
    const read = staged(['1-3号,甲厂,民营', 'A02,乙厂,民营'], ['甲厂,普工,5']);
    expect(kinds(read)).toContain('展位 2 unread');
    expect(kinds(read)).toContain('展位 3 no-posts-of');
  });

  it('can be left out, as any sheet can', () => {
    const read = staged(A01, ['永晟电子（云溪）有限公司,普工,5'], { sheets: ['岗位'] });
    expect(seats(read)).toEqual([['01', '永晟电子（云溪）有限公司', undefined]]);
    expect(kinds(read)).toContain('展位 0 sheet-left-out');
  });
});
