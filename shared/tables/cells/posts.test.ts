import { describe, expect, it } from 'vitest';
import { listedPosts, type PostInCell, readPosts } from './posts.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

const show = (posts: readonly PostInCell[]): string =>
  posts
    .map(({ title, heads, sex, age }) =>
      [title, heads, sex && `sex ${sex}`, age && `age ${age}`].filter(Boolean).join(' '),
    )
    .join(' + ');

describe('a cell of a post’s title (T35)', () => {
  it.each([
    ['普工', '普工'],
    ['大数据开发工程师 (MJ000036)', '大数据开发工程师 (MJ000036)'],
    ['前端开发工程师（大数据）', '前端开发工程师（大数据）'],
    ['普工（包吃住）', '普工（包吃住）'],
    ['行政/人事专员', '行政/人事专员'],
    ['UI/UX设计师', 'UI/UX设计师'],
    ['Java/C++开发', 'Java/C++开发'],
    ['普工，包吃住', '普工，包吃住'],
    ['大数据BI高级开发工程师04', '大数据BI高级开发工程师04'],
    ['CNC', 'CNC'],
    ['普工10人', '普工 10 (taken-as 普工)'],
    ['普工（10人）', '普工 10 (taken-as 普工)'],
    ['普工 10名', '普工 10 (taken-as 普工)'],
    ['普工：10人', '普工 10 (taken-as 普工)'],
    ['普工×10', '普工 10 (taken-as 普工)'],
    ['普工若干名', '普工 some (taken-as 普工)'],
    ['4. 普工10人', '普工 10 (taken-as 普工)'],
    ['4、普工', '普工 (taken-as 普工)'],
    ['（1）普工', '普工 (taken-as 普工)'],
    ['一、普工', '普工 (taken-as 普工)'],
    ['①普工', '普工 (taken-as 普工)'],
    ['餐厅服务员（女）', '餐厅服务员 sex 女 (taken-as 餐厅服务员)'],
    ['保安（18-45岁）', '保安 age 18-45岁 (taken-as 保安)'],
    ['普工（男女不限）', '普工 sex 男女不限 (taken-as 普工)'],
    ['3D建模师', '3D建模师'],
    ['4S店销售', '4S店销售'],
    ['1号机操作工', '1号机操作工'],
  ])('is one post, with what stands beside its title: %j', (text, expected) => {
    expect(inShort(readPosts(text), show)).toBe(expected);
  });

  it.each([
    ['幼教、前台接待', '幼教 + 前台接待 (several-posts 2)'],
    ['仓管、技能工', '仓管 + 技能工 (several-posts 2)'],
    ['普工，焊工，电工', '普工 + 焊工 + 电工 (several-posts 3)'],
    ['普工；焊工', '普工 + 焊工 (several-posts 2)'],
    ['普工\n焊工', '普工 + 焊工 (several-posts 2)'],
    ['厨师/面点师', '厨师 + 面点师 (several-posts 2)'],
    ['客服主管/助理/普工/出图员', '客服主管 + 助理 + 普工 + 出图员 (several-posts 4)'],
    [
      '餐厅服务员（女）/餐厅传菜员（男）',
      '餐厅服务员 sex 女 + 餐厅传菜员 sex 男 (several-posts 2)',
    ],
    ['1.普工10人 2.焊工5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['1、普工10人；2、焊工5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['(1)普工10人(2)焊工5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['①普工②焊工', '普工 + 焊工 (several-posts 2)'],
    ['一、普工10人 二、焊工若干', '普工 10 + 焊工 some (several-posts 2)'],
    ['普工10人、焊工5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['普工，10人；焊工，5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['普工（10人）、焊工（3-4人）', '普工 10 + 焊工 3 (several-posts 2)'],
    ['普工10人 焊工5人', '普工 10 + 焊工 5 (several-posts 2)'],
    ['普工、普工', '普工 (taken-as 普工)'],
  ])('may be several: %j', (text, expected) => {
    expect(inShort(readPosts(text), show)).toBe(expected);
  });

  it.each([
    ['厨师/面点师', 1, '厨师/面点师'],
    ['厨师/面点师', 2, '厨师 + 面点师 (several-posts 2)'],
    ['幼教、前台接待', 1, '幼教、前台接待'],
    ['普工10人、焊工5人', 1, '普工 10 + 焊工 5 (several-posts 2)'],
  ])('is one if the row wants fewer people than titles: %j for %i', (text, heads, expected) => {
    expect(inShort(readPosts(text, heads), show)).toBe(expected);
  });

  it.each([
    ['', ''],
    ['-', ''],
    ['#REF!', '? excel-error'],
    ['普\u0000工', '? characters'],
    ['10人', '10人'],
  ])('is said when it is none: %j', (text, expected) => {
    expect(inShort(readPosts(text), show)).toBe(expected);
  });

  it.each(HOSTILE)('takes rubbish as no list: %#', (text) => {
    const read = readPosts(text);
    expect(read.is === 'read' && read.value.length > 1).toBe(false);
  });
});

describe('a description that lists posts (T36)', () => {
  it('proposes those that are named like posts, and no rule of the house', () => {
    const text = `某某电器有限公司，主要生产冰箱。现招聘：
一、叉车工，男性，须持有叉车证，有一年以上工作经验者优先。

二、  普工：18-45周岁，身体健康，免费提供
吃住！

三、技术中心实验员，大专以上学历；
四、设备维修工5人，中专以上学历。

1、每周休息一天，法定节假日按国家规定休；
2、公司免费提供食、宿；
3、员工生日有生日祝福及生日礼物。
4、年终奖金。

地址：1、经开区青鸾路8号，民营科技园内
      2、也可做31、26路到青鸾路口下车`;
    expect(show(listedPosts(text))).toBe('叉车工 + 普工 + 技术中心实验员 + 设备维修工 5');
  });

  it.each([
    '',
    '负责车间生产',
    '1、熟练使用办公软件\n2、有责任心',
    '1、普工，包吃住',
    'x'.repeat(100_000),
  ])('that lists none is a description: %#', (text) => {
    expect(listedPosts(text)).toEqual([]);
  });
});
