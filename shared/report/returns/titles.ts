import { say, type Words } from '../../say.ts';

/** The returns by name. */

export const returnIds = ['university', 'online', 'market', 'spring'] as const;
export type ReturnId = (typeof returnIds)[number];

export const returnTitles: Readonly<Record<ReturnId, Words>> = {
  university: say('招聘会汇总表', 'A university’s fair'),
  online: say('线上招聘会统计表', 'An on-line fair'),
  market: say('职业供求分析表', 'Demand and supply by trade'),
  spring: say('春风行动统计表', 'The Spring Breeze campaign'),
};
