import { say } from './say.ts';

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

export const groupsConsent = groupsConsents[0];

export const isGroupsConsent = (version: number): boolean =>
  groupsConsents.some((known) => known.version === version);
