import { describe, expect, it } from 'vitest';
import { explainedNow } from './said.ts';

describe('what the screen says', () => {
  const found = (screen: string) => explainedNow('zh', screen).flatMap(({ said }) => said);

  it('is found with whatever stands where the handbook has dots', () => {
    expect(found('2 号门\n电池只剩 12%，请插上电源 battery at 12%')).toEqual([
      '电池只剩 …%，请插上电源',
    ]);
  });
  it('is found in the other edition by its English', () => {
    const [first] = explainedNow('en', 'This kiosk has stopped: please ask staff');
    expect(first?.said).toEqual(['This kiosk has stopped: please ask staff']);
  });
  it('is nothing that a button only asks', () => {
    expect(found('没有网络？用 U 盘 No network? Use a stick')).toEqual([]);
    expect(found('没有网络？用 U 盘\n没有网络')).toEqual(['没有网络']);
  });
  it('is nothing where the screen says nothing that needs help', () => {
    expect(found('今天已有 12 人签到 请放身份证')).toEqual([]);
  });
});
