import { trades, wordsOf } from '../codes.ts';
import { type Fair, headsOf } from '../fair.ts';
import { type Figure, figures } from '../tally/figures.ts';
import { type DayView, employerFigures, paperFigures } from './day-view.ts';
import { type FigureRow, figureTable } from './figure-table.ts';
import { sumOf, tapColumns } from './sheet-columns.ts';
import type { Sheet } from './sheet.ts';

/** The workbook's sheets by employer and by post, and of what employers wrote on paper. */

/** A person at two booths is one person: such a column has no sum, and the summary has the number. */
const ONCE = '见“汇总”';
const ofPersons = (figure: Figure): boolean => ['persons', 'pairs'].includes(figures[figure].unit);

export function byEmployer({ byEmployer: all }: DayView): Sheet {
  return {
    name: '按单位',
    columns: [
      ['展位', 8],
      ['单位', 34],
      ['区域', 14],
      ['到场', 8],
      ['岗位数（个）', 14],
      ['接待（人次）', 14],
      ['求职者（人）', 14],
      ['无证（人次）', 14],
      ...tapColumns,
      ['意向（人）', 12],
      ['签约（人）', 12],
      ['另有若干人的岗位', 18],
    ],
    rows: all.map((line) => [
      line.booth,
      line.employer,
      line.zone,
      line.present ? '是' : '',
      line.places,
      ...employerFigures.map((figure) => line[figure]),
      line.some,
    ]),
    totals: [
      '合计',
      `${all.length} 家`,
      '',
      `${all.filter(({ present }) => present).length} 家`,
      sumOf(all, 'places'),
      ...employerFigures.map((figure) => (ofPersons(figure) ? ONCE : sumOf(all, figure))),
      sumOf(all, 'some'),
    ],
  };
}

export function byPost(fair: Fair, { scope }: DayView, rows: readonly FigureRow[]): Sheet {
  const table = figureTable(rows, scope);
  const [resumes, intents, signed] = (['resumes', 'intents', 'signed'] as const).map((figure) =>
    table.by(figure, 'post'),
  );
  const posts = fair.booths.flatMap((booth) => booth.posts);
  return {
    name: '按岗位',
    columns: [
      ['展位', 8],
      ['单位', 34],
      ['岗位', 26],
      ['工种', 14],
      ['招聘人数', 12],
      ['简历（份）', 12],
      ['意向（人）', 12],
      ['签约（人）', 12],
    ],
    rows: fair.booths.flatMap(({ code, employer, posts }) =>
      posts.map((post) => [
        code,
        employer,
        post.zh,
        post.trade === undefined ? '' : wordsOf(trades, post.trade).zh,
        post.headcount ?? '若干',
        resumes?.get(post.code) ?? 0,
        intents?.get(post.code) ?? 0,
        signed?.get(post.code) ?? 0,
      ]),
    ),
    totals: [
      '合计',
      '',
      `${posts.length} 个岗位`,
      '',
      headsOf(posts).places,
      posts.reduce((sum, { code }) => sum + (resumes?.get(code) ?? 0), 0),
      ONCE,
      ONCE,
    ],
  };
}

export function paper({ byEmployer: all }: DayView): Sheet {
  return {
    name: '纸质登记',
    columns: [
      ['展位', 8],
      ['单位', 34],
      ['接待（人次）', 14],
      ['简历（份）', 12],
      ['意向（人次）', 14],
      ['说明', 44],
    ],
    rows: all
      .filter((line) => paperFigures.some((figure) => line[figure] > 0))
      .map((line) => [
        line.booth,
        line.employer,
        ...paperFigures.map((figure) => line[figure]),
        '单位自报，未按人去重，不并入其他数字',
      ]),
    totals: ['合计', '', ...paperFigures.map((figure) => sumOf(all, figure)), ''],
  };
}
