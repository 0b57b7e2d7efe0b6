import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulletin, type BulletinSetting, roundedDown } from './bulletin.ts';
import { bulletinLengths, intentWordings, presetTemplate } from './bulletin-presets.ts';
import type { DayView } from './day-view.ts';
import { sampleDay } from './testing/sample-day.ts';

const { dayOf } = await sampleDay();

const figures = {
  attendees: 1_000,
  anonymous: 12,
  'attendees grouped': 30,
  'attendees grouped:declared': 30,
  'attendees group:veteran': 20,
  'attendees group:migrant': 15,
  'attendees education:college': 400,
  'attendees education:bachelor': 90,
  'attendees education:doctor': 2,
  visits: 2_500,
  resumes: 800,
  intents: 420,
  intentPeople: 350,
  'intents step:agreed': 60,
  'intents step:signed': 9,
  signed: 9,
  consults: 70,
  handouts: 1_200,
  paperResumes: 33,
  'booths booth:A01': 1,
  booths: 1,
};
const preset = (
  view: DayView,
  length: (typeof bulletinLengths)[number],
  wording: (typeof intentWordings)[number] = 'first',
): string =>
  bulletin(view, { template: presetTemplate(view, length, wording), added: '', numbers: 'exact' })
    .text;
const bulletinOf = (
  template: string,
  more: Partial<BulletinSetting> = {},
  counts: object = figures,
) => bulletin(dayOf({ ...counts }).view, { template, added: '', numbers: 'exact', ...more });
const bodyOf = (template: string, counts: object = figures): string | undefined =>
  bulletinOf(template, {}, counts).text.split('\n\n')[0];

describe('a built-in bulletin', () => {
  it('reads as a newspaper prints it', () => {
    const [body] = preset(dayOf(figures).view, 'short').split('\n\n');
    expect(body).toMatch(
      /^2月27日，.+在.+举办。1家用人单位携\d+个岗位进场招聘，1012名求职者到场，收到简历800份，350人与用人单位达成初步就业意向。$/,
    );
  });
  it('publishes the chosen intents, and no others under their name', () => {
    const { view } = dayOf(figures);
    expect(preset(view, 'short', 'agreed')).toContain('达成就业意向69人次。');
    expect(preset(view, 'short', 'signed')).toContain('现场签约9人次。');
  });
  it('uses the words for people and employers of its kind of fair', () => {
    const { view } = dayOf({ attendees: 30 });
    const gig = { ...view, fair: { ...view.fair, kind: 'gig' as const } };
    expect(preset(gig, 'short')).toMatch(/46家用工主体携.+30名零工人员到场/);
  });
  it('says nothing of what there was none of', () => {
    const [body] = preset(dayOf({ attendees: 30 }).view, 'long').split('\n\n');
    expect(body).not.toMatch(/重点群体|服务台|资料|洽谈|学历|工种|接待/);
  });
  it.each(
    bulletinLengths.flatMap((length) => intentWordings.map((each) => [length, each] as const)),
  )('asks only for figures that exist: %s, %s', (length, wording) => {
    const { view } = dayOf(figures);
    const template = presetTemplate(view, length, wording);
    expect(bulletin(view, { template, added: '', numbers: 'exact' }).faults).toEqual([]);
  });
});

describe('a template', () => {
  it('takes figures by name, however the name is written', () => {
    expect(bodyOf('{求职者人数}、{ 求职者人数 }、｛求职者人数｝')).toBe('1012、1012、1012');
  });
  it('leaves out a sentence whose counts are all zero', () => {
    expect(
      bodyOf('到场{到场人数}人。咨询{咨询人次}人次，资料{资料份数}份。', { attendees: 9 }),
    ).toBe('到场9人。');
    expect(bodyOf('咨询{咨询人次}人次，资料{资料份数}份。', { handouts: 9 })).toBe(
      '咨询0人次，资料9份。',
    );
  });
  it.each([
    ['到场{求职人数}人。', { kind: 'unknown', name: '求职人数' }],
    ['{面试通过人数}人通过。', { kind: 'gap', name: '面试通过人数', why: '系统不记录面试结果' }],
    ['到场500余人。', { kind: 'digits', digits: '500' }],
    ['到场５００人。', { kind: 'digits', digits: '500' }],
    ['  ', { kind: 'empty' }],
  ])('is refused with the reason: %s', (template, fault) => {
    expect(bulletinOf(template).faults).toEqual([fault]);
  });
  it('may have numbers in quoted names, as “1311”', () => {
    expect(bulletinOf('开展“1311”服务，到场{到场人数}人。').faults).toEqual([]);
  });
});

