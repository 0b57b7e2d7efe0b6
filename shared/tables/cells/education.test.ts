import { describe, expect, it } from 'vitest';
import { readEducation, readOwnEducation } from './education.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

const short = (text: string): string => inShort(readEducation(text), String);

describe('a cell of education (T27)', () => {
  it.each([
    ['初中', 'junior'],
    ['初中及以上', 'junior'],
    ['初中以上文化程度', 'junior'],
    ['小学', 'primary'],
    ['小学及以下', 'primary'],
    ['高中', 'senior'],
    ['高中毕业', 'senior'],
    ['高中及以上学历', 'senior'],
    ['中专', 'vocational'],
    ['中专 / 技校', 'vocational'],
    ['中专/技校', 'vocational'],
    ['技校', 'vocational'],
    ['中职', 'vocational'],
    ['中技', 'vocational'],
    ['职高', 'vocational'],
    ['职业高中', 'vocational'],
    ['中专以上', 'vocational'],
    ['中职（中专、技校）', 'vocational'],
    ['大专', 'college'],
    ['专科', 'college'],
    ['大学专科', 'college'],
    ['高职', 'college'],
    ['高职高专', 'college'],
    ['大专及以上', 'college'],
    ['大专或以上学历', 'college'],
    ['大专（含）以上', 'college'],
    ['全日制大专及以上学历', 'college'],
    ['大专起', 'college'],
    ['至少大专', 'college'],
    ['大专+', 'college'],
    ['本科', 'bachelor'],
    ['本科以上', 'bachelor'],
    ['大学本科', 'bachelor'],
    ['大学本科及以上', 'bachelor'],
    ['统招本科', 'bachelor'],
    ['学士', 'bachelor'],
    ['本科生', 'bachelor'],
    ['Bachelor', 'bachelor'],
    ['硕士', 'master'],
    ['研究生', 'master'],
    ['硕士研究生', 'master'],
    ['研究生及以上', 'master'],
    ['博士', 'doctor'],
    ['博士研究生', 'doctor'],
    ['博士/硕士研究生', 'master (lower-education)'],
    ['大 专', 'college'],
  ])('is a level: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each(['不限', '学历不限', '不限学历', '无', '无要求', '无学历要求', '均可', '不限及以上'])(
    'asks for none: %j',
    (text) => {
      expect(short(text)).toBe('any');
    },
  );

  it.each([
    ['大专、本科', 'college (lower-education)'],
    ['大专/本科', 'college (lower-education)'],
    ['本科、大专', 'college (lower-education)'],
    ['本科或硕士', 'bachelor (lower-education)'],
    ['本科-硕士', 'bachelor (lower-education)'],
    ['高中/中专', 'senior (lower-education)'],
    ['高中（中专）及以上', 'senior (lower-education)'],
    ['大专及以上，本科优先', 'college (lower-education)'],
    ['本科（学士）', 'bachelor'],
    ['大学', 'bachelor (taken-as 本科)'],
    ['专升本', 'bachelor (taken-as 本科)'],
    ['高中及以下', 'any (taken-as 不限)'],
    ['大专以下', 'any (taken-as 不限)'],
  ])('is the lower of two, and says so: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each([
    ['', ''],
    ['-', ''],
    ['—', ''],
    ['/', ''],
    ['其他', '? education'],
    ['本科优先', '? education'],
    ['中学', '? education'],
    ['大专以上，三年经验', '? education'],
    ['非本科', '? education'],
    ['3000', '? education'],
    ['普工', '? education'],
  ])('is left when it says something else: %j', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readEducation(text).is).not.toBe('read');
  });

  it.each([
    ['大学本科', 'bachelor'],
    ['专科', 'college'],
    ['中职', 'vocational'],
    ['大专在读', 'college'],
    ['大学', 'bachelor (taken-as 本科)'],
    ['大专、本科', 'college (lower-education)'],
    ['小学及以下', 'primary'],
    ['小学以下', 'primary'],
    ['文盲', 'primary'],
    ['文盲或半文盲', 'primary'],
    ['未上学', 'primary'],
    ['硕士及以上', 'master'],
    ['专科(高职)', 'college'],
    ['中技(技校)', 'vocational'],
    ['技师学院', 'vocational'],
    ['高级技工学校', 'vocational'],
    ['大专肄业', '? education'],
    ['不详', ''],
    ['高中及以下', '? education'],
    ['不限', ''],
    ['无', ''],
    ['其他', '? education'],
  ])('of a person is what they have: %j', (text, expected) => {
    expect(inShort(readOwnEducation(text), String)).toBe(expected);
  });
});
