import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import readByAnother from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Fair, fairSchema } from '../fair.ts';
import { bulletin, roundedDown } from './bulletin.ts';
import { type Coverage, coverageWords, digestOf, isWhole, seenOf } from './coverage.ts';
import { dayView } from './day-view.ts';
import type { FigureRow } from './figure-table.ts';
import { reportFile } from './files.ts';

let fair: Fair;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
  fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
});

const NOW = 1_803_690_000_000;
const DAY = '2027-02-27';

function coverage(change: Partial<Coverage['stations'][number]> = {}): Coverage {
  return {
    stations: fair.stations.map(({ slot, role, name }) => ({
      slot,
      role,
      ...name,
      heardMs: NOW,
      acked: 10,
      proven: 10,
      waiting: 0,
      unused: false,
      ...(slot === 2 && change),
    })),
    forks: [],
    heads: [{ slot: 1, incarnation: '00000001', seq: 10, hash: 'a'.repeat(64) }],
  };
}

function dayOf(figures: Record<string, number>, seen = coverage()) {
  const rows: FigureRow[] = Object.entries(figures).map(([name, value]) => {
    const [figure = '', slice = ''] = name.split(' ');
    return { scope: DAY, figure, slice, value };
  });
  const view = dayView({
    fair,
    scope: DAY,
    scopes: [DAY],
    rows,
    coverage: seen,
    nowMs: NOW,
  });
  return { rows, view };
}

describe('the workbook', () => {
  it('opens in another library, with numbers as numbers and names as texts', async () => {
    const { view, rows } = dayOf({ attendees: 18_432, resumes: 10_007, 'visits booth:A01': 37 });
    const { bytes } = await reportFile(fair, view, rows, 'xlsx');
    const sheets = await readByAnother(Buffer.from(bytes));
    const own = (await readXlsx(bytes)).sheets;
    expect(sheets.map(({ sheet }) => sheet)).toEqual(own.map(({ name }) => name));
    const [summary, , byEmployer] = sheets;
    expect(summary?.data.find(([name]) => name === '到场人数')?.[1]).toBe(18_432);
    const first = byEmployer?.data.find(([booth]) => booth === 'A01');
    expect(first?.[1]).toBe(fair.booths[0]?.employer);
    expect(first?.[5]).toBe(37);
  });
});

describe('the sheets', () => {
  it('have talks by the hour and by employer, beside visits', async () => {
    const { view, rows } = dayOf({
      talks: 9,
      'talks hour:10': 9,
      'talks booth:A01': 8,
      'visits booth:A01': 37,
    });
    const { bytes } = await reportFile(fair, view, rows, 'xlsx');
    const sheets = await readByAnother(Buffer.from(bytes));
    const cell = (sheet: string, row: string, column: string) => {
      const [heads = [], ...data] = sheets.find((each) => each.sheet === sheet)?.data ?? [];
      return data.find(([name]) => name === row)?.[heads.indexOf(column)];
    };
    expect(cell('汇总', '洽谈人次', '数值')).toBe(9);
    expect(cell('分时段', '10:00–10:59', '洽谈（人次）')).toBe(9);
    expect(cell('按单位', 'A01', '洽谈（人次）')).toBe(8);
    expect(cell('按单位', 'A01', '接待（人次）')).toBe(37);
  });
});

