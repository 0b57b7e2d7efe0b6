import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fair } from '../../../shared/fair.ts';
import { loadSampleFair } from '../sample/sample-fair.ts';
import { assessmentPage } from './assessment-page.ts';

let fair: Fair;
beforeAll(async () => {
  const folder = join(import.meta.dirname, '../../../resources/fairs/street-market');
  ({ fair } = await loadSampleFair(folder));
});

describe('the documents on personal information (P91)', () => {
  it('say what this fair asks, where it goes, and until when', async () => {
    const page = await assessmentPage({
      ...fair,
      keepUntil: '2027-06-30',
      server: 'http://192.168.1.2:8443',
      boxesToServer: true,
    });
    for (const text of [
      '个人信息保护影响评估报告',
      '个人信息处理活动记录',
      '2027-06-30',
      '残疾人',
      '未加密，请改用 https',
      '也上传到服务器',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('say so where key groups are not asked, and escape names', async () => {
    const name = { zh: '夜市<b>', en: '' };
    const page = await assessmentPage({ ...fair, kind: 'night-market', name });
    expect(page).toContain('本场不询问重点群体');
    expect(page).not.toContain('残疾人');
    expect(page).not.toContain('夜市<b>');
  });
});
