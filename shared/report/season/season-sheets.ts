import { changeText } from '../former.ts';
import type { Cell, Sheet } from '../sheet.ts';
import { fingerprintOf } from './fair-figures.ts';
import type { Entry } from './season.ts';
import { stateWords, townshipWords } from './season-words.ts';
import { askedNames, type Before, type BesideLine, type Season } from './sums.ts';

/** A season as a workbook: exact, since it is the bureau's own. */
export function seasonSheets(
  season: Season,
  entries: readonly Entry[],
  lines: readonly BesideLine[],
  before: Before['from'] | undefined,
): Sheet[] {
  return [sumsSheet(season, lines, before), fairsSheet(entries), namesSheet(season)];
}

const beforeHeadings = { files: '上年同期', hand: '上年同期（手填）' } as const;

function sumsSheet(
  { fairs }: Season,
  lines: readonly BesideLine[],
  before?: Before['from'],
): Sheet {
  const isCompared = before !== undefined;
  return {
    name: '多场合计',
    columns: [
      ['指标', 28],
      ['合计', 12],
      ['单位', 8],
      ...(isCompared
        ? ([
            [beforeHeadings[before], 18],
            ['增减', 12],
            ['同比', 12],
          ] as const)
        : []),
      ['未含场次', 12],
      ['口径', 80],
    ],
    rows: lines.map((each): Cell[] => [
      each.line.zh,
      each.line.value,
      each.line.unit,
      ...(isCompared ? [each.before ?? '', each.difference ?? '', percent(each)] : []),
      each.line.without,
      `${each.line.basis}（共 ${fairs.length} 场）`,
    ]),
  };
}

function percent({ change, before, definedAlike }: BesideLine): string {
  if (change !== undefined) return changeText(change);
  if (!definedAlike) return '口径不同';
  return before === undefined ? '' : '—';
}

function fairsSheet(entries: readonly Entry[]): Sheet {
  return {
    name: '各场',
    columns: [
      ['招聘会', 34],
      ['主办单位', 28],
      ['地点', 28],
      ['日期', 24],
      ['乡镇', 10],
      ['状态', 50],
      ...askedNames.map((name) => [name, 14] as const),
      ['校验码', 16],
      ['钥匙指纹', 30],
      ['文件', 40],
    ],
    rows: entries.map((entry): Cell[] => {
      const { figures, file } = entry;
      const state = stateWords(entry).map(({ zh }) => zh);
      return [
        figures?.of.name ?? '',
        figures?.of.organiser ?? '',
        figures?.of.place ?? '',
        figures?.of.days.join('、') ?? '',
        townshipWords[entry.township].zh,
        state.join('；'),
        ...askedNames.map((name) => figures?.counts.get(name)?.value ?? ''),
        figures?.digest.slice(0, 12) ?? '',
        figures ? fingerprintOf(figures.key) : '',
        file,
      ];
    }),
  };
}

function namesSheet({ fairs, sums }: Season): Sheet {
  return {
    name: '全部数字',
    columns: [
      ['名称', 34],
      ['合计', 12],
      ['单位', 8],
      ['场数', 8],
      ['口径不同未计入（场）', 20],
      ['口径', 80],
    ],
    rows: [...sums.values()]
      .filter(({ value, leftOut, fairs: own }) => value > 0 || leftOut > 0 || own < fairs.length)
      .map((sum) => [sum.name, sum.value, sum.unit, sum.fairs, sum.leftOut, sum.basis]),
  };
}