describe('the note below a bulletin', () => {
  const note = (template: string, counts: object = figures): string =>
    bulletinOf(template, {}, counts).text.split('\n\n')[1] ?? '';
  it('defines each figure above it in Chinese, once, with the digest', () => {
    const text = note('{简历份数}份，又{简历份数}份。');
    expect(text).toMatch(/^统计口径：简历份数：同人同展位同岗位计一份；/);
    expect(text.match(/简历份数/g)).toHaveLength(1);
    expect(text).toMatch(/校验码 [0-9a-f]{12}。$/);
  });
  it('has anonymous entries, places per seeker and counts from paper', () => {
    const text = note('到场{求职者人数}人。');
    expect(text).toContain('匿名入场12人');
    expect(text).toMatch(/求人倍率\d+\.\d\d/);
    expect(text).toContain('另有纸质登记简历33份，由单位自报，不并入以上数字');
  });
  it('names the sources of key groups where they are mentioned', () => {
    expect(note('重点群体{重点群体人数}人。')).toContain('重点群体的来源为本人申报30人');
    expect(note('到场{到场人数}人。')).not.toContain('来源');
  });
  it('stands apart from what the organiser adds', () => {
    const { text } = bulletinOf('到场{到场人数}人。', { added: '下一场3月5日举办。' });
    const [body, , added] = text.split('\n\n');
    expect(body).toBe('到场1000人。');
    expect(added).toBe('主办方补充（文字由主办方提供，不在统计核对之内）：下一场3月5日举办。');
  });
});

describe('a small part of a total', () => {
  it('is not shown, and neither is the part that would give it away', () => {
    expect(bodyOf('博士{博士人数}人，本科{本科人数}人，大专{大专人数}人。')).toBe(
      '博士不足5人，本科不少于5人，大专400人。',
    );
    expect(bodyOf('学历：{学历构成}。')).toBe('学历：大专400人，其余合计92人。');
  });
  it('is not given away by a sum of some parts either (F60)', () => {
    expect(bodyOf('本科及以上{本科及以上人数}人，硕士及以上{硕士及以上人数}人。')).toBe(
      '本科及以上92人，硕士及以上不分列人。',
    );
  });
  it('is not shown for key groups as a whole', () => {
    const few = { attendees: 100, 'attendees grouped': 3, 'attendees group:disabled': 3 };
    expect(bodyOf('重点群体{重点群体人数}人，残疾人{残疾人人数}人。', few)).toBe(
      '重点群体不足5人，残疾人不分列人。',
    );
  });
});

describe('应届 and 本校', () => {
  it('are sums of answers at a campus, and open elsewhere (F59)', () => {
    const { view } = dayOf({
      attendees: 60,
      'attendees graduation:own-this-year': 30,
      'attendees graduation:own-other': 10,
      'attendees graduation:other-this-year': 20,
    });
    const campus = { ...view, fair: { ...view.fair, kind: 'campus' as const } };
    const template = '应届{应届人数}人，本校{本校人数}人，本校应届{本校应届人数}人。';
    const said = bulletin(campus, { template, added: '', numbers: 'exact' });
    expect(said.text).toContain('应届50人，本校40人，本校应届30人。');
    expect(bulletinOf('应届{应届人数}人。').faults).toEqual([
      { kind: 'gap', name: '应届人数', why: '本场没有问“毕业情况”' },
    ]);
  });
});

describe('a rounded number', () => {
  it.each([
    [0, '0'],
    [9, '不足10'],
    [10, '10'],
    [72, '70余'],
    [99, '90余'],
    [100, '100'],
    [101, '100余'],
    [365, '360余'],
    [6_512, '6500余'],
    [10_000, '1万'],
    [18_432, '1.8万余'],
    [350_001, '35万余'],
  ])('%i becomes %s', (count, words) => expect(roundedDown(count)).toBe(words));

  it('never says more than the exact number, and says 余 only below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 10_000_000 }), (count) => {
        const words = roundedDown(count);
        const [, digits = '', wan, more] = /^([\d.]+)(万)?(余)?$/.exec(words) ?? [];
        const said = Math.round(Number(digits) * (wan ? 10_000 : 1));
        expect(said).toBeLessThanOrEqual(count);
        expect(said === count).toBe(more === undefined);
        expect(said).toBeGreaterThan(count * 0.9 - 10);
      }),
    );
  });

  it('has no exact one beside it', () => {
    const { text } = bulletinOf('到场{到场人数}人，签约{签约人次}人次；{学历构成}。', {
      numbers: 'rounded',
    });
    expect(text).toContain('到场1000人，签约不足10人次；大专400人，其余合计90余人。');
    expect(text).not.toContain('求人倍率');
    expect(text).toContain('匿名入场10余人');
  });
});
