import { trades as tradeCodes, wordsOf } from '../../codes.ts';
import { type EmployersBy, employersBy, UNSAID } from '../breakdowns.ts';
import type { DayView } from '../day-view.ts';
import {
  type Counted,
  type Group,
  inARow,
  type Named,
  type NamedCount,
  type NamedText,
  plainName,
} from './named.ts';

/** The names of parts of employers by what they are, and of posts by education, pay and trade. */

const employersNames: Readonly<
  Record<EmployersBy, { readonly zh: string; readonly text: string }>
> = {
  industry: { zh: '行业', text: '行业构成' },
  kind: { zh: '单位类型', text: '单位类型构成' },
  region: { zh: '所在地', text: '单位地区构成' },
};

/** `制造业单位数`, `制造业岗位数`, `制造业简历份数`. Employers and posts are no persons: nothing is hidden. */
function byEmployers({ breakdowns }: DayView, grouping: EmployersBy): Group {
  const lines = breakdowns.employers[grouping].map((line) => ({
    ...line,
    label:
      line.code === UNSAID ? `未写明${employersNames[grouping].zh}` : labelOf(grouping, line.zh),
  }));
  const count = (
    name: string,
    value: number,
    unit: string,
    basis: string,
    counted: Counted = [],
  ): NamedCount => ({ is: 'count', name, value, unit, basis, en: name, counted });
  const parts = lines.flatMap(({ label, ...line }) => {
    const factsOf = (figure: 'booths' | 'visits' | 'resumes' | 'intents' | 'signed'): Counted => [
      { figure, slices: [`${grouping}:${line.code}`] },
    ];
    const whose = `${employersNames[grouping].zh}为“${line.zh}”的单位`;
    return [
      count(`${label}单位数`, line.employers, '家', `名单上${whose}`),
      count(`${label}到场单位数`, line.present, '家', `到场的、${whose}`, factsOf('booths')),
      count(`${label}职位数`, line.posts, '个', `${whose}的职位条目数`),
      count(`${label}岗位数`, line.places, '个', `${whose}写明的招聘人数之和`),
      count(`${label}接待人次`, line.visits, '人次', `${whose}接待的人次`, factsOf('visits')),
      count(`${label}简历份数`, line.resumes, '份', `${whose}收到的简历`, factsOf('resumes')),
      count(`${label}意向人次`, line.intents, '人次', `${whose}达成的意向`, factsOf('intents')),
      count(`${label}签约人次`, line.signed, '人次', `${whose}现场签约的人次`, factsOf('signed')),
    ];
  });
  const said = lines.filter(({ code }) => code !== UNSAID);
  const own = new Map(parts.map((part) => [part.name, part]));
  const houses = said.flatMap(({ label }) => own.get(`${label}单位数`) ?? []);
  return {
    parts,
    inARow: inARow(
      employersNames[grouping].text,
      houses,
      said.map(({ label }) => label),
    ),
  };
}

/** 其他 alone would be nobody's name. */
const labelOf = (grouping: EmployersBy, zh: string): string =>
  zh === '其他' ? `其他${employersNames[grouping].zh}` : plainName(zh);

function byPosts({ breakdowns, trades }: DayView): NamedCount[] {
  const count = (name: string, value: number, basis: string): NamedCount => ({
    is: 'count',
    name,
    value,
    unit: '个',
    basis,
    en: name,
    counted: [],
  });
  return [
    ...breakdowns.educations.flatMap(({ zh, posts, places }) => [
      count(`要求${plainName(zh)}的职位数`, posts, `学历要求为“${zh}”的职位条目数`),
      count(`要求${plainName(zh)}的岗位数`, places, `学历要求为“${zh}”的招聘人数之和`),
    ]),
    ...breakdowns.pay.flatMap(({ zh, posts, places }) => [
      count(`月薪${plainName(zh)}职位数`, posts, `月薪下限为${zh}的职位条目数`),
      count(`月薪${plainName(zh)}岗位数`, places, `月薪下限为${zh}的招聘人数之和`),
    ]),
    ...trades.flatMap(({ trade, places, resumes }) => {
      const { zh } = wordsOf(tradeCodes, trade);
      return [
        count(`${zh}岗位数`, places, `工种为“${zh}”的招聘人数之和`),
        {
          ...count(`${zh}简历份数`, resumes, `工种为“${zh}”的职位收到的简历`),
          unit: '份',
          counted: [{ figure: 'resumes' as const, slices: [`post-trade:${trade}`] }],
        },
      ];
    }),
  ];
}

const BEST = 3;

function bestTrades({ trades }: DayView): NamedText {
  const best = trades
    .filter(({ resumes }) => resumes > 0)
    .toSorted((a, b) => b.resumes - a.resumes)
    .slice(0, BEST)
    .map(({ trade }) => wordsOf(tradeCodes, trade).zh);
  return {
    is: 'text',
    name: '热门工种',
    text: best.join('、'),
    basis: '收到简历最多的工种',
    en: 'The trades with most résumés',
  };
}

export function employersNamed(view: DayView): Named[] {
  const groups = employersBy.map((grouping) => byEmployers(view, grouping));
  return [
    ...groups.flatMap(({ parts }) => parts),
    ...groups.map((group) => group.inARow),
    ...byPosts(view),
    bestTrades(view),
  ];
}
