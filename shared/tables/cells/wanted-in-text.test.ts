import { describe, expect, it } from 'vitest';
import { HOSTILE } from './testing/in-short.ts';
import { ageInText, educationInText } from './wanted-in-text.ts';

describe('education in a text of requirements (T82)', () => {
  it.each([
    ['大专及以上学历', 'college 大专及以上学历'],
    ['1.大专以上学历，会开叉车', 'college 大专以上学历'],
    ['身体健康，初中以上文化，能吃苦', 'junior 初中以上文化'],
    ['学历：本科；两年经验', 'bachelor 学历:本科'],
    ['任职要求：高中学历', 'senior 高中学历'],
    ['大专（含）以上学历', 'college 大专(含)以上学历'],
    ['大专及以上学历，本科优先', 'college 大专及以上学历'],
    ['中专及以上学历，机电专业', 'vocational 中专及以上学历'],
    ['研究生及以上学历', 'master 研究生及以上学历'],
    ['本科及以上学历\n本科学历', 'bachelor 本科及以上学历'],
    ['本科优先', undefined],
    ['大专、本科以上学历', undefined],
    ['本科学历，条件优秀者可放宽至大专学历', 'bachelor 本科学历'],
    ['学历不限', undefined],
    ['非本科学历勿扰', undefined],
    ['高中或中专学历', undefined],
    ['在本科院校工作过', undefined],
    ['服务大专院校', undefined],
    ['会说普通话', undefined],
    ['', undefined],
  ])('%j: %s', (text, said) => {
    const read = educationInText(text);
    expect(read && `${read.value} ${read.said}`).toBe(said);
  });
});

describe('age in a text of requirements (T82)', () => {
  it.each([
    ['18-45周岁', '18-45岁'],
    ['年龄18—45岁，男女不限', '18-45岁'],
    ['年龄：20至40', '20-40岁'],
    ['45岁以下，身体健康', '45岁以下'],
    ['18周岁到50周岁', '18-50岁'],
    ['年龄35岁左右', undefined],
    ['18-45岁，女性18-40岁', undefined],
    ['45-18岁', undefined],
    ['年龄18-45岁优先', undefined],
    ['年满18周岁', undefined],
    ['电话 0571-12345678', undefined],
    ['月休 15-20天', undefined],
    ['12-14岁学员的老师', undefined],
    ['', undefined],
  ])('%j: %s', (text, said) => {
    expect(ageInText(text)?.value).toBe(said);
  });

  it('finds nothing in rubbish', () => {
    for (const text of HOSTILE) {
      expect(educationInText(text)).toBeUndefined();
      expect(ageInText(text)).toBeUndefined();
    }
  });
});
