import { say, type Words } from './say.ts';

/**
 * What people agree to before they are asked about key groups, which are sensitive personal information. A
 * fact names the version that was on the screen: a new text is added here, and none is changed.
 */
const groupsConsents = [
  {
    version: 1,
    purpose: say(
      '残疾、就业困难等是敏感个人信息：只用于统计和会后帮扶，只有主办单位看得到，用人单位看不到。',
      'This is sensitive: for statistics and help after the fair; the organiser sees it, employers never.',
    ),
    withdraw: say(
      '不回答，一样入场找工作；想撤回，拿身份证到入口点“我的信息”。',
      'Skipping costs nothing. To withdraw, bring your ID card to an entrance.',
    ),
  },
] as const;

/**
 * What people agree to at the check-in where a fair also counts sex and age band. A fact names the version: a
 * new text is added, and none is changed.
 */
const cardConsents = [
  {
    version: 1,
    text: (what: Words): Words =>
      say(
        `为统计还要记录证件上的${what.zh}，不记出生日期，用人单位看不到；想撤回，拿身份证到入口点“我的信息”。`,
        `For statistics we also record ${what.en}, never a birthday; employers do not see it. To withdraw, bring your ID card to an entrance.`,
      ),
  },
] as const;

export const cardConsent = cardConsents[0];

export const cardRecords = {
  sex: say('性别', 'your sex'),
  age: say('年龄段', 'your age band'),
} as const satisfies Readonly<Record<string, Words>>;
export type CardRecord = keyof typeof cardRecords;

export const groupsConsent = groupsConsents[0];

export const isGroupsConsent = (version: number): boolean =>
  groupsConsents.some((known) => known.version === version);
