import { describe, expect, it } from 'vitest';
import { readGroups } from './groups.ts';
import { readPhone } from './phone.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';
import { readWantedTrades } from './trade.ts';

describe('a cell of a phone (T40)', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['138 0013 8000', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['+86 13800138000', '13800138000'],
    ['+86-138-0013-8000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['(+86)13800138000', '13800138000'],
    ['手机：13800138000', '13800138000'],
    ['13800138000（微信同号）', '13800138000'],
    ['13800138000.0', '13800138000'],
    ['0551-65551234', '0551-65551234 (landline)'],
    ['(0551)65551234', '0551-65551234 (landline)'],
    ['055165551234', '0551-65551234 (landline)'],
    ['010-65551234', '010-65551234 (landline)'],
    ['01065551234', '010-65551234 (landline)'],
    ['+86 551 65551234', '0551-65551234 (landline)'],
    ['0551-65551234转801', '0551-65551234转801 (landline)'],
    ['0551-65551234-801', '0551-65551234转801 (landline)'],
    ['13800138000/13900139000', '13800138000 (left-out 13900139000)'],
    ['13800138000、13900139000', '13800138000 (left-out 13900139000)'],
    ['13800138000 13900139000', '13800138000 (left-out 13900139000)'],
    ['13800138000\n13900139000', '13800138000 (left-out 13900139000)'],
    ['0551-65551234/13800138000', '13800138000 (left-out 0551-65551234)'],
    ['13800138000，13800138000', '13800138000'],
    ['1380013800', '? phone'],
    ['138001380001', '? phone'],
    ['12800138000', '? phone'],
    ['65551234', '? phone'],
    ['1.38E+10', '? phone'],
    ['电话见附件', '? phone'],
    ['13800138000 张三', '? phone'],
    ['110', '? phone'],
    ['', ''],
    ['-', ''],
    ['无', ''],
  ])('is one number that can be called: %j', (text, expected) => {
    expect(inShort(readPhone(text), String)).toBe(expected);
  });
});

describe('a cell of key groups (T42)', () => {
  it.each([
    ['高校毕业生', 'graduate'],
    ['应届', 'graduate'],
    ['应届生', 'graduate'],
    ['应届毕业生', 'graduate'],
    ['应届高校毕业生', 'graduate'],
    ['大学毕业生', 'graduate'],
    ['往届毕业生', 'graduate'],
    ['农民工', 'migrant'],
    ['进城务工人员', 'migrant'],
    ['返乡农民工', 'migrant'],
    ['农村转移劳动力', 'migrant'],
    ['脱贫户', 'lifted'],
    ['脱贫人口', 'lifted'],
    ['脱贫劳动力', 'lifted'],
    ['建档立卡', 'lifted'],
    ['建档立卡贫困户', 'lifted'],
    ['就业困难人员', 'difficulty'],
    ['就业困难', 'difficulty'],
    ['零就业家庭', 'difficulty (taken-as 就业困难人员)'],
    ['低保', 'difficulty (taken-as 就业困难人员)'],
    ['低保户', 'difficulty (taken-as 就业困难人员)'],
    ['4050人员', 'difficulty (taken-as 就业困难人员)'],
    ['退役军人', 'veteran'],
    ['退伍军人', 'veteran'],
    ['复员军人', 'veteran'],
    ['转业军人', 'veteran'],
    ['退役士兵', 'veteran'],
    ['登记失业人员', 'unemployed'],
    ['登记失业', 'unemployed'],
    ['失业人员', 'unemployed (taken-as 登记失业人员)'],
    ['残疾人', 'disabled'],
    ['残疾', 'disabled'],
    ['持证残疾人', 'disabled'],
    ['农民工、残疾人', 'migrant disabled'],
    ['农民工,脱贫户', 'migrant lifted'],
    ['农民工/退伍军人', 'migrant veteran'],
    ['应届毕业生 残疾', 'graduate disabled'],
    ['农民工、农民工', 'migrant'],
    ['农民工、党员', 'migrant (left-out 党员)'],
    ['无', ''],
    ['否', ''],
    ['不是', ''],
    ['没有', ''],
    ['都不是', ''],
    ['普通', ''],
    ['普通劳动者', ''],
    ['其他', '? group'],
    ['是', '? group'],
    ['军人', '? group'],
    ['非农民工', '? group'],
    ['不是残疾人', '? group'],
    ['党员', '? group'],
    ['', ''],
    ['-', ''],
  ])('is one of seven, however it is said: %j', (text, expected) => {
    expect(inShort(readGroups(text), (codes) => codes.join(' '))).toBe(expected);
  });
});

describe('a cell of wanted work (T43)', () => {
  it.each([
    ['生产制造', 'manufacturing'],
    ['生产制造、仓储物流', 'manufacturing logistics'],
    ['普工', 'manufacturing (proposed)'],
    ['会计', 'finance (proposed)'],
    ['行政文员', 'office'],
    ['生产管理', 'manufacturing (proposed)'],
    ['设计', 'design (proposed)'],
    ['保安 保洁', 'security cleaning (proposed)'],
    ['司机/快递', 'driving (proposed)'],
    ['普工、航天员', 'manufacturing (left-out 航天员)'],
    ['航天员', '? trade'],
    ['司机、保安、保洁、会计、普工', 'driving security cleaning finance (left-out 普工)'],
    ['不限', ''],
    ['都可以', ''],
    ['服从安排', ''],
    ['无', ''],
    ['', ''],
  ])('is up to four trades: %j', (text, expected) => {
    expect(inShort(readWantedTrades(text), (codes) => codes.join(' '))).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    for (const read of [readPhone, readGroups, readWantedTrades]) {
      expect(read(text).is).not.toBe('read');
    }
  });
});