describe('places', () => {
  const figures = { 'resumes post:A01-1': 4, 'booths booth:A01': 1, booths: 1 };

  it('are the sum of the heads, by trade too, in a fair from before 若干', () => {
    const { view } = dayOf(figures);
    expect(view.places.all).toBe(1_600);
    expect(view.trades.reduce((sum, { places }) => sum + places, 0)).toBe(1_600);
    expect(view.some).toEqual({ all: 0, present: 0 });
    expect(view.noTrade).toEqual({ posts: 0, places: 0, some: 0, resumes: 0, intents: 0 });
  });

  it('count no post for 若干, which stands beside them', async () => {
    const before = fair;
    const headcount = fair.booths[0]?.posts[0]?.headcount ?? 0;
    fair = structuredClone(before);
    delete fair.booths[0]?.posts[0]?.trade;
    delete fair.booths[0]?.posts[0]?.headcount;
    const { view, rows } = dayOf(figures);
    const sheets = await readByAnother(
      Buffer.from((await reportFile(fair, view, rows, 'xlsx')).bytes),
    );
    fair = before;
    expect(headcount).toBeGreaterThan(0);
    expect(view.places.all).toBe(1_600 - headcount);
    expect(view.some).toEqual({ all: 1, present: 1 });
    expect(view.noTrade).toEqual({ posts: 1, places: 0, some: 1, resumes: 4, intents: 0 });
    const byPost = sheets.find(({ sheet }) => sheet === '按岗位');
    expect(byPost?.data[1]?.slice(3, 5)).toEqual([null, '若干']);
    const said = { length: 'short', wording: 'first', numbers: 'exact' } as const;
    expect(bulletin(view, said)).toContain('个（另有1个岗位招若干人）');
  });
});

describe('the coverage of a figure', () => {
  const words = (change: Parameters<typeof coverage>[0]): string =>
    coverageWords(seenOf(coverage(change), NOW), () => '15:20').zh;
  it('is whole if every station that writes has reported', () => {
    expect(words({})).toBe('11 个站点全部到齐');
  });
  it('counts facts that wait at a station or for a signed head', () => {
    expect(words({ waiting: 43, proven: 8 })).toBe('11 个站点中 10 个已到齐；已知 45 条记录还没到');
  });
  it('is unknown, not zero, if a station is silent or never reported', () => {
    expect(words({ heardMs: NOW - 3_600_000 })).toContain(
      '1 个站点自 15:20 起没有消息，少多少不知道',
    );
    expect(words({ heardMs: null })).toContain('1 个站点从未联系上');
    expect(words({ waiting: null })).toContain('没有消息');
  });
  it('is never whole with a fork', () => {
    const forked = { ...coverage(), forks: [{ slot: 2, incarnation: '00000001', facts: 3 }] };
    expect(isWhole(seenOf(forked, NOW))).toBe(false);
  });
  it('has the same digest for the same heads in any order', () => {
    const heads = [
      ...coverage().heads,
      { slot: 2, incarnation: '00000002', seq: 4, hash: 'b'.repeat(64) },
    ];
    const digest = digestOf(fair.id, { ...coverage(), heads });
    expect(digestOf(fair.id, { ...coverage({ waiting: 9 }), heads: heads.toReversed() })).toBe(
      digest,
    );
    expect(digestOf(fair.id, coverage())).not.toBe(digest);
  });
});

describe('a rounded number', () => {
  it.each([
    [0, '0'],
    [99, '99'],
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
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (count) => {
        const words = roundedDown(count);
        const [, digits = '', wan, more] = /^([\d.]+)(万)?(余)?$/.exec(words) ?? [];
        const said = Math.round(Number(digits) * (wan ? 10_000 : 1));
        expect(said).toBeLessThanOrEqual(count);
        expect(said === count).toBe(more === undefined);
        expect(said).toBeGreaterThan(count * 0.9 - 1);
      }),
    );
  });
});

