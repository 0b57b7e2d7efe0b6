import { expect, it } from 'vitest';
import { groupsConsent, isGroupsConsent } from './consents.ts';

it('keeps the text of each version: a changed text gets a new number (P90)', () => {
  const { version, purpose, withdraw } = groupsConsent;
  expect({ version, text: [purpose.zh, withdraw.zh] }).toEqual({
    version: 1,
    text: [
      '残疾、就业困难等是敏感个人信息：只用于统计和会后帮扶，只有主办单位看得到，用人单位看不到。',
      '不回答，一样入场找工作；想撤回，拿身份证到入口点“我的信息”。',
    ],
  });
  expect([isGroupsConsent(1), isGroupsConsent(2)]).toEqual([true, false]);
});
