import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import readByAnother from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { bulletin } from './bulletin.ts';
import { coverageWords, digestOf, isWhole, seenOf } from './coverage.ts';
import { dayView } from './day-view.ts';
import { csvTable, reportFile, workbook } from './files.ts';
import { figureNames, meaningOf } from '../tally/figures.ts';
import { DAY, NOW, sampleDay } from './testing/sample-day.ts';

const { fair, coverage, dayOf } = await sampleDay();

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

describe('the workbook on paper', () => {
  const written = async () => {
    const { view, rows } = dayOf({
      'visits booth:A01': 37,
      'visits booth:A02': 5,
      'visitors booth:A01': 30,
      'visits hour:10': 42,
    });
    const { bytes } = await reportFile(fair, view, rows, 'xlsx');
    const files = unzipSync(bytes);
    const text = (name: string): string => new TextDecoder().decode(files[name]);
    return { files: Object.keys(files), text, sheets: await readByAnother(Buffer.from(bytes)) };
  };

  it('is A4, as wide as the page, with headings on every page and a filter', async () => {
    const { files, text } = await written();
    for (const file of files.filter((name) => /worksheets\/sheet\d+\.xml$/.test(name))) {
      expect(text(file)).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*>/);
      expect(text(file)).toMatch(/<pageSetup [^>]*fitToHeight="0"[^>]*>/);
      expect(text(file)).toContain('第 &amp;P 页，共 &amp;N 页');
    }
    const workbookXml = text('xl/workbook.xml');
    expect(workbookXml.match(/_xlnm\.Print_Titles/g)?.length).toBeGreaterThan(10);
    expect(text('xl/worksheets/sheet3.xml')).toMatch(/<autoFilter ref="A1:\w+\d+"\/?>/);
    expect(text('xl/styles.xml')).toContain('<b/>');
  });

  it('adds up what can be added, and never persons of several booths', async () => {
    const { sheets } = await written();
    const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    const [heads = []] = rowsOf('按单位');
    const totals = rowsOf('按单位').at(-1) ?? [];
    expect(totals[0]).toBe('合计');
    expect(totals[heads.indexOf('接待（人次）')]).toBe(42);
    expect(totals[heads.indexOf('求职者（人）')]).toBe('见“汇总”');
    expect(rowsOf('分时段').at(-1)?.[heads.length > 0 ? 3 : 0]).toBe(42);
  });

  it('has no English sentence', async () => {
    const { sheets } = await written();
    const cells = sheets
      .flatMap(({ data }) => data.flat())
      .filter((cell) => typeof cell === 'string');
    expect(cells.filter((cell) => /[a-z]{3,} [a-z]{2,}/.test(cell))).toEqual([]);
  });

  it('says sheet, fair and day above each page, whatever signs their names have', async () => {
    const bytes = await workbook([{ name: '甲', columns: [['列', 9]], rows: [] }], 'A&B');
    const xml = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
    expect(xml).toContain('<oddHeader>&amp;LA&amp;&amp;B&amp;R甲</oddHeader>');
  });
});

describe('the 口径 of a figure', () => {
  it.each(figureNames)('%s is defined in Chinese, and in English beside it', (figure) => {
    const { name, basis, en } = meaningOf(figure);
    expect(name).toMatch(/^\p{Script=Han}+(（录用）)?$/u);
    expect(basis).toMatch(/\p{Script=Han}{4}/u);
    expect(en).toMatch(/^[\w\s,é:-]+$/i);
  });
});

describe('a text cell of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=1', "'\t=1"],
    ['\t字', "'\t字"],
    ['\r字', '"\'\r字"'],
    ['\n字', '"\'\n字"'],
    [' =1', "' =1"],
    ['\u3000+1', "'\u3000+1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    [' 字', ' 字'],
    ['甲=乙', '甲=乙'],
  ])('%j is written %j', (cell, written) => {
    const table = csvTable({ name: '', columns: [['列', 9]], rows: [[cell]] });
    expect(table).toBe(`\u{feff}列\r\n${written}\r\n`);
  });
});

it('a workbook opens whatever control characters stand in a name', async () => {
  const rows = [['王\u0007\u202e芳\u0000'], ['𬍛㛃·買']];
  const bytes = await workbook([{ name: '名单', columns: [['姓名', 9]], rows }]);
  const [sheet] = await readByAnother(Buffer.from(bytes));
  expect(sheet?.data).toEqual([['姓名'], ['王芳'], ['𬍛㛃·買']]);
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
    const headcount = fair.booths[0]?.posts[0]?.headcount ?? 0;
    const open = structuredClone(fair);
    delete open.booths[0]?.posts[0]?.trade;
    delete open.booths[0]?.posts[0]?.headcount;
    const { view, rows } = dayOf(figures, open);
    const sheets = await readByAnother(
      Buffer.from((await reportFile(open, view, rows, 'xlsx')).bytes),
    );
    expect(headcount).toBeGreaterThan(0);
    expect(view.places.all).toBe(1_600 - headcount);
    expect(view.some).toEqual({ all: 1, present: 1 });
    expect(view.noTrade).toEqual({ posts: 1, places: 0, some: 1, resumes: 4, intents: 0 });
    const byPost = sheets.find(({ sheet }) => sheet === '按岗位');
    expect(byPost?.data[1]?.slice(3, 5)).toEqual([null, '若干']);
    const template = '{到场单位岗位数}个岗位。';
    const { text } = bulletin(view, { template, added: '', numbers: 'exact' });
    expect(text).toContain('另有1个职位招若干人，不计入岗位数');
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
      '1 个站点自 15:20 起没有消息，缺失数量不明',
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
    const files = Object.entries(unzipSync(bytes));
    expect(files.map(([name]) => name)).toContain('03-按单位.csv');
    const cells = files.flatMap(([, file]) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
      expect(text.startsWith('\u{feff}')).toBe(true);
      // One table a file: each line has as many cells as the first.
      return parse(text.slice(1)).flat();
    });
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
    expect(paper.map((row) => row[2])).toEqual(['接待（人次）', 40, 40]);
  });
});
