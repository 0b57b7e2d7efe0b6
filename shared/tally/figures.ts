import { byTapFigure, type Unit } from '../deeds.ts';
import type { Words } from '../say.ts';

/** What each figure means. Those of a booth's taps stand in deeds.ts. */

interface Definition extends Words {
  readonly unit: Unit;
  /** 口径, where the Chinese words are only a name. They may not change: a former fair's are compared with them. */
  readonly basis?: string;
}

export const figures = {
  attendees: {
    unit: 'persons',
    zh: '到场人数：有效签到的不同求职者，不含匿名',
    en: 'Attendees: distinct people with a standing check-in, anonymous passes apart',
  },
  anonymous: {
    unit: 'persons',
    zh: '匿名入场：未同意登记、领取匿名通行证',
    en: 'Anonymous passes, given to those who kept their data to themselves',
  },
  entries: {
    unit: 'times',
    zh: '入场人次：每次签到计一次，一分钟内重复刷只计一次',
    en: 'Entries: each check-in, a repeat within a minute being the same one',
  },
  visits: {
    unit: 'times',
    zh: '展位接待人次：一分钟内同人同展位只计一次',
    en: 'Visits to booths, a repeat within a minute being the same one',
  },
  visitors: {
    unit: 'persons',
    zh: '到访展位的不同求职者',
    basis: '到访展位的人按人去重：同一人到几个展位只计一次',
    en: 'Distinct people who visited a booth',
  },
  walkIns: {
    unit: 'times',
    zh: '无通行证的到访人次，单独计数',
    basis: '没有通行证、由招聘人员手工记下的到访，不知道是谁，不去重',
    en: 'Visits without a pass, counted apart',
  },
  ...byTapFigure(({ means }): Definition => means),
  outcomes: {
    unit: 'pairs',
    zh: '洽谈进展：同人同展位按最新有效步骤计一次，含未达成',
    en: 'Where each person stands with each booth, by the newest step, declined ones too',
  },
  intents: {
    unit: 'pairs',
    zh: '就业意向：同人同展位，最新有效意向不低于初步意向',
    en: 'Intents: person and booth whose newest standing intent is at least a first intent',
  },
  intentPeople: {
    unit: 'persons',
    zh: '达成就业意向的不同求职者',
    basis: '按人去重：与几家单位有意向都只计一次，最新有效步骤不低于初步意向',
    en: 'Distinct people with at least one such intent',
  },
  signed: {
    unit: 'pairs',
    zh: '现场签约（录用）：同人同展位，最新有效步骤为现场签约',
    en: 'Signed on the spot: person and booth whose newest standing step is a signing',
  },
  consults: {
    unit: 'times',
    zh: '服务台咨询人次',
    basis: '服务台每接待一次咨询计一次',
    en: 'Consultations at the desks',
  },
  consulted: {
    unit: 'persons',
    zh: '咨询过的不同求职者',
    basis: '持通行证咨询的人按人去重；没有通行证的不计',
    en: 'Distinct people who consulted',
  },
  handouts: {
    unit: 'copies',
    zh: '发放资料份数',
    basis: '服务台记下的份数之和',
    en: 'Leaflets handed out',
  },
  services: {
    unit: 'times',
    zh: '帮扶服务次数：同人同一步骤计一次',
    en: 'Steps of follow-up service, one for each person and step',
  },
  booths: { unit: 'houses', zh: '到场单位：签到过的展位', en: 'Employers who opened their booth' },
  paperVisits: {
    unit: 'times',
    zh: '纸质登记接待人次',
    basis: '单位自报的纸质登记，未按人去重，不并入其他数字',
    en: 'Visits counted on paper',
  },
  paperResumes: {
    unit: 'copies',
    zh: '纸质登记简历份数',
    basis: '单位自报的纸质登记，未按人去重，不并入其他数字',
    en: 'Résumés counted on paper',
  },
  paperIntents: {
    unit: 'pairs',
    zh: '纸质登记意向',
    basis: '单位自报的纸质登记，未按人去重，不并入其他数字',
    en: 'Intents counted on paper',
  },
} as const satisfies Record<string, Definition>;

export type Figure = keyof typeof figures;

/** In the form that schemas need. */
export const figureNames = Object.keys(figures).filter(isFigure);

export function isFigure(name: string): name is Figure {
  return Object.hasOwn(figures, name);
}

export interface Meaning {
  readonly name: string;
  /** 口径 */
  readonly basis: string;
  readonly en: string;
}

/** A figure's name and its 口径, which both stand in Chinese beside it. */
export function meaningOf(figure: Figure): Meaning {
  const { zh, en, basis }: Definition = figures[figure];
  const [name = zh, said = ''] = zh.split(/[：，]/);
  return { name, basis: basis ?? said, en };
}
