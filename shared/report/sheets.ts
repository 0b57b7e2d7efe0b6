import { unitNames } from '../deeds.ts';
import type { Fair } from '../fair.ts';
import { type Figure, figureNames, figures, meaningOf } from '../tally/figures.ts';
import { byAnswers } from './answer-sheets.ts';
import { breakdownSheets, meaningsSheet } from './breakdown-sheets.ts';
import { type DayView, hourFigures, paperFigures } from './day-view.ts';
import { scopeInWords } from './day-words.ts';
import { byEmployer, byPost, paper } from './employer-sheets.ts';
import type { FigureRow } from './figure-table.ts';
import { sumOf, tapColumns } from './sheet-columns.ts';
import type { Cell, Sheet } from './sheet.ts';

/** A day's export: tables for a workbook, a text file or a page. */

const NOT_SUMMED_UP: readonly Figure[] = [...paperFigures, 'booths'];

export const sheetsOf = (fair: Fair, view: DayView, rows: readonly FigureRow[]): Sheet[] =>
  withPosts(view, [byPost(fair, view, rows)]);

/** For paper: leaves out the posts, which would fill hundreds of pages and are in the files. */
export const printedSheets = (view: DayView): Sheet[] =>
  withPosts(view, []).filter(({ rows }) => rows.length > 0);

function withPosts(view: DayView, posts: readonly Sheet[]): Sheet[] {
  return [
    summary(view),
    byHour(view),
    byEmployer(view),
    ...posts,
    ...byAnswers(view),
    ...breakdownSheets(view),
    byGate(view),
    byDesk(view),
    paper(view),
    meaningsSheet(),
    sources(view),
  ];
}

function summary(view: DayView): Sheet {
  const { fair, scope, totals, employers, places, some } = view;
  const open = '没有写明人数，不计入岗位数';
  return {
    name: '汇总',
    columns: [
      ['指标', 44],
      ['数值', 12],
      ['单位', 16],
      ['口径', 60],
    ],
    rows: [
      [fair.zh, scopeInWords(scope), '', fair.place],
      ['参会单位', employers.all, '家', '招聘会名单上的单位'],
      ['到场单位', employers.present, '家', meaningOf('booths').basis],
      ['岗位数', places.all, '个', '名单上全部岗位的招聘人数之和'],
      ['到场单位的岗位数', places.present, '个', '到场单位的招聘人数之和'],
      ...(some.all > 0
        ? [
            ['招若干人的岗位', some.all, '个', open],
            ['到场单位招若干人的岗位', some.present, '个', open],
          ]
        : []),
      ...figureNames
        .filter((figure) => !NOT_SUMMED_UP.includes(figure))
        .map((figure): Cell[] => {
          const { name, basis } = meaningOf(figure);
          return [name, totals[figure], unitNames[figures[figure].unit], basis];
        }),
    ],
  };
}

function byHour({ hours }: DayView): Sheet {
  return {
    name: '分时段',
    columns: [
      ['时段', 16],
      ['到场（人）', 12],
      ['入场（人次）', 14],
      ['接待（人次）', 14],
      ...tapColumns,
      ['意向（人次，按单位）', 20],
    ],
    rows: hours.map(({ hour, ...line }) => [
      `${hour}:00–${hour}:59`,
      ...hourFigures.map((figure) => line[figure]),
    ]),
    totals: ['合计', ...hourFigures.map((figure) => sumOf(hours, figure))],
  };
}

function byGate({ gates }: DayView): Sheet {
  return {
    name: '按站点',
    columns: [
      ['站点', 8],
      ['名称', 24],
      ['首次签到（人）', 16],
      ['其中有意向（人）', 18],
      ['入场（人次）', 14],
    ],
    rows: gates.map(({ slot, zh, attendees, intentPeople, entries }) => [
      slot,
      zh,
      attendees,
      intentPeople,
      entries,
    ]),
    totals: [
      '合计',
      '',
      ...(['attendees', 'intentPeople', 'entries'] as const).map((figure) => sumOf(gates, figure)),
    ],
  };
}

function byDesk({ desks }: DayView): Sheet {
  return {
    name: '服务台',
    columns: [
      ['服务台', 24],
      ['咨询（人次）', 14],
      ['资料（份）', 12],
    ],
    rows: desks.map(({ zh, consults, handouts }) => [zh, consults, handouts]),
    totals: ['合计', sumOf(desks, 'consults'), sumOf(desks, 'handouts')],
  };
}

/** The chains that the figures were computed from. Nothing here may change while the chains do not. */
function sources({ coverage, digest }: DayView): Sheet {
  const heads = new Map(coverage.heads.map((head) => [head.slot, head]));
  return {
    name: '数据来源',
    columns: [
      ['站点', 8],
      ['名称', 24],
      ['已计入记录', 14],
      ['未到记录', 12],
      ['说明', 34],
      ['链尾', 70],
    ],
    rows: [
      ...coverage.stations
        .filter(({ role, unused }) => role !== 'wall' && !unused)
        .map(({ slot, zh, proven, acked, heardMs, waiting, revoked }): Cell[] => {
          const missing = (waiting ?? 0) + Math.max(0, acked - proven);
          const said = revoked
            ? '已停用，不再等它'
            : heardMs === null
              ? '从未联系上，缺失数量不明'
              : missing > 0
                ? '还没到齐'
                : '已收到的都已计入';
          return [
            slot,
            zh,
            proven,
            heardMs === null ? '不明' : missing,
            said,
            heads.get(slot)?.hash ?? '',
          ];
        }),
      ...coverage.forks.map(({ slot, facts }): Cell[] => [
        slot,
        '',
        0,
        facts,
        '记录有分叉，未计入',
        '',
      ]),
      ['', '校验码', '', '', '同样的链尾得出同样的数字', digest],
    ],
  };
}
