import { describe, expect, it } from 'vitest';
import { type BareColumn, recognised, shapeOf } from './columns.ts';
import { type EmployerMeaning } from './employer-meaning.ts';
import { employerVocabulary } from './employer-meanings.ts';
import { plainHeading } from './heading.ts';

const column = (at: number, heading: string, ...cells: string[]): BareColumn => ({
  at,
  heading,
  parts: heading === '' ? [] : [heading],
  hidden: false,
  cells,
});

/** By heading alone: each has one cell that may be anything. */
function taken(headings: readonly string[], cell = '若干'): (EmployerMeaning | undefined)[] {
  const columns = headings.map((heading, at) => column(at, heading, cell));
  return recognised(columns, employerVocabulary).map((each) => (each.taken ? each.is : undefined));
}

describe('a heading (T3)', () => {
  it.each([
    ['单位名称*', '单位名称'],
    ['＊ 岗 位\n名称：', '岗位名称'],
    ['薪资（元/月）', '薪资'],
    ['【必填】招聘人数', '招聘人数'],
    ['学历要求 (必填)', '学历要求'],
    ['区/县', '区县'],
    ['（岗位）', '岗位'],
    ['1.企业名称', '企业名称'],
    ['Ｅ－ｍａｉｌ', 'email'],
  ])('%j is known as %s', (written, plain) => {
    expect(plainHeading(written)).toBe(plain);
  });
});

describe('a column (T4)', () => {
  it.each([
    [
      'employer',
      [
        '公司名称',
        '企业名称*',
        '用人单位',
        '招聘单位（全称）',
        '医疗机构名称',
        '公司名',
        '店铺名称',
      ],
    ],
    [
      'title',
      ['职位名称', '招聘岗位', '需求岗位', '缺工岗位', '岗位（工种）', '拟招聘岗位', '工种'],
    ],
    [
      'headcount',
      ['招工人数', '需求人数（人）', '岗位数', '缺工数', '计划招聘数', '招聘名额', '用工数量'],
    ],
    ['education', ['文化程度', '最低学历要求', '学历（学位）要求', '学历条件']],
    [
      'pay',
      ['薪资待遇', '月薪（元）', '综合薪资', '工价（元/天）', '薪资福利', '岗位待遇', '工资标准'],
    ],
    ['place', ['工作地点', '上班地点', '职位行政区划', '工作城市', '用工地址']],
    ['booth', ['展位号', '摊位', '展台编号', '席位号']],
    ['kind', ['企业性质', '单位类型', '公司属性']],
    ['industry', ['所属行业', '行业门类', '从事行业']],
    ['major', ['所需专业', '专业要求']],
    ['experience', ['工作年限', '工作经验要求']],
    ['age', ['年龄要求', '年龄（周岁）']],
    ['sex', ['性别要求', '男女要求']],
  ] as const)('is the %s by many headings', (meaning, headings) => {
    const cell = meaning === 'place' ? '东区' : meaning === 'pay' ? '面议' : '不限';
    const all = headings.map((heading) => taken([heading], cell)[0] ?? heading);
    expect(all).toEqual(headings.map(() => meaning));
  });

  it('is not what its heading only resembles', () => {
    const others = [
      '企业规模',
      '单位地址',
      '联系人',
      '现有员工人数',
      '薪资构成',
      '公司网址',
      '报名人数',
    ];
    const meant = taken(others);
    for (const meaning of ['employer', 'headcount', 'pay'] as const)
      expect(meant).not.toContain(meaning);
  });

  it('is known by its cells where the heading says nothing', () => {
    const columns = [
      column(0, '', '云溪机械有限公司', '白露超市'),
      column(1, '项目', '普工', '收银员'),
      column(2, '', '5000-6000元', '面议'),
      column(3, '', '13800138000', '13800138001'),
    ];
    expect(recognised(columns, employerVocabulary)).toMatchObject([
      { is: 'employer', why: 'cells', taken: true },
      { is: 'title', why: 'cells', taken: true },
      { is: 'pay', why: 'cells', taken: true },
      { is: 'phone', why: 'not-kept', taken: false },
    ]);
  });

  it('is not taken for what its cells contradict', () => {
    const columns = [column(0, '招聘职位', '普工', '文员'), column(1, '就业岗位', '3', '16')];
    expect(recognised(columns, employerVocabulary)).toMatchObject([
      { is: 'title' },
      { is: 'headcount' },
    ]);
  });

  it('whose cells contradict its exact heading is taken, and that is said (T7)', () => {
    const [heads] = recognised([column(0, '招聘人数', '普工', '保安', '电工')], employerVocabulary);
    expect(heads).toMatchObject({ is: 'headcount', taken: true, why: 'unlike' });
  });

  it('gives up its meaning to one that a table needs (T5)', () => {
    const columns = [
      column(0, '单位名称', '厂'),
      column(1, '工种名称', '普工'),
      column(2, '工种类别', '技工'),
    ];
    expect(recognised(columns, employerVocabulary)).toMatchObject([
      { is: 'employer' },
      { is: 'title' },
      { is: 'trade' },
    ]);
  });

  it('of two with one meaning, the better is taken and the other said (T5)', () => {
    const columns = [
      column(0, '主管部门', '教育局'),
      column(1, '招聘单位', '一中'),
      column(2, '岗位', '教师'),
      column(3, '联系电话', '1'),
      column(4, '联系电话', '2'),
    ];
    expect(recognised(columns, employerVocabulary)).toMatchObject([
      { taken: false, why: 'unknown' },
      { is: 'employer', taken: true },
      { is: 'title', taken: true },
      { key: '联系电话', taken: false },
      { key: '联系电话#2', taken: false },
    ]);
  });

  it('says why it is left out, with three different cells of it (T7)', () => {
    const columns = [
      column(0, '岗位', '普工'),
      column(1, '户籍', '甲', '乙', '甲', '丙', '丁'),
      column(2, '备用', '', ''),
      { ...column(3, '薪资', '5000'), hidden: true },
    ];
    expect(recognised(columns, employerVocabulary).slice(1)).toMatchObject([
      { why: 'unknown', examples: ['甲', '乙', '丙'] },
      { why: 'empty', examples: [] },
      { why: 'hidden', is: 'pay' },
    ]);
  });

  it('is what somebody chose, and the others move over (T8)', () => {
    const columns = [
      column(0, '岗位', '普工'),
      column(1, '薪资', '5000'),
      column(2, '补充', '6000'),
      column(3, '备注', 'x'),
    ];
    const choices = { 补充: 'pay', 备注: 'none' } as const;
    expect(recognised(columns, employerVocabulary, choices)).toMatchObject([
      { is: 'title' },
      { taken: false, why: 'double' },
      { is: 'pay', taken: true, why: 'chosen' },
      { taken: false, why: 'chosen' },
    ]);
  });

  it('belongs to a shape that neither order nor marks change (T8)', () => {
    const shape = (...headings: string[]): string =>
      shapeOf(
        recognised(
          headings.map((heading, at) => column(at, heading)),
          employerVocabulary,
        ),
      );
    expect(shape('岗位*', '单位 名称')).toBe(shape('单位名称', '岗位'));
    expect(shape('岗位', '单位名称', '单位名称')).not.toBe(shape('岗位', '单位名称'));
  });
});