describe('the bulletin', () => {
  const figures = {
    attendees: 1_000,
    anonymous: 12,
    'attendees grouped': 30,
    'attendees grouped:declared': 30,
    'attendees group:veteran': 20,
    'attendees group:migrant': 15,
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
  it('keeps persons, times and copies apart, and leaves out paper counts', () => {
    const text = bulletin(dayOf(figures).view, {
      length: 'long',
      wording: 'first',
      numbers: 'exact',
    });
    expect(text).toContain('进场求职者1012人（其中匿名入场12人）');
    expect(text).toContain('展位接待2500人次，收到简历800份，350人达成初步就业意向（420人次）');
    expect(text).toContain('服务台接待咨询70人次，发放资料1200份');
    expect(text).toContain('另有纸质登记简历33份，由单位自报、未按人去重，不并入以上数字');
  });
  it('names key groups without counting anybody twice, and names the source', () => {
    const text = bulletin(dayOf(figures).view, {
      length: 'middle',
      wording: 'first',
      numbers: 'exact',
    });
    expect(text).toContain('重点群体30人（本人申报30人），其中进城务工人员15人、退役军人20人');
    expect(text).toContain('合计不重复');
  });
  it('says talks beside visits, and neither in the place of the other', () => {
    const { view } = dayOf({ ...figures, talks: 640 });
    const middle = { length: 'middle', wording: 'first', numbers: 'exact' } as const;
    expect(bulletin(view, middle)).toContain('展位接待2500人次，洽谈640人次，收到简历800份');
    expect(bulletin(dayOf(figures).view, middle)).not.toContain('洽谈');
  });
  it('publishes the chosen figure, and no other under its name', () => {
    const { view } = dayOf(figures);
    expect(bulletin(view, { length: 'short', wording: 'agreed', numbers: 'exact' })).toContain(
      '达成就业意向69人次',
    );
    expect(bulletin(view, { length: 'short', wording: 'signed', numbers: 'exact' })).toContain(
      '现场签约9人次',
    );
  });
  it('uses the words for people and employers of its kind of fair', () => {
    const { view } = dayOf({ attendees: 3 });
    const gig = { ...view, fair: { ...view.fair, kind: 'gig' as const } };
    const text = bulletin(gig, { length: 'short', wording: 'first', numbers: 'exact' });
    expect(text).toContain('参会用工主体46家');
    expect(text).toContain('进场零工人员3人');
  });

  it('omits figures that are zero', () => {
    const text = bulletin(dayOf({ attendees: 3 }).view, {
      length: 'long',
      wording: 'first',
      numbers: 'exact',
    });
    expect(text).not.toMatch(/重点群体|纸质|服务台|匿名/);
    expect(text).toContain('参会用人单位46家');
  });
});

describe('an export', () => {
  it('gives the same bytes whenever it is made, in every format', async () => {
    for (const format of ['xlsx', 'csv', 'json'] as const) {
      const { view, rows } = dayOf({ attendees: 3, 'visits booth:A01': 2 });
      const later = { ...view, nowMs: NOW + 86_400_000 };
      const first = await reportFile(fair, view, rows, format);
      const second = await reportFile(fair, later, rows.toReversed(), format);
      expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
      expect(first.name).toBe(second.name);
    }
  });

  it('never turns an employer’s name into a formula, in CSV or workbook', async () => {
    const evil = '=HYPERLINK("http://evil.invalid","x")';
    const booths = fair.booths.map((booth) => ({ ...booth, employer: evil }));
    const changed = { ...fair, booths };
    const { rows } = dayOf({ attendees: 1 });
    const view = dayView({
      fair: changed,
      scope: DAY,
      scopes: [DAY],
      rows,
      coverage: coverage(),
      nowMs: NOW,
    });
    const { bytes } = await reportFile(changed, view, rows, 'csv');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\u{feff}')).toBe(true);
    const cells = parse(text.slice(1), { relax_column_count: true }).flat();
    expect(cells).toContain(`'${evil}`);
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    const workbook = await reportFile(changed, view, rows, 'xlsx');
    const { sheets } = await readXlsx(workbook.bytes);
    expect(sheets[2]?.rows[1]?.[1]).toBe(evil);
  });

  it('has numbers as numbers, and adds paper counts to no figure', async () => {
    const { view, rows } = dayOf({
      visits: 5,
      'visits booth:A01': 5,
      paperVisits: 40,
      'paperVisits booth:A02': 40,
    });
    const { bytes } = await reportFile(fair, view, rows, 'xlsx');
    const { sheets } = await readXlsx(bytes);
    const employers = sheets.find(({ name }) => name === '按单位')?.rows ?? [];
    expect(employers.find(([booth]) => booth === 'A01')?.[5]).toBe(5);
    expect(employers.find(([booth]) => booth === 'A02')?.[5]).toBe(0);
    const paper = sheets.find(({ name }) => name === '纸质登记')?.rows ?? [];
    expect(paper).toHaveLength(2);
    expect(paper[1]?.[2]).toBe(40);
  });
});
