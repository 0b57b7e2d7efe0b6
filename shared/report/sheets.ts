import { type AnswerName, answerNames, answerTable } from '../answers.ts';
import { keyGroups, trades, wordsOf } from '../codes.ts';
import { taps, unitNames } from '../deeds.ts';
import { type Fair, headsOf } from '../fair.ts';
import { type Figure, figureNames, figures, meaningOf } from '../tally/figures.ts';
import { type DayView, employerFigures, hourFigures, paperFigures } from './day-view.ts';
import { isAsked } from './asked.ts';
import { breakdownSheets, educationSheet, meaningsSheet } from './breakdown-sheets.ts';
import { scopeInWords } from './day-words.ts';
import { type FigureRow, figureTable } from './figure-table.ts';
import type { Cell, Sheet } from './sheet.ts';

/** A day's export: tables for a workbook, a text file or a page. */

const NOT_SUMMED_UP: readonly Figure[] = [...paperFigures, 'booths'];
const TAP_COLUMNS = taps.map(({ heading }) => [heading, heading.length > 5 ? 14 : 12] as const);

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
      ...TAP_COLUMNS,
      ['意向（人次，按单位）', 20],
    ],
    rows: hours.map(({ hour, ...line }) => [
      `${hour}:00–${hour}:59`,
      ...hourFigures.map((figure) => line[figure]),
    ]),
    totals: ['合计', ...hourFigures.map((figure) => sumOf(hours, figure))],
  };
}

function byEmployer({ byEmployer: all }: DayView): Sheet {
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
      ...TAP_COLUMNS,
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

function byPost(fair: Fair, { scope }: DayView, rows: readonly FigureRow[]): Sheet {
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

/** Questions whose sheet shows more than how many people chose what. */
const ownSheets: Partial<Record<AnswerName, (view: DayView) => Sheet>> = {
  education: educationSheet,
  trades: byTrade,
  groups: byGroup,
};

function byAnswers(view: DayView): Sheet[] {
  return answerNames.flatMap((name) => {
    const own = ownSheets[name]?.(view);
    return own ?? (isAsked(view, name) ? byAnswer(view, name) : []);
  });
}

function byAnswer(view: DayView, name: AnswerName): Sheet {
  const { list, kept, sheet, ofDeeds } = answerTable[name];
  return {
    name: sheet,
    columns: [
      [kept.zh, 24],
      ['到场（人）', 12],
      ['其中有意向（人）', 18],
      ...(ofDeeds
        ? ([
            ['简历（份）', 12],
            ['意向（人次，按单位）', 20],
          ] as const)
        : []),
    ],
    rows: view.answers[name].map(({ code, people, intentPeople, resumes, intents }) => [
      wordsOf(list, code).zh,
      people,
      intentPeople,
      ...(ofDeeds ? [resumes, intents] : []),
    ]),
  };
}

function byTrade({ trades: all, noTrade }: DayView): Sheet {
  return {
    name: answerTable.trades.sheet,
    columns: [
      ['工种', 18],
      ['招聘人数', 12],
      ['求职（人）', 12],
      ['其中有意向（人）', 18],
      ['简历（份）', 12],
      ['意向（人次，按单位）', 20],
    ],
    rows: [
      ...all.map(({ trade, places, seekers, intentPeople, resumes, intents }) => [
        wordsOf(trades, trade).zh,
        places,
        seekers,
        intentPeople,
        resumes,
        intents,
      ]),
      ...(noTrade.posts > 0
        ? [['没有写明工种', noTrade.places, '', '', noTrade.resumes, noTrade.intents]]
        : []),
    ],
  };
}

function byGroup({ groups, answers }: DayView): Sheet {
  return {
    name: answerTable.groups.sheet,
    columns: [
      ['群体', 24],
      ['到场（人）', 12],
      ['其中有意向（人）', 18],
      ['说明', 50],
    ],
    rows: [
      ['合计（不重复）', groups.people, groups.intentPeople, '同属多类的人只计一次'],
      ...answers.groups.map(({ code, people, intentPeople }): Cell[] => [
        wordsOf(keyGroups, code).zh,
        people,
        intentPeople,
        '同属多类的分别列出，不能相加',
      ]),
    ],
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

function paper({ byEmployer: all }: DayView): Sheet {
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

const sumOf = <F extends string>(
  lines: readonly Readonly<Record<F, number>>[],
  figure: F,
): number => lines.reduce((sum, line) => sum + line[figure], 0);

/** A person at two booths is one person: such a column has no sum, and the summary has the number. */
const ONCE = '见“汇总”';
const ofPersons = (figure: Figure): boolean => ['persons', 'pairs'].includes(figures[figure].unit);

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
