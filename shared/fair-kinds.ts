import type { AnswerName } from './answers.ts';
import type { Words } from './say.ts';

/** The kinds of fair that a bureau holds: each has its own word for people, and its own questions. */

/** Each question has a page of its own. The phone number is sealed, so it is not in the table of answers. */
export type Question = AnswerName | 'phone';

export interface FairKindRules extends Words {
  readonly seekers: Words;
  readonly employers: Words;
  /** In this order. */
  readonly asks: readonly Question[];
}

export const fairKinds = {
  recruitment: {
    zh: '招聘会',
    en: 'Recruitment fair',
    seekers: { zh: '求职者', en: 'attendees' },
    employers: { zh: '用人单位', en: 'employers' },
    asks: ['trades', 'education', 'groups', 'phone'],
  },
  campus: {
    zh: '校园双选会',
    en: 'Campus fair',
    seekers: { zh: '毕业生', en: 'graduates' },
    employers: { zh: '用人单位', en: 'employers' },
    // Visitors of such a fair have a degree to name before a trade.
    asks: ['education', 'graduation', 'trades', 'groups', 'phone'],
  },
  'night-market': {
    zh: '夜市招聘',
    en: 'Night market',
    seekers: { zh: '求职市民', en: 'visitors' },
    employers: { zh: '用人单位', en: 'employers' },
    // People only pass by here.
    asks: ['trades', 'phone'],
  },
  village: {
    zh: '送岗下乡',
    en: 'Village session',
    seekers: { zh: '求职群众', en: 'villagers' },
    employers: { zh: '用人单位', en: 'employers' },
    asks: ['groups', 'trades', 'phone'],
  },
  gig: {
    zh: '零工市场',
    en: 'Gig market',
    seekers: { zh: '零工人员', en: 'gig workers' },
    employers: { zh: '用工主体', en: 'hirers' },
    asks: ['trades', 'groups', 'phone'],
  },
} as const satisfies Readonly<Record<string, FairKindRules>>;
export type FairKind = keyof typeof fairKinds;
export const fairKindCodes = [
  'recruitment',
  'campus',
  'night-market',
  'village',
  'gig',
] as const satisfies readonly FairKind[];

/** A fair that does not say is a recruitment fair, like most. */
export function kindOfFair({ kind = 'recruitment' }: { readonly kind?: FairKind }): FairKindRules {
  return fairKinds[kind];
}
