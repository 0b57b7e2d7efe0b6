import type { NamedFigures } from '../named/all.ts';
import {
  type Named,
  type NamedCount,
  type NamedGap,
  type NamedText,
  plainName,
} from '../named/named.ts';
import type { Season } from './sums.ts';

/** A season's figures by name, for the cells of a return: the 春风行动 table, or a quarter's 供求分析表. */
export function seasonNamed(season: Season): NamedFigures {
  const held = season.fairs.length;
  const all: readonly Named[] = [
    ...season.fairs.flatMap(({ gaps }) =>
      gaps.map(({ name, why }): NamedGap => ({ is: 'gap', name, why, en: 'No fair says it' })),
    ),
    ...[...season.sums.values()].map(({ name, value, unit, basis, fairs, leftOut }): NamedCount => {
      const part = fairs < held ? `；${held}场中${fairs}场有此数` : '';
      const other = leftOut > 0 ? `，另${leftOut}场口径不同，未计入` : '';
      return {
        is: 'count',
        name,
        value,
        unit,
        basis: `${basis}${part}${other}`,
        en: `Sum over ${fairs} of ${held} fairs`,
        counted: [],
      };
    }),
    heldOf(season),
    townships(season),
    ...texts(season),
  ];
  return new Map(all.map((each) => [plainName(each.name), each]));
}

const heldOf = ({ fairs }: Season): NamedCount => ({
  is: 'count',
  name: '招聘会场次',
  value: fairs.length,
  unit: '场',
  basis: '计入合计的招聘会',
  en: 'Fairs held',
  counted: [],
});

function townships({ inTownships, townshipUnknown }: Season): Named {
  const name = '乡镇场次';
  if (townshipUnknown > 0) {
    return {
      is: 'gap',
      name,
      why: `${townshipUnknown}场没有注明是否在乡镇举办`,
      en: 'Not said of every fair',
    };
  }
  const basis = '由主办方逐场注明';
  return {
    is: 'count',
    name,
    value: inTownships,
    unit: '场',
    basis,
    en: 'In townships',
    counted: [],
  };
}

function texts({ fairs, sums }: Season): NamedText[] {
  const text = (name: string, value: string, en: string): NamedText => ({
    is: 'text',
    name,
    text: value,
    basis: '各场招聘会文件',
    en,
  });
  const days = fairs.flatMap(({ of: fair }) => fair.days).toSorted();
  const [first = ''] = days;
  const last = days.at(-1) ?? '';
  const year = first.slice(0, 4);
  const until = last.slice(0, 4) === year ? '' : `${last.slice(0, 4)}年`;
  const valueOf = (name: string): number => sums.get(name)?.value ?? 0;
  const seekers = valueOf('求职者人数');
  return [
    text('招聘会名称', `${fairs.length}场招聘会`, 'The fairs'),
    text('主办单位', unique(fairs.map(({ of: fair }) => fair.organiser)), 'Organisers'),
    text('举办地点', unique(fairs.map(({ of: fair }) => fair.place)), 'Places'),
    text('年份', year, 'Year'),
    text(
      '日期',
      first === last ? inWords(first) : `${inWords(first)}至${until}${inWords(last)}`,
      'Days',
    ),
    text(
      '求人倍率',
      seekers === 0 ? '–' : (Math.floor((valueOf('岗位数') / seekers) * 100) / 100).toFixed(2),
      'Places on the lists for each attendance',
    ),
  ];
}

const unique = (all: readonly string[]): string => [...new Set(all)].join('、');

function inWords(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}
