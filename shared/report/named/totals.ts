import { byTapFigure, taps, type Unit, unitNames } from '../../deeds.ts';
import { kindOfFair } from '../../fair-kinds.ts';
import { type Figure, figures, meaningOf } from '../../tally/figures.ts';
import { placesPerSeeker, whenOf } from '../day-words.ts';
import type { DayView } from '../day-view.ts';
import { isSmall } from '../kept-together.ts';
import type { Named, NamedCount, NamedText } from './named.ts';

/** The names of totals, and of what the fair itself says. */

const counting: Readonly<Record<Unit, string>> = {
  persons: '人数',
  times: '人次',
  copies: '份数',
  houses: '家数',
  pairs: '人次',
};

/** `洽谈人次`, `简历份数` */
export function tapName({ column, means }: (typeof taps)[number]): string {
  return `${column.zh}${counting[means.unit]}`;
}

const totalNames = {
  attendees: '到场人数',
  anonymous: '匿名入场人数',
  entries: '入场人次',
  visits: '接待人次',
  visitors: '到访展位人数',
  walkIns: '无证到访人次',
  ...byTapFigure(tapName),
  intents: '意向人次',
  intentPeople: '意向人数',
  signed: '签约人次',
  consults: '咨询人次',
  consulted: '咨询人数',
  handouts: '资料份数',
  services: '帮扶次数',
  paperVisits: '纸质接待人次',
  paperResumes: '纸质简历份数',
  paperIntents: '纸质意向人次',
} as const satisfies Partial<Record<Figure, string>>;
type Total = keyof typeof totalNames;
const totals: readonly Total[] = Object.keys(totalNames).filter(isTotal);
function isTotal(name: string): name is Total {
  return Object.hasOwn(totalNames, name);
}

const total = (figure: Figure, slice = '') => ({ figure, slices: [slice] });

export function totalsNamed(view: DayView): Named[] {
  return [
    ...ofTheFair(view),
    ...ofOneFair,
    ...ofItsList(view),
    ...totals.map((each) => ofFigure(view, each)),
    ...sums(view),
  ];
}

function ofFigure({ totals: values }: DayView, figure: Total): NamedCount {
  const { basis, en } = meaningOf(figure);
  const unit = unitNames[figures[figure].unit];
  return {
    is: 'count',
    name: totalNames[figure],
    value: values[figure],
    unit: unit === unitNames.pairs ? unitNames.times : unit,
    basis,
    en,
    counted: [total(figure)],
  };
}

function sums({ totals: values, steps, groups }: DayView): NamedCount[] {
  return [
    {
      is: 'count',
      name: '求职者人数',
      value: values.attendees + values.anonymous,
      unit: '人',
      basis: '实名签到的不同求职者与匿名入场人数之和',
      en: 'Attendees and anonymous passes',
      counted: [total('attendees'), total('anonymous')],
    },
    {
      is: 'count',
      name: '协议人次',
      value: steps.agreed + steps.signed,
      unit: '人次',
      basis: '同人同单位，最新有效步骤为就业意向协议或现场签约',
      en: 'Person and employer whose newest step is a letter of intent or a signing',
      counted: [{ figure: 'intents', slices: ['step:agreed', 'step:signed'] }],
    },
    {
      is: 'count',
      name: '重点群体人数',
      value: groups.people,
      unit: '人',
      basis: '到场人员中属于任一重点群体的，同属多类的只计一次',
      en: 'Attendees in any key group, each counted once',
      counted: [total('attendees', 'grouped')],
      ...small(groups.people),
    },
    {
      is: 'count',
      name: '重点群体意向人数',
      value: groups.intentPeople,
      unit: '人',
      basis: '重点群体中达成就业意向的，同属多类的只计一次',
      en: 'People in key groups with an intent, each counted once',
      counted: [total('intentPeople', 'grouped')],
      ...small(groups.intentPeople),
    },
  ];
}

const small = (count: number) => (isSmall(count) ? { kept: 'small' as const } : {});

function ofItsList({ employers, breakdowns: { offered, offeredHere } }: DayView): NamedCount[] {
  const list = (
    name: string,
    value: number,
    unit: string,
    basis: string,
    en: string,
  ): NamedCount => ({
    is: 'count',
    name,
    value,
    unit,
    basis,
    en,
    counted: [],
  });
  const places = '各岗位写明的招聘人数之和，写“若干”的不计';
  const posts = '招聘岗位的条目数，一条不论招几人都算一个';
  return [
    {
      ...list(
        '到场单位数',
        employers.present,
        '家',
        meaningOf('booths').basis,
        meaningOf('booths').en,
      ),
      counted: [total('booths')],
    },
    list('参会单位数', employers.all, '家', '招聘会名单上的单位', 'Employers on the list'),
    list('岗位数', offered.places, '个', places, 'Places on the list'),
    list('职位数', offered.posts, '个', posts, 'Titles on the list'),
    list('若干岗位数', offered.some, '个', '招聘人数写“若干”的职位', 'Titles that want “some”'),
    list(
      '到场单位岗位数',
      offeredHere.places,
      '个',
      `到场单位的${places}`,
      'Places of those who came',
    ),
    list(
      '到场单位职位数',
      offeredHere.posts,
      '个',
      `到场单位的${posts}`,
      'Titles of those who came',
    ),
    list(
      '到场单位若干岗位数',
      offeredHere.some,
      '个',
      '到场单位写“若干”的职位',
      'Their titles for “some”',
    ),
  ];
}

/** One fair is one; whether a township held it, no record says. */
const ofOneFair: readonly Named[] = [
  {
    is: 'count',
    name: '招聘会场次',
    value: 1,
    unit: '场',
    basis: '只计本场；几场一起的在“多场”页相加',
    en: 'This fair alone; several are summed on the page of several fairs',
    counted: [],
  },
  {
    is: 'gap',
    name: '乡镇场次',
    why: '一场的数字里没有；在“多场”页注明后，由各场相加得出',
    en: 'Sum it on the page of several fairs, which asks for it',
  },
];

function ofTheFair(view: DayView): NamedText[] {
  const { fair, scope } = view;
  const kind = kindOfFair(fair);
  const text = (name: string, value: string, basis: string, en: string): NamedText => ({
    is: 'text',
    name,
    text: value,
    basis,
    en,
  });
  return [
    text('招聘会名称', fair.zh, '招聘会文件', 'Name of the fair'),
    text('主办单位', fair.organiser, '招聘会文件', 'Organiser'),
    text('举办地点', fair.place, '招聘会文件', 'Place'),
    text('日期', whenOf(fair.days, scope), '招聘会文件', 'Days'),
    text('年份', (scope === 'all' ? fair.days[0] : scope)?.slice(0, 4) ?? '', '招聘会文件', 'Year'),
    text('求职者称呼', kind.seekers.zh, '招聘会的类型', 'What people are called here'),
    text('单位称呼', kind.employers.zh, '招聘会的类型', 'What employers are called here'),
    text(
      '求人倍率',
      placesPerSeeker(view) ?? '–',
      '岗位数除以求职者人数；有单位到场时只计到场单位的岗位',
      'Places for each seeker',
    ),
  ];
}
