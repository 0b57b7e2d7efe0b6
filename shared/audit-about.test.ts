import { describe, expect, it } from 'vitest';
import { aboutDeed, type LoggedDeed } from './audit-about.ts';

describe('an entry of the audit log says in Chinese what it is about', () => {
  it.each<[LoggedDeed, string]>([
    [{ did: 'kiosk-left' }, ''],
    [
      { did: 'decided', decision: 'explain', by: '王海燕', reason: '指令卡被孩子连扫', facts: 9 },
      '情况属实，计入，王海燕，理由：指令卡被孩子连扫，9 条记录',
    ],
    [{ did: 'day-exported', by: 'all', scope: 'all', format: 'xlsx' }, 'all，全程，Excel 工作簿'],
    [{ did: 'day-exported', scope: '2027-02-27', format: 'json' }, '2027-02-27，JSON 数据'],
    [{ did: 'role-changed', from: 'entrance', to: 'booth' }, '签到入口 → 招聘展位'],
    [{ did: 'locked-out', from: 'organiser' }, '主办方密码'],
    [{ did: 'locked-out', from: 'staff' }, '工作人员密码'],
    [{ did: 'cards-made', zone: '东区', booths: 12 }, '区域 东区，12 个展位'],
    [{ did: 'station-offered', by: '王海燕', slot: 4 }, '王海燕，站点 4'],
    [
      { did: 'token-added', by: '王海燕', token: '大屏', rights: 'figures contacts' },
      '王海燕，令牌 大屏，读取统计数字、读取加密的联系方式',
    ],
    [
      { did: 'sign-in-refused', by: '甲', from: '192.0.2.7', guesses: 5 },
      '甲，192.0.2.7，试了 5 次',
    ],
  ])('%j', (deed, said) => {
    expect(aboutDeed(deed)).toBe(said);
  });

  it('as it stands, where a newer version wrote what this one does not know', () => {
    expect(aboutDeed({ did: 'from-tomorrow', what: 'x' })).toBe('x');
  });
});
