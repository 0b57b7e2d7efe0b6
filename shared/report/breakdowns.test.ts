import { describe, expect, it } from 'vitest';
import type { Fair, FairBooth, FairPost } from '../fair.ts';
import { foldedSlices } from './breakdowns.ts';
import { payBandOf } from './pay-bands.ts';
import { sheetsOf } from './sheets.ts';
import { sampleDay } from './testing/sample-day.ts';

const sample = await sampleDay();

const post = (code: string, more: Partial<FairPost> = {}): FairPost => ({
  code,
  zh: '装配工',
  place: '',
  ...more,
});
const booth = (code: string, posts: FairPost[], more: Partial<FairBooth> = {}): FairBooth => ({
  code,
  zone: 'A',
  employer: `单位${code}`,
  about: '',
  posts,
  ...more,
});
const fair: Fair = {
  ...sample.fair,
  booths: [
    booth(
      'A1',
      [post('A1-1', { headcount: 10, trade: 'driving', education: 'bachelor' }), post('A1-2')],
      {
        industry: 'C',
        kind: 'private',
        region: '重庆市巴南区',
      },
    ),
    booth('A2', [post('A2-1', { headcount: 3, trade: 'driving', pay: [4_000, 6_000] })], {
      industry: 'C',
      kind: 'state',
    }),
    booth('A3', [post('A3-1', { headcount: 1, pay: [200, null], per: 'day' })]),
  ],
};
const { view, rows } = sample.dayOf(
  {
    'booths booth:A1': 1,
    'visits booth:A1': 7,
    'visits booth:A2': 4,
    'resumes booth:A2': 2,
    'resumes education:bachelor': 2,
    'intents education:bachelor': 1,
    'attendees education:bachelor': 9,
  },
  fair,
);
const { breakdowns } = view;

describe('employers by what they are', () => {
  it('are counted by industry, with titles beside places and 若干 apart (F54, F56)', () => {
    const lines = breakdowns.employers.industry.filter(({ employers }) => employers > 0);
    expect(lines).toEqual([
      {
        code: 'C',
        zh: '制造业',
        en: 'Manufacturing',
        employers: 2,
        present: 1,
        posts: 3,
        places: 13,
        some: 1,
        visits: 11,
        resumes: 2,
        intents: 0,
        signed: 0,
      },
      expect.objectContaining({ code: '', zh: '没有写明', employers: 1, places: 1 }),
    ]);
  });
  it.each(['industry', 'kind', 'region'] as const)(
    'add up to the whole by %s (F54, F55)',
    (grouping) => {
      const sum = (figure: 'employers' | 'posts' | 'places' | 'some' | 'visits'): number =>
        breakdowns.employers[grouping].reduce((all, line) => all + line[figure], 0);
      expect([sum('employers'), sum('posts'), sum('places'), sum('some'), sum('visits')]).toEqual([
        3, 4, 14, 1, 11,
      ]);
    },
  );
  it('open to the booths and posts whose facts they count', () => {
    expect(foldedSlices(fair, 'industry:C')).toEqual(['booth:A1', 'booth:A2']);
    expect(foldedSlices(fair, 'industry:')).toEqual(['booth:A3']);
    expect(foldedSlices(fair, 'region:重庆市巴南区')).toEqual(['booth:A1']);
    expect(foldedSlices(fair, 'post-trade:driving')).toEqual(['post:A1-1', 'post:A2-1']);
    expect(foldedSlices(fair, 'education:bachelor')).toEqual(['education:bachelor']);
  });
});

describe('posts', () => {
  it('are counted as titles, as places, and apart where they want 若干 (F56)', () => {
    expect(breakdowns.offered).toEqual({ posts: 4, places: 14, some: 1 });
    expect(breakdowns.offeredHere).toEqual({ posts: 2, places: 10, some: 1 });
  });
  it('are counted by the education that they ask for (F57)', () => {
    const byEducation = new Map(breakdowns.educations.map((line) => [line.code, line]));
    expect(byEducation.get('bachelor')).toMatchObject({ posts: 1, places: 10, some: 0 });
    expect(byEducation.get('')).toMatchObject({ zh: '不限', posts: 3, places: 4, some: 1 });
  });
  it.each<[Pick<FairPost, 'pay' | 'per'>, string]>([
    [{}, 'none'],
    [{ pay: [2_999, 9_000] }, 'to-3000'],
    [{ pay: [3_000, 9_000] }, 'to-5000'],
    [{ pay: [5_000, null] }, 'to-8000'],
    [{ pay: [null, 8_000] }, 'to-10000'],
    [{ pay: [14_999, 14_999] }, 'to-15000'],
    [{ pay: [15_000, 20_000] }, 'more'],
    [{ pay: [120_000, 150_000], per: 'year' }, 'to-15000'],
    [{ pay: [200, 300], per: 'day' }, 'other'],
    [{ per: 'piece' }, 'other'],
  ])('with %j are in the band %s (F58)', (paid, band) => {
    expect(payBandOf(paid)).toBe(band);
  });
});

describe('the workbook', () => {
  const sheets = new Map(sheetsOf(fair, view, rows).map((sheet) => [sheet.name, sheet]));
  const line = (sheet: string, first: string) => {
    const { columns = [], rows: lines = [] } = sheets.get(sheet) ?? {};
    const cells = lines.find(([name]) => name === first) ?? [];
    return Object.fromEntries(columns.map(([heading], i) => [heading, cells[i]]));
  };
  it('has people’s education beside what posts ask for', () => {
    expect(line('按学历', '本科')).toMatchObject({
      到场人数: 9,
      简历份数: 2,
      意向人次: 1,
      要求的职位数: 1,
      要求的岗位数: 10,
    });
  });
  it('has a sheet by industry, kind, place and pay, each defined in 口径', () => {
    expect(line('按行业', '制造业')).toMatchObject({ 参会单位: 2, 职位数: 3, 岗位数: 13, 若干: 1 });
    expect(line('按单位类型', '国有企业')).toMatchObject({ 参会单位: 1, 简历份数: 2 });
    expect(line('按单位所在地', '重庆市巴南区')).toMatchObject({ 参会单位: 1 });
    expect(line('按薪酬', '3000至4999元')).toMatchObject({ 职位数: 1, 岗位数: 3 });
    const defined = new Set(sheets.get('口径')?.rows.map(([name]) => name));
    for (const name of ['按行业', '按薪酬', '按单位类型']) {
      for (const [heading] of sheets.get(name)?.columns.slice(1) ?? []) {
        expect(defined).toContain(heading);
      }
    }
  });
});
